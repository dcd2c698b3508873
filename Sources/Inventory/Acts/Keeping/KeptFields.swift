/// What an act is made of, as names and texts in their order: how it is written down in the outbox. A name may occur
/// several times; a part that is a list of parts is a group.
public struct KeptFields: Hashable, Sendable {
  public struct Field: Hashable, Sendable {
    public var name: String
    public var text: String
  }

  public private(set) var fields: [Field]

  public init(_ fields: [Field] = []) { self.fields = fields }

  /// Adds a text; nothing where there is none.
  public mutating func add(_ name: String, _ text: String?) {
    if let text { fields.append(Field(name: name, text: text)) }
  }

  /// The first text of that name.
  public subscript(name: String) -> String? { fields.first { $0.name == name }?.text }

  /// All texts of that name, in order.
  public func all(_ name: String) -> [String] { fields.lazy.filter { $0.name == name }.map(\.text) }

  /// The parts of a list: each begins at a field of this name and goes to the next one.
  public func groups(_ name: String) -> [KeptFields] {
    var groups: [KeptFields] = []
    for field in fields {
      if field.name == name { groups.append(KeptFields()) }
      if !groups.isEmpty { groups[groups.count - 1].fields.append(field) }
    }
    return groups
  }
}
