/// What happened, in order, as other systems are told of it. What is kept from who asks is left out, or stands without its
/// figures.
public struct EventPage: Question, Hashable {
  /// Those behind this one; nil for all.
  public var since: EventID?
  /// Nil for all.
  public var types: [EventType]?
  /// Only what happened there or inside it.
  public var location: String?
  public var limit: Int

  public init(since: EventID? = nil, types: [EventType]? = nil, at location: String? = nil, limit: Int = 100) {
    self.since = since
    self.types = types
    self.location = location
    self.limit = limit
  }

  /// So many acts are looked through for one page, whatever it finds.
  public static let mostActs: Int64 = 5000

  public struct Part: Hashable, Sendable {
    public var events: [WarehouseEvent]
    /// All up to here was looked at: ask on from here.
    public var through: EventID
    /// There was nothing more.
    public var isAtEnd: Bool
    /// The last act there is: what happens from now on is behind it.
    public var latest: Int64

    public init(events: [WarehouseEvent], through: EventID, isAtEnd: Bool, latest: Int64) {
      self.events = events
      self.through = through
      self.isAtEnd = isAtEnd
      self.latest = latest
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Part { try answers.answer(self) }
}

/// Who is told of events, and how that goes. It takes ``Right/operate``.
public struct WebhookList: Question, Hashable {
  public init() {}
  public func answered(by answers: some Answering) throws(InventoryError) -> [Webhook] { try answers.answer(self) }
}

/// A webhook with what signs its events, for whoever delivers: no face shows it. It takes ``Right/operate``.
public struct WebhookWork: Question, Hashable {
  public var name: String
  public init(_ name: String) { self.name = name }

  public struct Work: Hashable, Sendable {
    public var webhook: Webhook
    public var secret: WebhookSecret
    public init(webhook: Webhook, secret: WebhookSecret) {
      self.webhook = webhook
      self.secret = secret
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Work { try answers.answer(self) }
}

/// The connectors by name, each with its last run. It takes ``Right/operate``.
public struct ConnectorList: Question, Hashable {
  public init() {}
  public func answered(by answers: some Answering) throws(InventoryError) -> [Connector] { try answers.answer(self) }
}

/// Runs of connectors, the latest first. It takes ``Right/operate``.
public struct SyncPage: Question, Hashable {
  public var connector: String?
  /// Only those that failed and that nobody has seen.
  public var wantsSeeing: Bool
  public var start: PageStart
  public var limit: Int

  public init(connector: String? = nil, wantsSeeing: Bool = false, start: PageStart = .first, limit: Int = 50) {
    self.connector = connector
    self.wantsSeeing = wantsSeeing
    self.start = start
    self.limit = limit
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Page<SyncRun> { try answers.answer(self) }
}
