import Inventory
import Terminal

extension SessionText {
  /// The audit and the ledger as they were looked at.
  static func records(_ file: ConfigurationFile) -> [any Pane] {
    var panes: [any Pane] = []
    if let at = file.value("moves") {
      var pane = MovesPane()
      pane.filter.kind = file.value("moves.kind").flatMap { name in MovementKind.allCases.first { $0.name == name } }
      pane.filter.item = file.value("moves.item")
      pane.filter.location = file.value("moves.location")
      pane.filter.actor = file.value("moves.actor")
      pane.filter.reference = file.value("moves.reference")
      pane.filter.from = file.value("moves.from").flatMap { Instant($0) }
      pane.filter.to = file.value("moves.to").flatMap { Instant($0) }
      pane.browse.resumed = Int64(at)
      panes.append(pane)
    }
    if let at = file.value("audit") {
      var pane = AuditPane()
      pane.filter.actor = file.value("audit.actor")
      pane.filter.action = file.value("audit.action")
      pane.filter.item = file.value("audit.item")
      pane.filter.location = file.value("audit.location")
      pane.filter.from = file.value("audit.from").flatMap { Instant($0) }
      pane.filter.to = file.value("audit.to").flatMap { Instant($0) }
      pane.browse.resumed = at
      panes.append(pane)
    }
    if let event = file.value("event").flatMap({ Int64($0) }) { panes.append(EventPane(event)) }
    if let entry = file.value("move").flatMap({ Int64($0) }) { panes.append(MovePane(entry)) }
    return panes
  }
}
