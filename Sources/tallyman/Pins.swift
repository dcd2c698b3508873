import CCrypt
import Glibc
import Inventory

/// PINs and what crypt(3) makes of them.
enum Pins {
  /// Whether a PIN is the one that was made into that hash. It takes as long as the hash is slow.
  static func matches(_ pin: String, _ hash: PinHash) -> Bool {
    var room: UnsafeMutableRawPointer?
    var size: Int32 = 0
    defer { free(room) }
    guard let made = crypt_ra(pin, hash.text, &room, &size) else { return false }
    let text = String(cString: made)
    // So begins what libcrypt makes of a hash of a kind that it does not know: it is nobody's PIN.
    return !text.hasPrefix("*") && isSame(Array(text.utf8), Array(hash.text.utf8))
  }

  /// In a time that does not depend on where they differ.
  private static func isSame(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    guard one.count == other.count else { return false }
    return zip(one, other).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
