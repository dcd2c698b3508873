import Inventory
import Terminal

/// What a form about records is for: the audit or the ledger, which of it, and into which file.
enum RecordForm: Hashable, Sendable {
  case filterAudit
  case filterMoves
  case export(RecordList)
}

/// The audit or the ledger, as far as a filter goes.
enum RecordList: Hashable, Sendable {
  case audit(AuditFilter)
  case moves(LedgerFilter)

  var title: String {
    switch self {
    case .audit: "audit"
    case .moves: "movements"
    }
  }
}

extension FormPane {
  private static func field(_ name: FormField.Name, _ label: String, _ text: String?, _ hint: String) -> FormField {
    FormField(name: name, label: label, line: TextLine(text: text ?? ""), hint: hint)
  }

  private static func dates(_ from: Instant?, _ to: Instant?) -> [FormField] {
    [
      field(.since, "since", from?.description, "2026-07-04, or 2026-07-04 18:00"),
      field(.before, "before", to?.description, "2026-07-05, or 2026-07-04 18:00"),
    ]
  }

  static func filter(_ filter: AuditFilter, _ clock: LocalClock) -> FormPane {
    FormPane(
      .records(.filterAudit), title: "Which events",
      fields: [
        field(.assignee, "who", filter.actor, "the operator"),
        field(.subject, "did", filter.action, "an action or the beginning of one: movement, item.edited"),
        field(.sku, "item", filter.item, "SKU or barcode"),
        field(.location, "place", filter.location, "a site or a place, and all in it"),
      ] + dates(filter.from, filter.to))
  }

  static func filter(_ filter: LedgerFilter, _ clock: LocalClock) -> FormPane {
    FormPane(
      .records(.filterMoves), title: "Which movements",
      fields: [
        closed(.kind, "kind", ["any"] + MovementKind.allCases.map(\.name), at: filter.kind?.name),
        field(.sku, "item", filter.item, "SKU or barcode"),
        field(.location, "place", filter.location, "a site or a place, and all in it"),
        field(.assignee, "who", filter.actor, "the operator"),
        field(.reference, "reference", filter.reference, "order, delivery note"),
      ] + dates(filter.from, filter.to))
  }

  static func export(_ list: RecordList, _ clock: LocalClock) -> FormPane {
    let name = field(
      .fileName, "file", "\(list.title)-\(clock.today).csv",
      "comma-separated values; where no folder is named, in the one Tallyman was started in")
    var form = FormPane(
      .records(.export(list)), title: "Export the \(list.title)",
      fields: [name, closed(.replace, "replace", ["no", "yes"])])
    form.notes = ["All that fits the filter, the latest first."]
    return form
  }

  mutating func commit(_ form: RecordForm, _ desk: inout Desk) throws(FormTrouble) {
    switch form {
    case .filterAudit:
      var wanted = AuditFilter()
      wanted.actor = textOrNil(.assignee)
      wanted.action = textOrNil(.subject)
      wanted.item = textOrNil(.sku)
      wanted.location = textOrNil(.location)
      wanted.from = try instant(.since, desk.clock)
      wanted.to = try instant(.before, desk.clock)
      let filter = wanted
      desk.go(.reshape(AuditPane.self) { pane, _ in pane.setFilter { $0 = filter } })
    case .filterMoves:
      var wanted = LedgerFilter()
      wanted.kind = MovementKind.allCases.first { $0.name == text(.kind) }
      wanted.item = textOrNil(.sku)
      wanted.location = textOrNil(.location)
      wanted.actor = textOrNil(.assignee)
      wanted.reference = textOrNil(.reference)
      wanted.from = try instant(.since, desk.clock)
      wanted.to = try instant(.before, desk.clock)
      let filter = wanted
      desk.go(.reshape(MovesPane.self) { pane, _ in pane.setFilter { $0 = filter } })
    case .export(let list):
      guard let name = textOrNil(.fileName) else {
        throw FormTrouble(field: .fileName, words: "Into which file? Write its name.")
      }
      let job = ReportJob(list, to: name, isReplacing: text(.replace) == "yes", &desk)
      desk.emit(.export(job))
      desk.say(.ok, "writing the \(list.title) to \(name)")
      desk.go(.close)
    }
  }

  private func instant(_ name: FormField.Name, _ clock: LocalClock) throws(FormTrouble) -> Instant? {
    guard let text = textOrNil(name) else { return nil }
    let written = text.contains("T") ? text : String(text.map { $0 == " " ? "T" : $0 })
    guard let instant = clock.instant(written) else {
      throw FormTrouble(field: name, words: "When? Write a day, 2026-07-04, or a time on it, 2026-07-04 18:00.")
    }
    return instant
  }
}
