/// What goes over the line between a program and the agent beside the database, one after the other in both directions.
/// On the line it is four bytes of length (of all that follows, little end first), four of the request's number, one of
/// its kind, and what that kind carries.
struct Frame: Hashable {
  /// What a frame says. Those above 64 come from the agent.
  enum Kind: UInt8, CaseIterable {
    case hello = 1
    /// A batch, and statements to be read once it has taken effect.
    case commit = 2
    case read = 3
    /// Rows were taken: so many more pieces may come.
    case more = 4
    /// No more rows of a statement are wanted.
    case enough = 5
    /// Nothing more of a request is wanted.
    case cancel = 6
    case changeToken = 7
    /// Nobody else is to commit until `release`.
    case alone = 8
    case release = 9
    case ping = 10

    case greeting = 65
    /// A request is done; of a commit with statements to be read first this, then rows, then this again.
    case done = 66
    case rows = 67
    case failed = 68
    /// A request was heard and is not done yet.
    case working = 69
    case pong = 70
    case granted = 71
  }

  /// Which request it belongs to; 0 for the line itself.
  var number: UInt32
  var kind: Kind
  var payload: [UInt8]

  init(_ kind: Kind, _ number: UInt32 = 0, _ payload: [UInt8] = []) {
    self.kind = kind
    self.number = number
    self.payload = payload
  }

  /// More than this is no frame, but noise.
  static let mostBytes = 256 << 20
  private static let headBytes = 5

  var bytes: [UInt8] {
    var writer = PayloadWriter()
    writer.bytes.reserveCapacity(4 + Frame.headBytes + payload.count)
    writer.add(UInt32(Frame.headBytes + payload.count))
    writer.add(number)
    writer.add(kind.rawValue)
    writer.bytes += payload
    return writer.bytes
  }

  /// Whether it can go over a line at all.
  var fits: Bool { payload.count <= Frame.mostBytes - Frame.headBytes }

  fileprivate init(_ body: ArraySlice<UInt8>) throws(FrameDamage) {
    var reader = PayloadReader(body)
    number = try reader.uint32()
    let code = try reader.uint8()
    guard let kind = Kind(rawValue: code) else { throw FrameDamage("a frame of kind \(code)") }
    self.kind = kind
    payload = Array(reader.rest)
  }

  /// Frames out of the bytes as they come.
  struct Stream {
    private var bytes: [UInt8] = []
    private var start = 0

    mutating func feed(_ more: some Sequence<UInt8>) {
      if start > 0, start >= bytes.count / 2 {
        bytes.removeFirst(start)
        start = 0
      }
      bytes += more
    }

    /// The next whole frame; nil until more bytes have come.
    mutating func next() throws(FrameDamage) -> Frame? {
      guard bytes.count - start >= 4 else { return nil }
      var head = PayloadReader(bytes[start..<start + 4])
      let length = Int(try head.uint32())
      guard length >= Frame.headBytes, length <= Frame.mostBytes else {
        throw FrameDamage("a frame of \(length) bytes")
      }
      guard bytes.count - start - 4 >= length else { return nil }
      let body = bytes[start + 4..<start + 4 + length]
      start += 4 + length
      return try Frame(body)
    }

    /// Passes over everything up to and with the agent's mark, which begins what it says: a shell may greet before it.
    /// - Returns: what was passed over; nil while the mark has not come.
    mutating func skip(past mark: [UInt8]) -> [UInt8]? {
      let found = bytes[start...].firstRange(of: mark)
      guard let found else { return nil }
      let before = Array(bytes[start..<found.lowerBound])
      start = found.upperBound
      return before
    }

    /// What has come and is not taken yet.
    var untaken: ArraySlice<UInt8> { bytes[start...] }
  }
}

/// Bytes that are not what they should be: another program's words, or a broken one's.
struct FrameDamage: Error, Hashable, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
