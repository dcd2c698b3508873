import Inventory
import Terminal

extension SessionText {
  /// The panes of lots and serials as they were.
  static func traced(_ file: ConfigurationFile) -> [any Pane] {
    var panes: [any Pane] = []
    if let at = file.value("lots") {
      var pane = LotsPane(of: file.value("lots.of"))
      pane.filter.item = file.value("lots.item") ?? pane.filter.item
      pane.filter.location = file.value("lots.location")
      pane.filter.status = file.value("lots.status").flatMap { LotStatus(rawValue: $0) }
      pane.filter.expiresBefore = file.value("lots.before").flatMap { Day($0) }
      if let shown = file.value("lots.in-stock") { pane.filter.hasStock = shown == "yes" }
      pane.browse.resumed = Int64(at).map { LotID($0) }
      panes.append(pane)
    }
    if let at = file.value("serials") {
      var pane = SerialsPane(of: file.value("serials.of"))
      pane.filter.item = file.value("serials.item") ?? pane.filter.item
      pane.filter.location = file.value("serials.location")
      pane.filter.status = file.value("serials.status").flatMap { SerialStatus(rawValue: $0) }
      pane.filter.owner = file.value("serials.owner")
      pane.browse.resumed = Int64(at)
      panes.append(pane)
    }
    if let lot = file.value("lot"), let item = file.value("lot.item"), !lot.isEmpty {
      panes.append(LotPane(lot, of: item))
    }
    if let serial = file.value("serial"), let item = file.value("serial.item"), !serial.isEmpty {
      panes.append(SerialPane(serial, of: item))
    }
    return panes
  }
}
