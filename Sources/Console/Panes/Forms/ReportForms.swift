import Inventory
import Terminal

/// The forms of reports: what one is narrowed to, and the file it is written to.
enum ReportForm: Hashable, Sendable {
  case filter(ReportKind)
  /// The question whose answer is written.
  case export(ReadReport)
}

extension FormPane {
  static func filter(_ report: ReportKind, _ filter: ReportFilter) -> FormPane {
    var fields: [FormField] = []
    func add(_ name: FormField.Name, _ label: String, _ text: String?, _ hint: String) {
      fields.append(FormField(name: name, label: label, line: TextLine(text: text ?? ""), hint: hint))
    }
    if report.takesPlace {
      add(.location, "place", filter.location, report.isOfSites ? "a site" : "site, room or bin, and all in it")
    }
    if report.takesItem { add(.sku, "item", filter.item, "SKU or barcode") }
    if let days = report.standardDays {
      add(.days, "days", filter.days.map { String($0) }, "how many to look back on; empty: \(days)")
    }
    return FormPane(.report(.filter(report)), title: "Which \(report.title)", fields: fields)
  }

  /// - Parameter clock: the file is named after its day.
  static func export(_ pane: ReportPane, _ clock: LocalClock) -> FormPane {
    var name = FormField(
      name: .fileName, label: "file",
      hint: "comma-separated values; where no folder is named, in the one Tallyman was started in")
    name.line.text = "\(pane.report.rawValue)-\(clock.today).csv"
    let fields = [name, closed(.replace, "replace", ["no", "yes"])]
    var form = FormPane(
      .report(.export(pane.exported(clock.now))), title: "Export \(pane.report.title)", fields: fields)
    form.notes = ["All rows of it, as of \(clock.dayAndTime(pane.readAt ?? clock.now).trimmedBlanks)."]
    return form
  }

  mutating func commit(_ form: ReportForm, _ desk: inout Desk) throws(FormTrouble) {
    switch form {
    case .filter(let report):
      let wanted = try wantedFilter(of: report)
      desk.go(.reshape(ReportPane.self) { $0.setFilter(wanted, &$1) })
    case .export(let question):
      guard let name = textOrNil(.fileName) else {
        throw FormTrouble(field: .fileName, words: "Into which file? Write its name.")
      }
      let job = ReportJob(
        question, to: name, isReplacing: text(.replace) == "yes", &desk)
      desk.emit(.export(job))
      desk.say(.ok, "writing \(question.report.title) to \(name)")
      desk.go(.close)
    }
  }

  private func wantedFilter(of report: ReportKind) throws(FormTrouble) -> ReportFilter {
    var filter = ReportFilter(location: textOrNil(.location), item: textOrNil(.sku))
    if let text = textOrNil(.days) {
      guard let days = Int(text), 1...ReportPeriod.longestDays ~= days else {
        throw FormTrouble(
          field: .days, words: "How many days? Write a number from 1 to \(ReportPeriod.longestDays), or nothing.")
      }
      filter.days = days == report.standardDays ? nil : days
    }
    return filter
  }
}
