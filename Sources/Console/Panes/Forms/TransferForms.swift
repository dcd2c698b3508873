import Inventory

/// What a form about transfers is for.
enum MovingForm: Hashable, Sendable {
  case create
  case ship(Transfer)
  case edit(Transfer)
  case closeShort(Transfer)
  case sendBack(Transfer)
  case resolve(Discrepancy)
  case filter

  /// The transfer whose lines it lists.
  var listed: Transfer? {
    switch self {
    case .ship(let transfer), .closeShort(let transfer), .sendBack(let transfer): transfer
    default: nil
    }
  }

  var isShipping: Bool { if case .ship = self { true } else { false } }

  /// What to do instead of F8.
  var remedy: String {
    switch self {
    case .create: "cancel it: X in the list of transfers"
    case .ship: "R in the list of transfers sends it back"
    case .edit: "change it again with E"
    case .closeShort: "say what became of it: g d, then R"
    case .sendBack: "ask for it anew: N in the list of transfers"
    case .resolve: "what is resolved stays so; move the goods with another act"
    case .filter: ""
    }
  }
}

/// The forms of moving, and their fields.
extension FormPane {
  private static func hinted(_ field: FormField, _ hint: String) -> FormField {
    var field = field
    field.hint = hint
    return field
  }

  private static func filled(_ field: FormField, _ text: String?) -> FormField {
    var field = field
    field.line.text = text ?? ""
    return field
  }

  private static let expected = FormField(
    name: .scheduled, label: "expected", hint: "2026-07-04, or 2026-07-04 18:00; empty: nobody knows")
  private static let transferReference = FormField(name: .reference, label: "reference", hint: "order, delivery note")

  /// Asks for goods to be moved.
  /// - Parameter targets: records whose items are to be moved: their quantities are typed.
  /// - Parameter code: the item, where there is no record of it.
  static func newTransfer(_ targets: [StockRow] = [], of code: String = "") -> FormPane {
    var draft = TransferDraft()
    var lines: [FormField] = []
    for row in targets {
      let code = row.code.description
      let words = "\(row.name), \(Numbers.grouped(row.figure(.available))) available at \(row.place)"
      lines.append(
        FormField(name: .lineQuantity, label: code, hint: "\(words); 0 leaves it out", row: draft.lines.count))
      draft.lines.append(TransferDraft.Line(item: code, words: words))
    }
    var form = FormPane(
      .moving(.create), title: targets.isEmpty ? "New transfer" : "Transfer \(about(targets))",
      fields: [
        filled(
          FormField(name: .from, label: "from", hint: "a place, or a site: its places are looked through"),
          source(targets)),
        FormField(name: .to, label: "to", hint: "where it goes: scan or type the place"),
      ] + lines + [
        filled(
          FormField(name: .sku, label: "item", hint: "scan or type one at a time; an empty Enter goes on"),
          targets.isEmpty ? code : ""),
        FormField(name: .quantity, label: "quantity", hint: "12, 6x8+3, 12c+3; Enter makes a line of it"),
        FormField(name: .lot, label: "lot", hint: "empty: the first to expire is shipped"),
        expected,
        hinted(closed(.priority, "priority", TransferPriority.allCases.map(\.rawValue)), "urgent stands first"),
        transferReference, note,
      ])
    form.draft = draft
    if form.text(.from).isEmpty == false { form.active = 1 }
    return form
  }

  /// Where marked records stand: one place, or the site of all of them.
  private static func source(_ targets: [StockRow]) -> String {
    let places = Set(targets.map(\.place))
    if let place = places.first, places.count == 1 { return place }
    let sites = Set(targets.map(\.siteCode))
    return sites.count == 1 ? sites.first ?? "" : ""
  }

  private static func about(_ transfer: Transfer) -> String { "\(transfer.route)  \(transfer.status.words)" }

  static func ship(_ transfer: Transfer) -> FormPane {
    var form = FormPane(
      .moving(.ship(transfer)), title: "Ship \(transfer.number)",
      fields: [
        hinted(closed(.shortage, "if less", ["refuse", "ship what there is"]), "what to do where the source has less")
      ])
    form.notes = [about(transfer) + "; lots: the first to expire first"]
    return form
  }

  static func edit(_ transfer: Transfer, _ clock: LocalClock) -> FormPane {
    var form = FormPane(
      .moving(.edit(transfer)), title: "Edit \(transfer.number)",
      fields: [
        filled(expected, transfer.eta.map { clock.typed($0) }),
        closed(.priority, "priority", TransferPriority.allCases.map(\.rawValue), at: transfer.priority.rawValue),
        filled(transferReference, transfer.reference), filled(note, transfer.note),
      ])
    form.notes = [about(transfer)]
    return form
  }

  static func closeShort(_ transfer: Transfer) -> FormPane {
    var form = FormPane(
      .moving(.closeShort(transfer)), title: "Close \(transfer.number) short",
      fields: [
        reason(isNeeded: true),
        hinted(
          closed(.owner, "owner", ["carrier", "source", "supplier", "us"]), "who has to answer for what did not come"),
      ])
    form.notes = [
      about(transfer), "What did not come is expected no longer; it stays open until somebody resolves it.",
    ]
    return form
  }

  static func sendBack(_ transfer: Transfer) -> FormPane {
    var form = FormPane(.moving(.sendBack(transfer)), title: "Return \(transfer.number)", fields: [reason()])
    form.notes = [about(transfer), "It is on hand at \(transfer.sourcePlace) again."]
    return form
  }

  static func resolve(_ found: Discrepancy) -> FormPane {
    let fitting = Discrepancy.Resolution.allCases.filter { $0.fits(found.kind) }.map(\.words)
    var form = FormPane(
      .moving(.resolve(found)), title: "Resolve \(found.transfer)/\(found.line)",
      fields: [
        closed(.resolution, "became", fitting),
        filled(
          FormField(name: .quantity, label: "quantity", hint: "all of it, or a part: the rest stays open"),
          found.quantity.description),
        filled(reason(), found.reason),
        filled(
          FormField(name: .reference, label: "reference", hint: "of a claim: what the other side calls it"),
          found.reference),
      ])
    form.notes = ["\(found.title), worth \(found.value.shown())", found.name]
    return form
  }

  static func filter(_ filter: TransferFilter) -> FormPane {
    let status = filter.status?.words ?? filter.isUnderWay.map { $0 ? "under way" : "over" }
    return FormPane(
      .moving(.filter), title: "Which transfers",
      fields: [
        closed(
          .status, "status", ["any", "under way", "over"] + TransferStatus.allCases.map(\.words), at: status),
        filled(FormField(name: .from, label: "from", hint: "a site or a place, and all in it"), filter.from),
        filled(FormField(name: .to, label: "to", hint: "a site or a place, and all in it"), filter.to),
        filled(FormField(name: .sku, label: "item", hint: "SKU or barcode"), filter.item),
      ])
  }
}
