/// Some sums for each record, in one flat table that is open-addressed by item and location: a dictionary would cost
/// several times as much for ten million entries. What belongs to a record is one line of the processor's cache.
struct RecordSums: ~Copyable {
  /// The most sums a record has.
  static let most = 7
  private static let stride = 8
  private static let free: Int64 = -1

  private var lines: UnsafeMutablePointer<Int64>
  private var capacity: Int
  private var count = 0
  /// Of no meaning: so that what is fetched is read.
  private var fetched: Int64 = 0

  init() {
    capacity = 1 << 12
    lines = RecordSums.lines(capacity)
  }

  deinit { lines.deallocate() }

  private static func lines(_ capacity: Int) -> UnsafeMutablePointer<Int64> {
    let bytes = capacity * stride * MemoryLayout<Int64>.size
    let lines = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
      .bindMemory(to: Int64.self, capacity: capacity * stride)
    lines.initialize(repeating: 0, count: capacity * stride)
    for index in 0..<capacity { lines[index * stride] = free }
    return lines
  }

  /// The sums of a record, all zero at first. It holds until the next call.
  mutating func sums(item: Int64, location: Int64) -> UnsafeMutablePointer<Int64> {
    let key = RecordSums.key(item: item, location: location)
    while true {
      let line = find(key)
      if line[0] == key { return line + 1 }
      guard count * 2 >= capacity else {
        line[0] = key
        count += 1
        return line + 1
      }
      grow()
    }
  }

  /// Has the memory fetch what will be asked for soon. The processor waits for a line far away as long as it sums ten
  /// entries, and fetches many at once where none depends on another.
  mutating func fetch(item: Int64, location: Int64) {
    fetched |= lines[place(RecordSums.key(item: item, location: location)) * RecordSums.stride]
  }

  /// The sums of a record; nil where it was never asked for.
  func known(item: Int64, location: Int64) -> UnsafeMutablePointer<Int64>? {
    let key = RecordSums.key(item: item, location: location)
    let line = find(key)
    return line[0] == key ? line + 1 : nil
  }

  /// Every record that was ever asked for.
  func each(_ body: (_ item: Int64, _ location: Int64, _ sums: UnsafeMutablePointer<Int64>) -> Void) {
    for index in 0..<capacity {
      let line = lines + index * RecordSums.stride
      if line[0] != RecordSums.free { body(line[0] >> 24, line[0] & 0xFF_FFFF, line + 1) }
    }
  }

  /// The keys of every record that was ever asked for, as ``key(item:location:)`` makes them, in order.
  var sortedKeys: [Int64] {
    var keys: [Int64] = []
    keys.reserveCapacity(count)
    for index in 0..<capacity where lines[index * RecordSums.stride] != RecordSums.free {
      keys.append(lines[index * RecordSums.stride])
    }
    keys.sort()
    return keys
  }

  /// Rises with item and location.
  static func key(item: Int64, location: Int64) -> Int64 { item << 24 ^ location }

  /// The line of a key, or the free one where it belongs.
  private func find(_ key: Int64) -> UnsafeMutablePointer<Int64> {
    let mask = capacity - 1
    var index = place(key)
    while true {
      let line = lines + index * RecordSums.stride
      if line[0] == key || line[0] == RecordSums.free { return line }
      index = (index + 1) & mask
    }
  }

  /// Where the search for a key begins: the golden ratio scatters neighbouring items over the table.
  private func place(_ key: Int64) -> Int {
    Int(truncatingIfNeeded: UInt64(bitPattern: key &* -7_046_029_254_386_353_131) >> 20) & (capacity - 1)
  }

  private mutating func grow() {
    let (old, size) = (lines, capacity)
    capacity *= 2
    lines = RecordSums.lines(capacity)
    for index in 0..<size {
      let line = old + index * RecordSums.stride
      if line[0] != RecordSums.free { find(line[0]).update(from: line, count: RecordSums.stride) }
    }
    old.deallocate()
  }
}
