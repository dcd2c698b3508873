import Inventory
import Storage

/// Looks up what acts about webhooks and connectors must know, and writes what they change.
enum DeliveryWriter {
  static func facts(for need: DeliveryNeed, _ reader: Reader) throws(InventoryError) -> DeliveryFacts {
    var facts = DeliveryFacts()
    switch need {
    case .webhook(let id): facts.webhook = try reader.first(WebhookTable.find(id), WebhookTable.row)
    case .nextWebhook: facts.nextWebhook = try reader.first(WebhookTable.next) { $0.integer(0) } ?? 1
    case .connector(let name):
      facts.connector = try reader.first(ConnectorTable.find(name), ConnectorTable.row)
      let next = try reader.first(ConnectorTable.next) { ($0.integer(0), $0.integer(1)) } ?? (1, 1)
      (facts.nextConnector, facts.nextSync) = next
    case .sync(let number): facts.sync = try reader.first(ConnectorTable.run(number)) { ConnectorTable.run($0) }
    }
    return facts
  }

  static func statements(of change: DeliveryChange) -> [Statement] {
    switch change {
    case .addWebhook(let hook, let secret, let location): WebhookTable.add(hook, secret, location)
    case .removeWebhook(let id): WebhookTable.remove(id)
    case .setWebhook(let hook, let version): WebhookTable.set(hook, from: version)
    case .addConnector(let connector): ConnectorTable.add(connector)
    case .removeConnector(let number): ConnectorTable.remove(number)
    case .addSync(let run, let connector): ConnectorTable.add(run, connector: connector)
    case .seeSync(let number, let actor, let now): ConnectorTable.see(number, by: actor, at: now)
    }
  }
}
