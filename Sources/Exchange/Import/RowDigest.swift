import Inventory

/// A fingerprint of bytes as they come: SipHash-2-4 with 128 bits. It tells rows apart that differ by accident; it is no
/// guard against somebody who makes up rows to collide, who could only skip rows of a file of his own.
struct RowDigest {
  private var v0: UInt64 = 0x736f_6d65_7073_6575
  private var v1: UInt64 = 0x646f_7261_6e64_6f6d ^ 0xEE
  private var v2: UInt64 = 0x6c79_6765_6e65_7261
  private var v3: UInt64 = 0x7465_6462_7974_6573
  private var tail: UInt64 = 0
  private var length = 0

  mutating func update(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while index < bytes.count, length & 7 != 0 {
      add(bytes[index])
      index += 1
    }
    let whole = index + (bytes.count - index) & ~7
    if index < whole {
      let raw = UnsafeRawBufferPointer(bytes)
      while index < whole {
        compress(UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)))
        index += 8
        length &+= 8
      }
    }
    while index < bytes.count {
      add(bytes[index])
      index += 1
    }
  }

  mutating func update(_ text: String) {
    var text = text
    text.withUTF8 { update($0) }
  }

  /// 32 hexadecimal digits of what has come so far; more may come.
  var text: String {
    var copy = self
    copy.compress(copy.tail | UInt64(truncatingIfNeeded: length) << 56)
    copy.v2 ^= 0xEE
    let first = copy.finished()
    copy.v1 ^= 0xDD
    let second = copy.finished()
    return Hexadecimal.text(
      [first, second].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } })
  }

  private mutating func add(_ byte: UInt8) {
    tail |= UInt64(byte) << UInt64(8 * (length & 7))
    length &+= 1
    if length & 7 == 0 {
      compress(tail)
      tail = 0
    }
  }

  private mutating func compress(_ word: UInt64) {
    v3 ^= word
    round()
    round()
    v0 ^= word
  }

  private mutating func finished() -> UInt64 {
    for _ in 0..<4 { round() }
    return v0 ^ v1 ^ v2 ^ v3
  }

  @inline(__always)
  private mutating func round() {
    v0 = v0 &+ v1
    v1 = v1 << 13 | v1 >> 51
    v1 ^= v0
    v0 = v0 << 32 | v0 >> 32
    v2 = v2 &+ v3
    v3 = v3 << 16 | v3 >> 48
    v3 ^= v2
    v0 = v0 &+ v3
    v3 = v3 << 21 | v3 >> 43
    v3 ^= v0
    v2 = v2 &+ v1
    v1 = v1 << 17 | v1 >> 47
    v1 ^= v2
    v2 = v2 << 32 | v2 >> 32
  }
}
