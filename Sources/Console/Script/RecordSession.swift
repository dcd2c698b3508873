import Inventory
import Terminal

extension SessionText {
  /// The audit and the ledger as they were looked at.
  static func records(_ file: ConfigurationFile) -> [any Pane] {
    var panes: [any Pane] = []
    if let at = file.value("moves") {
      var pane = MovesPane()
      pane.filter = LedgerFilter(file)
      pane.browse.resumed = Int64(at)
      panes.append(pane)
    }
    if let at = file.value("audit") {
      var pane = AuditPane()
      pane.filter = AuditFilter(file)
      pane.browse.resumed = at
      panes.append(pane)
    }
    if let event = file.value("event").flatMap({ Int64($0) }) { panes.append(EventPane(event)) }
    if let entry = file.value("move").flatMap({ Int64($0) }) { panes.append(MovePane(entry)) }
    return panes
  }
}
