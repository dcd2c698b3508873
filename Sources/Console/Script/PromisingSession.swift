import Inventory
import Terminal

extension SessionText {
  /// The panes of reservations as they were.
  static func promising(_ file: ConfigurationFile) -> [any Pane] {
    var panes: [any Pane] = []
    if let at = file.value("reservations") {
      var pane = ReservationsPane(of: file.value("reservations.of"))
      pane.filter.item = file.value("reservations.item") ?? pane.filter.item
      pane.filter.subject = file.value("reservations.subject")
      pane.filter.location = file.value("reservations.location")
      switch file.value("reservations.show").flatMap({ ReservationFilter.Shown(rawValue: $0) }) {
      // What expired soon then is over now.
      case .live?, .soon?, nil: break
      case .waiting?: pane.filter.isWaiting = true
      case .all?: pane.filter.isLive = nil
      }
      pane.browse.resumed = ReservationID(at)
      panes.append(pane)
    }
    if let number = file.value("reservation").flatMap({ ReservationID($0) }) {
      panes.append(ReservationPane(number.description))
    }
    return panes
  }
}
