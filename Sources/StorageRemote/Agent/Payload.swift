import Storage

/// Writes numbers (little end first), texts and values into a frame, exactly.
struct PayloadWriter {
  var bytes: [UInt8] = []

  mutating func add(_ number: UInt8) { bytes.append(number) }

  mutating func add(_ number: UInt32) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func add(_ number: Int64) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      add(UInt32(utf8.count))
      bytes.append(contentsOf: utf8)
    }
  }

  mutating func add(_ blob: [UInt8]) {
    add(UInt32(blob.count))
    bytes += blob
  }

  mutating func add(ifAny text: String?) {
    add(UInt8(text == nil ? 0 : 1))
    if let text { add(text) }
  }

  mutating func add(_ value: Value) {
    switch value {
    case .null: add(UInt8(0))
    case .integer(let number):
      add(UInt8(1))
      add(number)
    case .text(let text):
      add(UInt8(2))
      add(text)
    case .blob(let blob):
      add(UInt8(3))
      add(blob)
    }
  }

  mutating func add(_ statements: [Statement]) {
    add(UInt32(statements.count))
    for statement in statements {
      add(statement.sql)
      add(UInt32(statement.runs))
      add(UInt32(statement.bindings.count))
      for value in statement.bindings { add(value) }
    }
  }
}

/// Reads what a ``PayloadWriter`` wrote. Whatever the bytes are, it ends with what they say or with ``FrameDamage``.
struct PayloadReader {
  private(set) var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func uint8() throws(FrameDamage) -> UInt8 {
    guard let byte = rest.popFirst() else { throw FrameDamage("a frame that ends too early") }
    return byte
  }

  mutating func uint32() throws(FrameDamage) -> UInt32 {
    UInt32(littleEndian: try take(4).withUnsafeBytes { $0.loadUnaligned(as: UInt32.self) })
  }

  mutating func int64() throws(FrameDamage) -> Int64 {
    Int64(littleEndian: try take(8).withUnsafeBytes { $0.loadUnaligned(as: Int64.self) })
  }

  mutating func text() throws(FrameDamage) -> String { String(decoding: try sized(), as: UTF8.self) }

  mutating func textOrNil() throws(FrameDamage) -> String? { try uint8() == 0 ? nil : try text() }

  /// The bytes of a text or a blob, where they lie.
  mutating func sized() throws(FrameDamage) -> ArraySlice<UInt8> { try take(Int(try uint32())) }

  mutating func value() throws(FrameDamage) -> Value {
    let code = try uint8()
    switch code {
    case 0: return .null
    case 1: return .integer(try int64())
    case 2: return .text(try text())
    case 3: return .blob(Array(try sized()))
    default: throw FrameDamage("a value of kind \(code)")
    }
  }

  mutating func statements() throws(FrameDamage) -> [Statement] {
    let count = try uint32()
    var statements: [Statement] = []
    for _ in 0..<count {
      let sql = try text()
      let runs = Int(try uint32())
      let values = Int(try uint32())
      guard runs > 0, values % runs == 0 else { throw FrameDamage("\(values) values for \(runs) rows") }
      var bindings: [Value] = []
      // Each value is a byte at least, so what is not there is not made room for.
      bindings.reserveCapacity(min(values, rest.count))
      for _ in 0..<values { bindings.append(try value()) }
      statements.append(runs == 1 ? Statement(sql, bindings) : Statement(sql, rows: runs, bindings))
    }
    return statements
  }

  private mutating func take(_ count: Int) throws(FrameDamage) -> ArraySlice<UInt8> {
    guard rest.count >= count else { throw FrameDamage("a frame that ends too early") }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }
}
