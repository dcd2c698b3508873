/// Another system that stock, items or documents are pulled from or pushed to, by files in a folder or by a URL.
public struct Connector: Hashable, Sendable {
  /// What it is called; upper and lower case are the same name.
  public var name: String
  public var number: Int64 = 0
  public var kind: Kind
  public var direction: Direction
  /// What goes over it: an import's kind, or an export's.
  public var content: String
  public var target: Target
  /// How often it is due, in milliseconds; nil for when somebody says so.
  public var every: Int64?
  /// As `--map` takes them.
  public var mapping: [String] = []
  public var createdBy = ""
  public var createdAt = Instant(milliseconds: 0)
  public var lastRun: SyncRun?
  public var version: Int64 = 1

  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case erp, wms
    case thirdParty = "3pl"
    case marketplace, pos
  }

  public enum Direction: String, Hashable, Sendable, CaseIterable {
    case pull, push
  }

  public enum Target: Hashable, Sendable {
    case folder(String)
    case url(String)

    public var text: String {
      switch self {
      case .folder(let text), .url(let text): text
      }
    }
  }

  public init(name: String, kind: Kind, direction: Direction, content: String, target: Target) {
    self.name = name
    self.kind = kind
    self.direction = direction
    self.content = content
    self.target = target
  }

  /// What can be pulled, and what can be pushed: lists as they are. Who wants every movement is told of it by a webhook.
  public static let pulled = ["items", "locations", "stock", "movements", "rules", "orders"]
  public static let pushed = [
    "stock", "items", "locations", "lots", "serials", "rules", "reservations", "transfers", "orders",
  ]

  /// From a minute to four weeks.
  public static let intervals: ClosedRange<Int64> = 60_000...2_419_200_000

  var entity: String { "connector:\(name)" }

  /// When it should run next; nil where only somebody says so.
  public var dueAt: Instant? {
    guard let every else { return nil }
    return (lastRun?.begunAt ?? createdAt).adding(milliseconds: lastRun == nil ? 0 : every)
  }

  public func isDue(at now: Instant) -> Bool { dueAt.map { $0 <= now } ?? false }

  var setUp: Fields {
    var fields = Fields()
    fields.add("name", name)
    fields.add("kind", kind.rawValue)
    fields.add("direction", direction.rawValue)
    fields.add("what", content)
    switch target {
    case .folder(let path): fields.add("folder", path)
    case .url(let url): fields.add("url", url)
    }
    fields.add("every_seconds", every.map { .number(String($0 / 1000)) } ?? .null)
    fields.add("map", .list(mapping.map { .text($0) }))
    return fields
  }

  public var fields: Fields {
    var fields = setUp
    fields.add("due_at", dueAt)
    fields.add("last_run", lastRun.map { .fields($0.fields) } ?? .null)
    fields.add("created_by", createdBy)
    fields.add("created_at", createdAt)
    fields.add("version", version)
    return fields
  }
}

/// One run of a connector, as its log keeps it.
public struct SyncRun: Hashable, Sendable {
  public var number: Int64 = 0
  public var connector: String
  public var begunAt: Instant
  public var endedAt: Instant
  /// Files or answers that were taken or written.
  public var files = 0
  public var rows = 0
  public var refused = 0
  /// What went wrong, in a sentence; nil where all went well.
  public var error: String?
  public var actor = ""
  /// Who said that a failure was seen.
  public var seenBy: String?
  public var seenAt: Instant?

  public init(connector: String, begunAt: Instant, endedAt: Instant) {
    self.connector = connector
    self.begunAt = begunAt
    self.endedAt = endedAt
  }

  /// It failed, or rows of it were refused, and nobody said yet that they saw it.
  public var wantsSeeing: Bool { (error != nil || refused > 0) && seenBy == nil }

  public var fields: Fields {
    var fields = Fields()
    fields.add("log", number)
    fields.add("connector", connector)
    fields.add("begun_at", begunAt)
    fields.add("ended_at", endedAt)
    fields.add("files", Int64(files))
    fields.add("rows", Int64(rows))
    fields.add("refused", Int64(refused))
    fields.add("error", error)
    fields.add("actor", actor)
    fields.add("acknowledged_by", seenBy)
    fields.add("acknowledged_at", seenAt)
    return fields
  }
}
