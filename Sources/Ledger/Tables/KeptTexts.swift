import Storage

/// Texts of things that many rows name by their numbers, read once for all of these: a join would hand over and copy the
/// same texts with each row. Costs the bytes and eight more for each text.
struct KeptTexts: ~Copyable {
  private let width: Int
  private var numbers: [Int64] = []
  /// Not moved once all is added.
  private var bytes: UnsafeMutableBufferPointer<UInt8>
  private var count = 0
  /// Where each text ends, `width` for each thing.
  private var ends: [Int] = []

  /// - Parameter width: how many texts each thing has.
  init(width: Int) {
    self.width = width
    bytes = .allocate(capacity: 1 << 12)
  }

  deinit { bytes.deallocate() }

  /// Keeps a thing's number, which is the first column, and its texts, which are the next. Things come in the order of
  /// their numbers.
  mutating func add(_ row: any Row) {
    numbers.append(row.integer(0))
    for column in 1...width {
      row.withUTF8(column) { text in
        if count + text.count > bytes.count { grow(to: count + text.count) }
        for byte in text {
          bytes.initializeElement(at: count, to: byte)
          count += 1
        }
      }
      ends.append(count)
    }
  }

  private mutating func grow(to least: Int) {
    let old = bytes
    bytes = .allocate(capacity: max(least, old.count * 2))
    for index in 0..<count { bytes.initializeElement(at: index, to: old[index]) }
    old.deallocate()
  }

  /// Where a thing stands; nil where it was not kept.
  func index(of number: Int64) -> Int? {
    numbers.withUnsafeBufferPointer { numbers in
      // Most numbers follow one another without a gap.
      if let first = numbers.first, let index = Int(exactly: number &- first), numbers.indices.contains(index),
        numbers[index] == number
      {
        return index
      }
      var (low, high) = (0, numbers.count)
      while low < high {
        let middle = (low + high) / 2
        if numbers[middle] < number { low = middle + 1 } else { high = middle }
      }
      return low < numbers.count && numbers[low] == number ? low : nil
    }
  }

  /// Puts the texts of the thing at an index in their places; they hold until the next is added.
  func texts(_ index: Int, into place: UnsafeMutablePointer<UnsafeBufferPointer<UInt8>>) {
    var start = index == 0 ? 0 : ends[index * width - 1]
    for text in 0..<width {
      let end = ends[index * width + text]
      place[text] = UnsafeBufferPointer(rebasing: bytes[start..<end])
      start = end
    }
  }
}
