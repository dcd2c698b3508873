import Inventory

/// Bytes on their way out, gathered to pieces of 64 KiB. Used by one thread at a time.
final class ByteOutput {
  private static let size = 1 << 16

  private let base = UnsafeMutablePointer<UInt8>.allocate(capacity: ByteOutput.size)
  /// How many bytes wait. Behind a pointer, because a million rows touch it forty times each and a checked access to a
  /// property of a class costs more than the byte it writes.
  private let filled: UnsafeMutablePointer<Int> = .allocate(capacity: 1)
  private let sink: (UnsafeRawBufferPointer) -> Bool
  /// The sink took no more; what is written now is dropped.
  private(set) var isStopped = false
  private var day = (number: Int.min, text: [UInt8]())

  init(_ sink: @escaping (UnsafeRawBufferPointer) -> Bool) {
    self.sink = sink
    filled.initialize(to: 0)
  }

  deinit {
    base.deallocate()
    filled.deallocate()
  }

  func flush() {
    if filled.pointee > 0, !isStopped { isStopped = !sink(UnsafeRawBufferPointer(start: base, count: filled.pointee)) }
    filled.pointee = 0
  }

  /// Where the next byte goes, with room for `count` of them: at most a few hundred.
  @inline(__always)
  private func room(_ count: Int) -> UnsafeMutablePointer<UInt8> {
    if filled.pointee > ByteOutput.size - count { flush() }
    return base + filled.pointee
  }

  @inline(__always)
  func byte(_ byte: UInt8) {
    room(1).pointee = byte
    filled.pointee += 1
  }

  @inline(__always)
  func bytes(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    if bytes.count > ByteOutput.size - filled.pointee { flush() }
    guard bytes.count <= ByteOutput.size else {
      if !isStopped { isStopped = !sink(UnsafeRawBufferPointer(bytes)) }
      return
    }
    (base + filled.pointee).update(from: start, count: bytes.count)
    filled.pointee += bytes.count
  }

  func bytes(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { self.bytes($0) } }

  func text(_ text: String) {
    var text = text
    text.withUTF8 { bytes($0) }
  }

  /// `scaled` as decimal text, without trailing zeros beyond `atLeast` places.
  func decimal(_ scaled: Int64, places: Int, atLeast: Int = 0) {
    if scaled == 0, atLeast == 0 { return byte(48) }
    // Written backwards into the room that is surely there, then moved to the front of it.
    let front = room(64)
    let end = front + 64
    var start = end
    var rest = scaled.magnitude
    var isSignificant = false
    for place in 0..<places {
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      rest = quotient
      isSignificant = isSignificant || digit != 0 || places - place <= atLeast
      if isSignificant {
        start -= 1
        start.pointee = 48 + UInt8(truncatingIfNeeded: digit)
      }
    }
    if isSignificant {
      start -= 1
      start.pointee = 46
    }
    repeat {
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      rest = quotient
      start -= 1
      start.pointee = 48 + UInt8(truncatingIfNeeded: digit)
    } while rest > 0
    if scaled < 0 {
      start -= 1
      start.pointee = 45
    }
    for index in 0..<end - start { front[index] = start[index] }
    filled.pointee += end - start
  }

  /// ISO 8601 in UTC, with milliseconds only where there are some.
  func instant(_ milliseconds: Int64) {
    let instant = Instant(milliseconds: milliseconds)
    let number = instant.day.daysSince1970
    if day.number != number { day = (number, Array(instant.day.description.utf8)) }
    bytes(day.text)
    let inDay = Int(milliseconds - Int64(number) * 86_400_000)
    let text = room(16)
    text[0] = 84
    twoDigits(inDay / 3_600_000, text + 1)
    text[3] = 58
    twoDigits(inDay / 60_000 % 60, text + 4)
    text[6] = 58
    twoDigits(inDay / 1000 % 60, text + 7)
    var length = 9
    let rest = inDay % 1000
    if rest != 0 {
      text[9] = 46
      text[10] = 48 + UInt8(rest / 100)
      twoDigits(rest % 100, text + 11)
      length = 13
    }
    text[length] = 90
    filled.pointee += length + 1
  }

  private func twoDigits(_ number: Int, _ place: UnsafeMutablePointer<UInt8>) {
    place[0] = 48 + UInt8(truncatingIfNeeded: number / 10)
    place[1] = 48 + UInt8(truncatingIfNeeded: number % 10)
  }

  /// A cell as RFC 4180 has it: in quotes where it holds a separator, a quote or a line end.
  func cell(_ bytes: UnsafeBufferPointer<UInt8>, separator: UInt8 = 44) {
    if bytes.count <= 256 {
      // Copied while looked at: most cells are short and plain.
      let place = room(256)
      var index = 0
      while index < bytes.count {
        let next = bytes[index]
        if next == separator || next == 34 || next == 10 || next == 13 { break }
        place[index] = next
        index += 1
      }
      if index == bytes.count {
        filled.pointee += index
        return
      }
    }
    guard bytes.contains(where: { $0 == separator || $0 == 34 || $0 == 10 || $0 == 13 }) else {
      self.bytes(bytes)
      return
    }
    byte(34)
    for next in bytes {
      if next == 34 { byte(34) }
      byte(next)
    }
    byte(34)
  }

  func cell(_ text: String, separator: UInt8 = 44) {
    var text = text
    text.withUTF8 { cell($0, separator: separator) }
  }

  /// A JSON string (RFC 8259). The bytes are UTF-8 already and stand as they are.
  func quoted(_ bytes: UnsafeBufferPointer<UInt8>) {
    byte(34)
    if bytes.contains(where: { $0 < 0x20 || $0 == 34 || $0 == 92 }) {
      for next in bytes { escaped(next) }
    } else {
      self.bytes(bytes)
    }
    byte(34)
  }

  func quoted(_ text: String) {
    var text = text
    text.withUTF8 { quoted($0) }
  }

  private func escaped(_ next: UInt8) {
    switch next {
    case 34, 92:
      byte(92)
      byte(next)
    case 10: text("\\n")
    case 13: text("\\r")
    case 9: text("\\t")
    case 0..<0x20:
      text("\\u00")
      byte(48 + next / 16)
      byte(next % 16 < 10 ? 48 + next % 16 : 87 + next % 16)
    default: byte(next)
    }
  }
}
