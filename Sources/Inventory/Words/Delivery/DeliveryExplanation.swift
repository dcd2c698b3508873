/// Refusals that are about events, webhooks and connectors.
extension Explanation {
  static func delivering(_ error: InventoryError) -> Explanation? {
    switch error {
    case .noSuchWebhook(let id):
      Explanation(
        "no-such-webhook", "No such webhook", 404,
        "There is no webhook \"\(id)\". See them with: tallyman webhook list"
      ) { $0.add("webhook", id) }
    case .webhookTaken(let id, let holder, let until):
      Explanation(
        "webhook-taken", "Somebody else delivers", 409,
        "\(id) is being delivered by \(holder), at the latest until \(until). Wait until then, or for it to end."
      ) {
        $0.add("webhook", id)
        $0.add("holder", holder)
        $0.add("until", until)
      }
    case .noSuchConnector(let name):
      Explanation(
        "no-such-connector", "No such connector", 404,
        "There is no connector \"\(name)\". See them with: tallyman connector list"
      ) { $0.add("connector", name) }
    case .connectorExists(let name):
      Explanation(
        "connector-exists", "Connector exists", 409,
        "\(name) is a connector already. Choose another name, or take it out first: tallyman connector remove \(name)"
      ) { $0.add("connector", name) }
    case .noSuchSync(let number):
      Explanation(
        "no-such-log", "No such run", 404,
        "The log of the connectors has no run \"\(number)\". See them with: tallyman connector logs"
      ) { $0.add("log", number) }
    default: nil
    }
  }
}
