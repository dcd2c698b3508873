import Terminal

/// The keys for what the house does beside stock, and for labels of what a list shows.
extension KeyTable {
  static let house: [Binding] = [
    Binding(
      .goJobs, [Stroke(.character("g"), .character("j"))], "the jobs, the locks, and what is to be posted later",
      in: browse, group: "looking"),
    Binding(
      .printLabels, [letter("P")], "Print labels of it", in: [.lots, .lot], group: "lots",
      off: { $0.traced?.lot == nil ? TracedSituation.noLot : nil }),
    Binding(
      .printLabels, [letter("P")], "Print labels of it", in: [.serials, .serial], group: "serials",
      off: { $0.traced?.serial == nil ? TracedSituation.noSerial : nil }),
    Binding(
      .printLabels, [letter("P")], "Print labels of what is on it", in: [.transfers, .orders], group: "labels",
      off: { $0.hasRow ? nil : "nothing is under the cursor" }),
  ]
}
