import Inventory
import Terminal

extension SessionText {
  /// The panes of reports as they were; what a report told is read anew.
  static func reporting(_ file: ConfigurationFile) -> [any Pane] {
    var panes: [any Pane] = []
    if let at = file.value("reports") { panes.append(ReportsPane(on: ReportKind(rawValue: at))) }
    if let report = file.value("report").flatMap({ ReportKind(rawValue: $0) }) {
      let days = file.value("report.days").flatMap { Int($0) }
      panes.append(
        ReportPane(
          report,
          ReportFilter(
            location: file.value("report.location"), item: file.value("report.item"),
            days: days.flatMap { 1...ReportPeriod.longestDays ~= $0 ? $0 : nil })))
    }
    return panes
  }
}
