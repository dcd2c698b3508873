import Inventory

/// An event as it is sent: its JSON, and what stands beside it.
public struct Parcel: Hashable, Sendable {
  /// The same each time it is sent, so that whoever gets it twice notices.
  public var id: String
  public var type: String
  /// One line of JSON.
  public var body: String

  public init(id: String, type: String, body: String) {
    self.id = id
    self.type = type
    self.body = body
  }

  public init(_ event: WarehouseEvent) {
    id = event.id.description
    type = event.type.rawValue
    let whole = event.fields.json
    body = whole.utf8.count <= Parcel.longest ? whole : Parcel.slim(event)
  }

  /// A trial that is no event.
  public static func ping(_ hook: Webhook, at now: Instant) -> Parcel {
    var fields = Fields()
    fields.add("id", "0-0")
    fields.add("type", "ping")
    fields.add("webhook", hook.id.description)
    fields.add("recorded_at", now)
    return Parcel(id: "0-0", type: "ping", body: fields.json)
  }

  /// A document of thousands of lines is named and not carried: `event list` and `audit show` have it.
  public static let longest = 64 << 10

  private static func slim(_ event: WarehouseEvent) -> String {
    var event = event
    event.before = .null
    event.after = .null
    event.details.add("too_long", true)
    return event.fields.json
  }

  /// What stands beside it, for whoever checks that it is ours: the code is made of the timestamp, a dot and the body.
  public func headers(_ secret: WebhookSecret, at now: Instant) -> [(name: String, value: String)] {
    let timestamp = String(now.milliseconds / 1000)
    let code = HMAC.code(Array("\(timestamp).\(body)".utf8), key: Array(secret.text.utf8))
    return [
      ("X-Tallyman-Id", id), ("X-Tallyman-Type", type), ("X-Tallyman-Timestamp", timestamp),
      ("X-Tallyman-Signature", "sha256=" + Hexadecimal.text(code)),
    ]
  }
}

/// What became of a parcel.
public enum HandOver: Hashable, Sendable {
  /// It was taken; what was said to it.
  case taken(String)
  /// It was not, or nobody knows.
  case failed(String)
}

/// Brings a parcel to where a webhook wants it.
public protocol Courier {
  func bring(_ parcel: Parcel, to work: WebhookWork.Work, at now: Instant) -> HandOver
}
