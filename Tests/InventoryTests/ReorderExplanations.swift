import Inventory

/// The refusals that are about rules and alerts, for ``ExplanationTests``.
enum ReorderExplanations {
  private static let drill = ItemCode(sku: "DRILL-18V")

  static let words: [(InventoryError, type: String, status: Int, detail: String?)] = [
    (
      .noSuchRule(item: "DRILL-18V", place: "NORTH"), "no-such-rule", 404,
      "No rule says when DRILL-18V is low at NORTH. Set one with: tallyman rule set DRILL-18V --at NORTH --point QTY"
    ),
    (
      .noSuchSignal("9"), "no-such-alert", 404, "There is no alert \"9\". See them with: tallyman alert list"
    ),
    (
      .signalIs(drill, place: "NORTH", .closed), "invalid-state", 422,
      "DRILL-18V is not low at NORTH: the alert is closed, and there is nothing to do about it."
    ),
    (.nothingSuggested(drill, place: "NORTH"), "nothing-suggested", 422, nil),
    (
      .noSource(drill, place: "NORTH"), "no-source", 409,
      "No other site has any of DRILL-18V to give to NORTH. Order it with: tallyman alert order DRILL-18V@NORTH"
    ),
  ]
}
