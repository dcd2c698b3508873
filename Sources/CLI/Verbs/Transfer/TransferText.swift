import Exchange
import Inventory

/// A transfer for people and for scripts: its document, what it comes to, the first of its lines, what is open of it.
struct TransferText {
  /// So many lines stand in an answer; `transfer lines` lists them all.
  static let mostRows = 100

  var card: TransferCard.Card
  /// The first lines.
  var rows: [TransferLine]
  /// Discrepancies that are open, the first of them.
  var open: [Discrepancy]

  private var moreRows: Int { max(card.sums.lines - rows.count, 0) }

  /// Beside the document: `rows`, `more_rows`, `open_discrepancies`.
  var contents: Fields {
    var fields = Fields()
    fields.add("currency", card.currency.isEmpty ? nil : card.currency)
    fields.add("receivers", .list(card.receivers.map { .text($0) }))
    fields.add("parked", Int64(card.parked))
    fields.add("open_discrepancies", .list(open.map { .fields($0.fields) }))
    fields.add("rows", .list(rows.map { .fields($0.fields) }))
    fields.add("more_rows", Int64(moreRows))
    return fields
  }

  var fields: Fields {
    var fields = card.transfer.fields
    if !isWithheld { fields.add(card.sums.fields) }
    fields.add(contents)
    return fields
  }

  /// From who counts blind what goods are on their way is kept: every transfer has a line.
  private var isWithheld: Bool { card.sums.lines == 0 }

  // MARK: Words

  var words: String {
    let transfer = card.transfer
    var lines = [
      [transfer.number, state, transfer.reference].compactMap { $0 }.joined(separator: "  "),
      "from \(transfer.sourcePlace) to \(transfer.destinationPlace)"
        + (transfer.eta.map { ", expected \($0)" } ?? ""),
      history,
    ]
    if let note = transfer.note { lines.append(note) }
    lines.append(isWithheld ? "What it holds is kept from you, who count." : sumsInWords)
    if let receiving { lines.append(receiving) }
    var text = lines.map(PlainText.safe).joined(separator: "\n")
    if !rows.isEmpty { text += "\n\n" + table(most: TransferText.mostRows) }
    if !open.isEmpty { text += "\n\nOpen discrepancies:\n" + TransferListings.openDiscrepancies.table(open).dropLast() }
    if let next { text += "\n" + (rows.isEmpty ? "" : "\n") + PlainText.safe(next) }
    return text
  }

  private var state: String {
    card.transfer.status.words + (card.transfer.priority == .urgent ? ", urgent" : "")
  }

  private var history: String {
    let transfer = card.transfer
    var text = "asked for by \(transfer.createdBy) at \(transfer.createdAt)"
    if let shippedAt = transfer.shippedAt { text += "; shipped at \(shippedAt)" }
    if let closedAt = transfer.closedAt { text += "; \(transfer.status.words) at \(closedAt)" }
    return text
  }

