import Inventory
import Terminal

extension SessionText {
  /// The panes of buying as they were.
  static func buying(_ file: ConfigurationFile) -> [any Pane] {
    var panes: [any Pane] = []
    if let at = file.value("orders") {
      var pane = OrdersPane()
      pane.filter.status = file.value("orders.status").flatMap { OrderStatus(rawValue: $0) }
      if file.value("orders.only") != nil { pane.filter.isUnderWay = true }
      pane.filter.vendor = file.value("orders.vendor")
      pane.filter.to = file.value("orders.to")
      pane.filter.item = file.value("orders.item")
      if let names = file.value("orders.columns") {
        pane.show(columns: Set(names.split(separator: ",").map(String.init)))
      }
      pane.browse.resumed = at
      panes.append(pane)
    }
    if let at = file.value("requisitions") {
      var pane = RequisitionsPane()
      pane.status = file.value("requisitions.status").flatMap { RequisitionStatus(rawValue: $0) }
      pane.browse.resumed = RequisitionID(at)
      panes.append(pane)
    }
    if let number = file.value("order"), !number.isEmpty {
      var pane = OrderPane(number)
      pane.resumed = file.value("order.line").flatMap { Int($0) }
      panes.append(pane)
    }
    return panes
  }
}
