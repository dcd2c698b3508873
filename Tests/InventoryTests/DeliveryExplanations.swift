import Inventory

/// The refusals that are about webhooks and connectors, for ``ExplanationTests``.
enum DeliveryExplanations {
  static let words: [(InventoryError, type: String, status: Int, detail: String?)] = [
    (
      .noSuchWebhook("WH-9"), "no-such-webhook", 404,
      "There is no webhook \"WH-9\". See them with: tallyman webhook list"
    ),
    (
      .webhookTaken("WH-0001", by: "anna@hall3/K1", until: Instant(milliseconds: 1_783_166_400_000)), "webhook-taken",
      409,
      "WH-0001 is being delivered by anna@hall3/K1, at the latest until 2026-07-04T12:00:00Z. Wait until then, or for it "
        + "to end."
    ),
    (
      .noSuchConnector("shop"), "no-such-connector", 404,
      "There is no connector \"shop\". See them with: tallyman connector list"
    ),
    (
      .connectorExists("shop"), "connector-exists", 409,
      "shop is a connector already. Choose another name, or take it out first: tallyman connector remove shop"
    ),
    (
      .noSuchSync("17"), "no-such-log", 404,
      "The log of the connectors has no run \"17\". See them with: tallyman connector logs"
    ),
  ]
}