  private var receiving: String? {
    var parts: [String] = []
    if card.sums.pending > .zero { parts.append("\(card.sums.pending) scanned and not posted") }
    if !card.receivers.isEmpty { parts.append("by " + card.receivers.joined(separator: ", ")) }
    if card.parked > 0 { parts.append("\(card.parked) \(card.parked == 1 ? "scan" : "scans") parked") }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// All but the number of lines, which the document says.
  fileprivate var sums: Fields {
    var fields = Fields()
    for field in card.sums.fields.list where field.name != "lines" { fields.add(field.name, field.value) }
    return fields
  }

  private var sumsInWords: String {
    TransferText.sums { card.sums.fields[$0]?.plain } + (card.currency.isEmpty ? "" : " \(card.currency)")
  }

  /// `3 lines, 1 done: 30 asked for, 25 shipped, 20 good, 5 in transit worth 12.00`, from the fields of a document.
  static func sums(_ field: (String) -> String?) -> String {
    let lines = field("lines") ?? "0"
    var parts: [String] = []
    for (name, words) in [
      ("requested", "asked for"), ("shipped", "shipped"), ("good", "good"), ("damaged", "damaged"), ("over", "over"),
      ("closed_short", "short"),
    ] {
      guard let quantity = field(name), quantity != "0" else { continue }
      parts.append("\(quantity) \(words)")
    }
    parts.append("\(field("in_transit") ?? "0") in transit worth \(field("value_in_transit") ?? "0.00")")
    let done = field("lines_done").flatMap { $0 == "0" ? nil : ", \($0) done" } ?? ""
    return "\(lines) \(lines == "1" ? "line" : "lines")\(done): " + parts.joined(separator: ", ")
  }

  /// The first lines, and how many there are more.
  func table(most: Int) -> String {
    let shown = rows.prefix(most)
    let more = moreRows + rows.count - shown.count
    let text = String(TransferListings.lines.table(Array(shown)).dropLast())
    guard more > 0 else { return text }
    return text + "\n… and \(more) more: tallyman transfer lines \(card.transfer.number)"
  }

  /// What to do next, as the command that does it.
  var next: String? {
    let number = card.transfer.number
    if card.sums.inTransit.isZero, let first = open.first {
      return "Say what became of it with: tallyman transfer resolve \(first.id) --as WORD"
    }
    switch card.transfer.status {
    case .requested: return "Ship it with: tallyman transfer ship \(number)"
    case .inTransit:
      if card.sums.pending > .zero { return "Post what was scanned with: tallyman transfer post \(number)" }
      return card.sums.inTransit > .zero
        ? "Receive it with: tallyman transfer receive \(number) --all (or --line SKU=GOOD,damaged=Q)"
        : "Ship the rest with: tallyman transfer ship \(number) (or call it off: tallyman transfer cancel \(number))"
    case .completed, .cancelled: return nil
    }
  }
}

extension Session {
  /// A transfer as it stands now.
  func transferText(_ name: String) throws(CommandError) -> TransferText {
    let card = try ask(TransferCard(name))
    var text = TransferText(card: card, rows: [], open: [])
    guard card.sums.lines > 0 else { return text }
    text.rows = try ask(TransferLinePage(name, limit: TransferText.mostRows)).rows
    if card.discrepancies > 0 {
      text.open = try ask(DiscrepancyPage(transfer: name, limit: TransferText.mostRows)).rows
    }
    return text
  }

  /// Prints what came of an act on a transfer: the document as the act left it, its lines as they stand now, and what to
  /// do next. Entries are counted, not listed: a truck has thousands; `move list --reference` shows them.
  func reportTransfer(_ answer: ActAnswer, _ deed: Deed, _ words: [String] = []) throws(CommandError) -> ExitCode {
    var answer = answer
    var fields = Fields()
    fields.add("entry_count", Int64(answer.entryCount))
    answer.entries = []
    var told = words
    if answer.word("shipped") != nil { told.append("  " + TransferText.sums { answer.word($0) }) }
    for found in answer.list("discrepancies") { told.append("  " + TransferText.discrepancy(found)) }
    guard !answer.isDryRun, let number = answer.word("id") else {
      return report(answer, deed, fields: fields, words: told)
    }
    let text = try transferText(number)
    // What is only asked for says no more than how many lines it has.
    if answer.word("shipped") == nil { answer.add(text.sums) }
    answer.add(text.contents)
    if !isJSON {
      told += text.table(most: 20).split(separator: "\n").map { "  " + $0 }
      if let next = text.next { told.append(next) }
    }
    return report(answer, deed, fields: fields, words: told)
  }
}

extension ActAnswer {
  /// Fields behind those of the document.
  fileprivate mutating func add(_ fields: Fields) {
    guard let document, document.hasSuffix("}") else { return }
    self.document = document.dropLast() + "," + fields.json.dropFirst()
  }
}

extension TransferText {
  /// `short 2 of GLU-1 lot L2410, worth 6.40, answered for by carrier`.
  fileprivate static func discrepancy(_ found: JSONValue) -> String {
    func word(_ name: String) -> String? { found[name]?.plain }
    let kind = word("kind").flatMap { Discrepancy.Kind(rawValue: $0)?.words } ?? ""
    let variant = word("variant").map { "/\($0)" } ?? ""
    return "\(kind) \(word("quantity") ?? "") of \(word("sku") ?? "")\(variant)"
      + (word("lot").map { " lot \($0)" } ?? "") + ", worth \(word("value") ?? "")"
      + (word("resolution").map { ", \($0)" } ?? ", answered for by \(word("owner") ?? "")")
  }
}
