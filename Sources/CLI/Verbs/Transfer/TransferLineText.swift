import Exchange
import Inventory

/// How a `--line` of a verb is written, and which words may stand behind the amount.
struct TransferLineForm: Sendable {
  let written: String
  let names: [String]

  static let request = TransferLineForm(written: "SKU=QTY[,lot=CODE][,serial=S+S]", names: ["lot", "serial"])
  static let receipt = TransferLineForm(
    written: "SKU=GOOD[,damaged=Q][,over=Q][,lot=CODE][,serial=S+S][,damaged-serial=S+S][,expires=D][,made=D]",
    names: ["damaged", "over", "lot", "serial", "damaged-serial", "expires", "made"])
  static let rest = TransferLineForm(written: "SKU=QTY|all[,lot=CODE][,serial=S+S]", names: ["lot", "serial"])
}

/// A `--line` taken apart: `WID-220=40,lot=L2407,serial=S1+S2`. The item ends at the first `=`, so that its code may hold
/// commas; a lot or a serial that holds one is given in a file.
struct TransferLineText {
  let item: String
  let amount: String
  private let number: Int
  private let form: TransferLineForm
  private var parts: [(name: String, value: String)] = []

  init(_ text: String, number: Int, _ form: TransferLineForm) throws(Misuse) {
    func refuse(_ why: String) -> Misuse { .badLine(number: number, text, why: why, written: form.written) }
    guard let equals = text.firstIndex(of: "=") else { throw refuse("it has no = behind the SKU") }
    let pieces = text[text.index(after: equals)...].split(separator: ",", omittingEmptySubsequences: false)
    item = String(text[..<equals])
    amount = pieces.first.map(String.init) ?? ""
    self.number = number
    self.form = form
    if item.isEmpty { throw refuse("no SKU stands before the =") }
    if amount.isEmpty { throw refuse("no quantity stands behind the =") }
    for piece in pieces.dropFirst() {
      let halves = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard halves.count == 2, form.names.contains(halves[0]) else {
        let near = NearestWord.hints(for: halves[0], among: form.names)
        throw refuse("it takes no \"\(piece)\"" + (near.first.map { "; did you mean \($0)=?" } ?? ""))
      }
      if halves[1].isEmpty { throw refuse("nothing stands behind \(halves[0])=") }
      if !halves[0].hasSuffix("serial"), value(halves[0]) != nil { throw refuse("\(halves[0]) is given twice") }
      parts.append((halves[0], halves[1]))
    }
  }

  func value(_ name: String) -> String? { parts.first { $0.name == name }?.value }

  /// `serial=S1+S2`, and as often as it is given.
  func list(_ name: String) -> [String] {
    parts.filter { $0.name == name }.flatMap { $0.value.split(separator: "+").map(String.init) }
  }

  func quantity() throws(CommandError) -> Quantity { try quantity(amount, "quantity") }

  /// Nothing where it is not said.
  func quantity(_ name: String) throws(CommandError) -> Quantity {
    guard let text = value(name) else { return .zero }
    return try quantity(text, name)
  }

  func day(_ name: String, now: Instant) throws(CommandError) -> Day? {
    guard let text = value(name) else { return nil }
    guard let day = TimeText.day(text, now: now) else {
      throw refused(name, "\"\(text)\" is no day, such as 2026-07-04")
    }
    return day
  }

  func quantity(_ text: String, _ name: String) throws(CommandError) -> Quantity {
    guard let quantity = Quantity(text), quantity.isWithinLimit else {
      throw refused(name, "\"\(text)\" is no quantity, such as 10 or 2.5; it is written \(form.written)")
    }
    return quantity
  }

  func refused(_ name: String, _ why: String) -> CommandError {
    .badRows("--line", [RejectedRow(line: number, column: name, reason: "\(item): \(why)")])
  }
}

extension Session {
  /// The `--line`s as they are written; none where the flag is not given.
  func lines(_ form: TransferLineForm) throws(CommandError) -> [TransferLineText] {
    var lines: [TransferLineText] = []
    for (index, text) in arguments.values("line").enumerated() {
      do throws(Misuse) {
        lines.append(try TransferLineText(text, number: index + 1, form))
      } catch {
        throw .misuse(error)
      }
    }
    return lines
  }

  func requestedLines() throws(CommandError) -> [TransferRequestLine] {
    try lines(.request).map { line throws(CommandError) in
      TransferRequestLine(line.item, try line.quantity(), lot: line.value("lot"), serials: line.list("serial"))
    }
  }

  func receivedLines() throws(CommandError) -> [ReceiveTransfer.Line] {
    try lines(.receipt).map { line throws(CommandError) in
      ReceiveTransfer.Line(
        line.item, good: try line.quantity(), damaged: try line.quantity("damaged"), over: try line.quantity("over"),
        lot: line.value("lot"), made: try line.day("made", now: now), expires: try line.day("expires", now: now),
        serials: line.list("serial"), damagedSerials: line.list("damaged-serial"))
    }
  }

  /// What is left of a transfer: the lines named, or nil for all.
  func restingLines() throws(CommandError) -> [CloseShort.Line]? {
    let lines = try lines(.rest)
    guard !lines.isEmpty else { return nil }
    return try lines.map { line throws(CommandError) in
      CloseShort.Line(
        line.item, line.amount == "all" ? nil : try line.quantity(), lot: line.value("lot"),
        serials: line.list("serial"))
    }
  }
}
