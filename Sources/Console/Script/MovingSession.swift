import Inventory
import Terminal

extension SessionText {
  /// The panes of moving as they were.
  static func moving(_ file: ConfigurationFile) -> [any Pane] {
    var panes: [any Pane] = []
    if let at = file.value("transfers") {
      var pane = TransfersPane()
      pane.order = file.value("transfers.order").flatMap { TransferPage.Order(rawValue: $0) } ?? .urgency
      pane.filter.status = file.value("transfers.status").flatMap { TransferStatus(rawValue: $0) }
      if file.value("transfers.only") != nil { pane.filter.isUnderWay = true }
      pane.filter.from = file.value("transfers.from")
      pane.filter.to = file.value("transfers.to")
      pane.filter.item = file.value("transfers.item")
      if let names = file.value("transfers.columns") {
        pane.show(columns: Set(names.split(separator: ",").map(String.init)))
      }
      pane.browse.resumed = TransferID(at)
      panes.append(pane)
    }
    if let at = file.value("discrepancies") {
      var pane = DiscrepanciesPane()
      if file.value("discrepancies.order") == "value" { pane.order = .value }
      pane.isAll = file.value("discrepancies.all") != nil
      pane.browse.resumed = Int64(at)
      panes.append(pane)
    }
    if let number = file.value("transfer").flatMap({ TransferID($0) }) {
      var pane = TransferPane(number.description)
      pane.browse.resumed = file.value("transfer.line").flatMap { Int($0) }
      panes.append(pane)
    }
    return panes
  }
}
