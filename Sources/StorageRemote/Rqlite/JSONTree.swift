/// A small JSON text as a value: what a server says of itself.
indirect enum JSONTree: Hashable, Sendable {
  case null
  case flag(Bool)
  /// As it was written.
  case number(String)
  case text(String)
  case array([JSONTree])
  case object([String: JSONTree])

  /// Nil for what is no JSON.
  init?(_ body: [UInt8]) {
    let tree = body.withUnsafeBufferPointer { bytes -> JSONTree? in
      var scanner = JSONScanner(bytes)
      do throws(JSONDamage) {
        let tree = try JSONTree.value(&scanner)
        try scanner.end()
        return tree
      } catch {
        return nil
      }
    }
    guard let tree else { return nil }
    self = tree
  }

  private static func value(_ scanner: inout JSONScanner) throws(JSONDamage) -> JSONTree {
    switch scanner.peek() {
    case UInt8(ascii: "{"):
      var members: [String: JSONTree] = [:]
      try scanner.object { (scanner: inout JSONScanner, name: String) throws(JSONDamage) in
        members[name] = try value(&scanner)
      }
      return .object(members)
    case UInt8(ascii: "["):
      var elements: [JSONTree] = []
      try scanner.array { (scanner: inout JSONScanner) throws(JSONDamage) in elements.append(try value(&scanner)) }
      return .array(elements)
    case UInt8(ascii: "\""): return .text(JSONText.string(scanner.bytes, try scanner.text()))
    case UInt8(ascii: "t"):
      try scanner.word("true")
      return .flag(true)
    case UInt8(ascii: "f"):
      try scanner.word("false")
      return .flag(false)
    case UInt8(ascii: "n"):
      try scanner.word("null")
      return .null
    default:
      let start = scanner.at
      _ = try scanner.number()
      return .number(String(decoding: scanner.bytes[start..<scanner.at], as: UTF8.self))
    }
  }

  subscript(name: String) -> JSONTree? { if case .object(let members) = self { members[name] } else { nil } }

  var elements: [JSONTree] { if case .array(let elements) = self { elements } else { [] } }

  var string: String? { if case .text(let text) = self { text } else { nil } }

  var isTrue: Bool { self == .flag(true) }
}
