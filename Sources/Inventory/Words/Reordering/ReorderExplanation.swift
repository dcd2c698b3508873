/// Refusals that are about reorder rules and signals.
extension Explanation {
  static func reordering(_ error: InventoryError) -> Explanation? {
    switch error {
    case .noSuchRule(let item, let place):
      Explanation(
        "no-such-rule", "No such rule", 404,
        "No rule says when \(item) is low at \(place). Set one with: tallyman rule set \(item) --at \(place) --point QTY"
      ) {
        $0.add("sku", item)
        $0.add("location", place)
      }
    case .noSuchSignal(let name):
      Explanation(
        "no-such-alert", "No such alert", 404, "There is no alert \"\(name)\". See them with: tallyman alert list"
      ) { $0.add("id", name) }
    case .signalIs(let item, let place, let state):
      Explanation(
        "invalid-state", "Not in this state", 422,
        "\(item) is not low at \(place): the alert is \(state.rawValue), and there is nothing to do about it."
      ) {
        $0.add("sku", item.description)
        $0.add("location", place)
        $0.add("state", state.rawValue)
      }
    case .nothingSuggested(let item, let place):
      Explanation(
        "nothing-suggested", "Nothing is to be ordered", 422,
        "Nothing more of \(item) is to be ordered for \(place): it is not low, or what is on its way will do. Say how much "
          + "with --quantity, or see why with: tallyman alert show \(item)@\(place)"
      ) {
        $0.add("sku", item.description)
        $0.add("location", place)
      }
    case .noSource(let item, let place):
      Explanation(
        "no-source", "No other site has any", 409,
        "No other site has any of \(item) to give to \(place). Order it with: tallyman alert order \(item)@\(place)"
      ) {
        $0.add("sku", item.description)
        $0.add("location", place)
      }
    default: nil
    }
  }
}
