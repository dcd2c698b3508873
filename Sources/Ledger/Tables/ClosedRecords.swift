/// Stock records and their five balances packed into parts, as a snapshot keeps them: each number by what it differs from the
/// one before, seven bits a byte, balances that are zero left out. A record takes about six bytes.
struct ClosedRecords {
  /// So many records are one part.
  static let most = 4096

  private(set) var parts: [[UInt8]] = []
  private var bytes: [UInt8] = []
  private var count = 0
  private var last: (item: Int64, location: Int64) = (0, 0)

  /// - Parameter balances: five.
  mutating func add(item: Int64, location: Int64, _ balances: UnsafePointer<Int64>) {
    put(item &- last.item)
    put(location &- last.location)
    last = (item, location)
    let mask = bytes.count
    bytes.append(0)
    for balance in 0..<5 where balances[balance] != 0 {
      bytes[mask] |= 1 << UInt8(balance)
      put(balances[balance])
    }
    count += 1
    if count == ClosedRecords.most { endPart() }
  }

  /// All that was added; nothing is added afterwards.
  mutating func finished() -> [[UInt8]] {
    if count > 0 { endPart() }
    return parts
  }

  private mutating func endPart() {
    parts.append(bytes)
    bytes = []
    bytes.reserveCapacity(ClosedRecords.most * 8)
    count = 0
    last = (0, 0)
  }

  private mutating func put(_ number: Int64) {
    var rest = UInt64(bitPattern: number << 1 ^ number >> 63)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// Hands over the records of a part.
  /// - Returns: false where somebody wrote something else there.
  static func each(
    in part: [UInt8], _ body: (_ item: Int64, _ location: Int64, _ balances: UnsafeMutablePointer<Int64>) -> Void
  ) -> Bool {
    withUnsafeTemporaryAllocation(of: Int64.self, capacity: 5) { balances in
      part.withUnsafeBufferPointer { bytes in
        guard let place = balances.baseAddress else { return false }
        var rest = PackedNumbers(bytes)
        var (item, location): (Int64, Int64) = (0, 0)
        while !rest.isDone {
          item &+= rest.next()
          location &+= rest.next()
          let mask = rest.byte()
          for balance in 0..<5 { place[balance] = mask >> UInt8(balance) & 1 == 1 ? rest.next() : 0 }
          if rest.isShort || mask > 31 { return false }
          body(item, location, place)
        }
        return true
      }
    }
  }
}

/// Takes packed numbers from the front; beyond the end all are 0.
private struct PackedNumbers {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var place = 0
  private(set) var isShort = false

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  var isDone: Bool { place >= bytes.count }

  mutating func byte() -> UInt8 {
    guard place < bytes.count else {
      isShort = true
      return 0
    }
    place += 1
    return bytes[place - 1]
  }

  mutating func next() -> Int64 {
    var number: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let byte = byte()
      number |= UInt64(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1) }
      shift += 7
    }
  }
}
