/// HMAC-SHA256 (RFC 2104): who knows the key can tell that a message is from another who knows it.
public enum HMAC {
  private static let blockSize = 64

  /// The 32 bytes of the code.
  public static func code(_ message: some Sequence<UInt8>, key: some Sequence<UInt8>) -> [UInt8] {
    var key = Array(key)
    if key.count > blockSize {
      var hash = SHA256()
      hash.update(key)
      key = hash.digest()
    }
    key += [UInt8](repeating: 0, count: blockSize - key.count)
    var inner = SHA256()
    inner.update(key.map { $0 ^ 0x36 })
    inner.update(message)
    var outer = SHA256()
    outer.update(key.map { $0 ^ 0x5C })
    outer.update(inner.digest())
    return outer.digest()
  }
}
