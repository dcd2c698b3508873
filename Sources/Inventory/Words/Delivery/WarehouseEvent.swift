/// Something that happened to the stock or to a document, as other systems are told of it. Nothing stores events: they are
/// what the acts say, read in their order.
public struct WarehouseEvent: Hashable, Sendable {
  public var id: EventID
  public var type: EventType
  public var occurredAt: Instant
  public var recordedAt: Instant
  public var actor: String
  public var terminal: String
  /// The key of the act.
  public var key: String
  /// What it happened to: `stock:DRILL-18V@NORTH/A-01`, `transfer:TR-0881`. Events of the same record come in order.
  public var record: String
  public var reference: String?
  /// Item, place, lot, entry: what there is of them.
  public var details: Fields
  /// Balances or the document; null where there was none, or where it is withheld from who asks.
  public var before: FieldValue
  public var after: FieldValue

  public init(
    id: EventID, type: EventType, occurredAt: Instant, recordedAt: Instant, actor: String, terminal: String,
    key: String, record: String, reference: String?, details: Fields, before: FieldValue, after: FieldValue
  ) {
    self.id = id
    self.type = type
    self.occurredAt = occurredAt
    self.recordedAt = recordedAt
    self.actor = actor
    self.terminal = terminal
    self.key = key
    self.record = record
    self.reference = reference
    self.details = details
    self.before = before
    self.after = after
  }

  public var fields: Fields {
    var fields = Fields()
    fields.add("id", id.description)
    fields.add("type", type.rawValue)
    fields.add("record", record)
    fields.add("occurred_at", occurredAt)
    fields.add("recorded_at", recordedAt)
    fields.add("actor", actor)
    fields.add("terminal", terminal)
    fields.add("key", key)
    fields.add("reference", reference)
    fields.add(details)
    fields.add("before", before)
    fields.add("after", after)
    return fields
  }
}
