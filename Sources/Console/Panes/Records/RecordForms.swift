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
      var wanted: AuditFilter = try filter(desk.clock)
      wanted.action = textOrNil(.subject)
      show(wanted, in: AuditPane.self, &desk)
    case .filterMoves:
      var wanted: LedgerFilter = try filter(desk.clock)
      wanted.kind = MovementKind.allCases.first { $0.name == text(.kind) }
      wanted.reference = textOrNil(.reference)
      show(wanted, in: MovesPane.self, &desk)
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

  /// What both filters have.
  private func filter<Filter: RecordFilter>(_ clock: LocalClock) throws(FormTrouble) -> Filter {
    var wanted = Filter()
    wanted.actor = textOrNil(.assignee)
    wanted.item = textOrNil(.sku)
    wanted.location = textOrNil(.location)
    wanted.from = try instant(.since, clock)
    wanted.to = try instant(.before, clock)
    return wanted
  }

  private func show<Shown: RecordPane>(_ wanted: Shown.Filter, in pane: Shown.Type, _ desk: inout Desk) {
    desk.go(.reshape(pane) { pane, _ in pane.setFilter { $0 = wanted } })
  }
}
