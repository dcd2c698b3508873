/// A fingerprint of what an act says, so that the same idempotency key with other content is noticed: the first 16
/// bytes of SHA-256 over its named parts.
public struct ContentDigest {
  private var hash = SHA256()

  public init() {}

  /// Adds one named part. Length-prefixed, so that no two lists of parts read alike.
  public mutating func add(_ name: String, _ value: String) {
    hash.update("\(name)\u{1F}\(value.utf8.count)\u{1F}")
    hash.update(value)
  }

  public mutating func add(_ name: String, _ value: String?) { if let value { add(name, value) } }

  public consuming func bytes() -> [UInt8] { Array(hash.digest().prefix(16)) }
}

public enum Hexadecimal {
  public static func text(_ bytes: some Sequence<UInt8>) -> String {
    var text = ""
    for byte in bytes {
      text += String(byte >> 4, radix: 16)
      text += String(byte & 15, radix: 16)
    }
    return text
  }

  /// Nil when `text` is not pairs of hexadecimal digits.
  public static func bytes(_ text: String) -> [UInt8]? {
    let digits = Array(text.utf8)
    // `UInt8(_:radix:)` would take a sign.
    guard digits.count % 2 == 0, !digits.contains(where: { $0 == 43 || $0 == 45 }) else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let byte = UInt8(String(decoding: digits[index..<index + 2], as: UTF8.self), radix: 16) else { return nil }
      bytes.append(byte)
    }
    return bytes
  }
}
