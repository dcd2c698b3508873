import Inventory

/// Bytes on their way out, gathered to pieces of 64 KiB. Used by one thread at a time.
final class ByteOutput {
  private static let size = 1 << 16

  private let base = UnsafeMutablePointer<UInt8>.allocate(capacity: ByteOutput.size)
  private var count = 0
  private let sink: (UnsafeRawBufferPointer) -> Bool
  /// The sink took no more; what is written now is dropped.
  private(set) var isStopped = false
  private var day = (number: Int.min, text: [UInt8]())

  init(_ sink: @escaping (UnsafeRawBufferPointer) -> Bool) { self.sink = sink }

  deinit { base.deallocate() }

  func flush() {
    if count > 0, !isStopped { isStopped = !sink(UnsafeRawBufferPointer(start: base, count: count)) }
    count = 0
  }

  @inline(__always)
  func byte(_ byte: UInt8) {
    if count == ByteOutput.size { flush() }
    base[count] = byte
    count += 1
  }

  @inline(__always)
  func bytes(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return }
    if bytes.count > ByteOutput.size - count { flush() }
    guard bytes.count <= ByteOutput.size else {
      if !isStopped { isStopped = !sink(UnsafeRawBufferPointer(bytes)) }
      return
    }
    (base + count).update(from: start, count: bytes.count)
    count += bytes.count
  }

  func bytes(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { self.bytes($0) } }

  func text(_ text: String) {
    var text = text
    text.withUTF8 { bytes($0) }
  }

  /// `scaled` as decimal text, without trailing zeros beyond `atLeast` places.
  func decimal(_ scaled: Int64, places: Int, atLeast: Int = 0) {
    if count > ByteOutput.size - 32 { flush() }
    var rest = scaled.magnitude
    // Written backwards into the room that is surely there, then moved to the front of it.
    let end = count + 32
    var start = end
    var isSignificant = false
    for place in 0..<places {
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      rest = quotient
      isSignificant = isSignificant || digit != 0 || places - place <= atLeast
      if isSignificant {
        start -= 1
        base[start] = 48 + UInt8(truncatingIfNeeded: digit)
      }
    }
    if isSignificant {
      start -= 1
      base[start] = 46
    }
    repeat {
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      rest = quotient
      start -= 1
      base[start] = 48 + UInt8(truncatingIfNeeded: digit)
    } while rest > 0
    if scaled < 0 {
      start -= 1
      base[start] = 45
    }
    (base + count).update(from: base + start, count: end - start)
    count += end - start
  }

  /// ISO 8601 in UTC, with milliseconds only where there are some.
  func instant(_ milliseconds: Int64) {
    let instant = Instant(milliseconds: milliseconds)
    let number = instant.day.daysSince1970
    if day.number != number { day = (number, Array(instant.day.description.utf8)) }
    bytes(day.text)
    let inDay = milliseconds - Int64(number) * 86_400_000
    byte(84)
    twoDigits(inDay / 3_600_000)
    byte(58)
    twoDigits(inDay / 60_000 % 60)
    byte(58)
    twoDigits(inDay / 1000 % 60)
    let rest = inDay % 1000
    if rest != 0 {
      byte(46)
      byte(48 + UInt8(rest / 100))
      twoDigits(rest % 100)
    }
    byte(90)
  }

  private func twoDigits(_ number: Int64) {
    byte(48 + UInt8(number / 10))
    byte(48 + UInt8(number % 10))
  }

  /// A cell as RFC 4180 has it: in quotes where it holds a separator, a quote or a line end.
  func cell(_ bytes: UnsafeBufferPointer<UInt8>, separator: UInt8 = 44) {
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
