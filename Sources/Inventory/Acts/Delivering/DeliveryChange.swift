/// What an act about webhooks or connectors must know.
public enum DeliveryNeed: Hashable, Sendable {
  case webhook(WebhookID)
  case nextWebhook
  /// With the number the next connector, and the next run, gets.
  case connector(String)
  case sync(Int64)
}

/// The answers to ``DeliveryNeed``.
public struct DeliveryFacts: Hashable, Sendable {
  public var webhook: Webhook?
  public var nextWebhook: Int64 = 1
  public var connector: Connector?
  public var nextConnector: Int64 = 1
  public var nextSync: Int64 = 1
  public var sync: SyncRun?

  public init() {}
}

/// A change of a webhook, of a connector or of its log.
public enum DeliveryChange: Hashable, Sendable {
  /// It is told of what happens from now on.
  case addWebhook(Webhook, WebhookSecret, LocationID?)
  case removeWebhook(WebhookID)
  /// How it goes: position, failures, lease, pause.
  case setWebhook(Webhook, from: Int64)
  case addConnector(Connector)
  case removeConnector(number: Int64)
  case addSync(SyncRun, connector: Int64)
  case seeSync(Int64, by: String, at: Instant)
}
