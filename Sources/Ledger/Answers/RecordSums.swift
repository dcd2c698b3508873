/// Some sums for each record, in one flat table that is open-addressed by item and location: a dictionary would cost
/// several times as much for ten million entries.
struct RecordSums {
  private var keys: [Int64]
  private var sums: [Int64]
  private var count = 0
  private let width: Int
  private static let free: Int64 = -1

  /// - Parameter width: how many sums a record has.
  init(width: Int) {
    self.width = width
    keys = Array(repeating: RecordSums.free, count: 1 << 12)
    sums = Array(repeating: 0, count: keys.count * width)
  }

  /// Where the sums of a record stand, all zero at first. It holds until the next call.
  mutating func slot(item: Int64, location: Int64) -> Int {
    let key = item << 24 ^ location
    while true {
      let slot = find(key)
      if keys[slot] == key { return slot }
      guard count * 2 >= keys.count else {
        keys[slot] = key
        count += 1
        return slot
      }
      grow()
    }
  }

  subscript(slot: Int, sum: Int) -> Int64 {
    get { sums[slot * width + sum] }
    set { sums[slot * width + sum] = newValue }
  }

  /// Every record that was ever asked for.
  func each(_ body: (_ slot: Int) -> Void) {
    for slot in keys.indices where keys[slot] != RecordSums.free { body(slot) }
  }

  /// The slot of a key, or the free one where it belongs.
  private func find(_ key: Int64) -> Int {
    let mask = keys.count - 1
    // The golden ratio scatters neighbouring items over the table.
    var slot = Int(truncatingIfNeeded: UInt64(bitPattern: key &* -7_046_029_254_386_353_131) >> 20) & mask
    while keys[slot] != key, keys[slot] != RecordSums.free { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let (oldKeys, oldSums) = (keys, sums)
    keys = Array(repeating: RecordSums.free, count: oldKeys.count * 2)
    sums = Array(repeating: 0, count: oldSums.count * 2)
    for (place, key) in oldKeys.enumerated() where key != RecordSums.free {
      let slot = find(key)
      keys[slot] = key
      for sum in 0..<width { sums[slot * width + sum] = oldSums[place * width + sum] }
    }
  }
}
