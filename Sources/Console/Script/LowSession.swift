import Inventory
import Terminal

extension SessionText {
  /// The list of what is low as it was.
  static func low(_ file: ConfigurationFile) -> [any Pane] {
    guard let at = file.value("low") else { return [] }
    var pane = LowPane()
    pane.order = file.value("low.order").flatMap { SignalPage.Order(rawValue: $0) } ?? .urgency
    if let names = file.value("low.columns") {
      pane.show(columns: Set(names.split(separator: ",").map(String.init)))
    }
    pane.filter.location = file.value("low.location")
    if let names = file.value("low.states") {
      let states = Set(names.split(separator: ",").compactMap { SignalState(rawValue: String($0)) })
      if !states.isEmpty { pane.filter.states = states }
    }
    pane.filter.isOut = file.value("low.out") == "yes"
    pane.filter.vendor = file.value("low.vendor")
    pane.filter.assignedTo = file.value("low.assigned")
    pane.browse.resumed = Int64(at).map { RuleID($0) }
    return [pane]
  }
}
