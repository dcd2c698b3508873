/// A document as ordered names and values: what `--json` prints, what an export writes and what the audit keeps, so
/// that all three use the same words.
public struct Fields: Hashable, Sendable {
  public private(set) var list: [Field] = []

  public struct Field: Hashable, Sendable {
    public let name: String
    public let value: FieldValue
  }

  public init() {}

  public subscript(name: String) -> FieldValue? { list.first { $0.name == name }?.value }

  public mutating func add(_ name: String, _ value: FieldValue) { list.append(Field(name: name, value: value)) }
  public mutating func add(_ name: String, _ text: String) { add(name, .text(text)) }
  public mutating func add(_ name: String, _ text: String?) { add(name, text.map { .text($0) } ?? .null) }
  public mutating func add(_ name: String, _ flag: Bool) { add(name, .flag(flag)) }
  public mutating func add(_ name: String, _ number: Int64) { add(name, .number(String(number))) }
  public mutating func add(_ name: String, _ quantity: Quantity) { add(name, .number(quantity.description)) }
  public mutating func add(_ name: String, _ quantity: Quantity?) {
    add(name, quantity.map { .number($0.description) } ?? .null)
  }
  public mutating func add(_ name: String, _ cost: UnitCost?) {
    add(name, cost.map { .number($0.description) } ?? .null)
  }
  public mutating func add(_ name: String, _ instant: Instant?) {
    add(name, instant.map { .text($0.description) } ?? .null)
  }
  public mutating func add(_ name: String, _ day: Day?) { add(name, day.map { .text($0.description) } ?? .null) }
  public mutating func add(_ other: Fields) { list += other.list }
}

public enum FieldValue: Hashable, Sendable {
  case null
  case flag(Bool)
  /// Decimal text, written into JSON as it stands, so that no digit is lost.
  case number(String)
  case text(String)
  case list([FieldValue])
  case fields(Fields)
  /// JSON that was made before, such as a document in the audit.
  case json(String)
}
