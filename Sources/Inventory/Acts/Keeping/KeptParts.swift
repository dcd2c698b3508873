/// Figures and times as texts, exact.
extension KeptFields {
  mutating func add(_ name: String, _ quantity: Quantity) { add(name, String(quantity.thousandths)) }
  mutating func add(_ name: String, _ day: Day?) { add(name, day.map { String($0.daysSince1970) }) }
  mutating func add(_ name: String, _ instant: Instant?) { add(name, instant.map { String($0.milliseconds) }) }
  mutating func add(_ name: String, _ number: Int64?) { add(name, number.map { String($0) }) }

  /// Nothing where it is false.
  mutating func add(_ name: String, _ isTrue: Bool) { if isTrue { add(name, "yes") } }

  func number(_ name: String) -> Int64? { self[name].flatMap { Int64($0) } }
  func quantity(_ name: String) -> Quantity? { number(name).map { Quantity(thousandths: $0) } }
  func day(_ name: String) -> Day? { number(name).map { Day(daysSince1970: Int($0)) } }
  func instant(_ name: String) -> Instant? { number(name).map { Instant(milliseconds: $0) } }
  func isTrue(_ name: String) -> Bool { self[name] != nil }

  /// The named parts, each made into a value; nil where one is none.
  func list<Part>(_ name: String, _ make: (KeptFields) -> Part?) -> [Part]? {
    var parts: [Part] = []
    for group in groups(name) {
      guard let part = make(group) else { return nil }
      parts.append(part)
    }
    return parts
  }
}

/// The fields as bytes: of each its name and its text, with their lengths, so that a text may hold anything.
extension KeptFields {
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    for field in fields {
      for part in [field.name, field.text] {
        bytes += Array("\(part.utf8.count):".utf8)
        bytes += Array(part.utf8)
      }
    }
    return bytes
  }

  /// Nil for bytes that are no fields.
  public init?(bytes: [UInt8]) {
    var rest = bytes[...]
    var parts: [String] = []
    while !rest.isEmpty {
      guard let colon = rest.firstIndex(of: UInt8(ascii: ":")),
        let count = Int(String(decoding: rest[..<colon], as: UTF8.self)), count >= 0,
        rest.endIndex - colon - 1 >= count
      else { return nil }
      parts.append(String(decoding: rest[(colon + 1)..<(colon + 1 + count)], as: UTF8.self))
      rest = rest[(colon + 1 + count)...]
    }
    guard parts.count % 2 == 0 else { return nil }
    self.init(stride(from: 0, to: parts.count, by: 2).map { Field(name: parts[$0], text: parts[$0 + 1]) })
  }
}
