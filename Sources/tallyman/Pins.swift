import CCrypt
import Inventory

/// PINs as crypt(3) keeps them: by yescrypt where this machine's library knows it, else by SHA-512 in very many rounds, so
/// that whoever reads the database has long to guess.
enum Pins {
  /// - Parameter seed: makes the salt: another one for every PIN that is kept, and no secret.
  static func hash(_ pin: String, seed: String) -> PinHash? {
    var digest = SHA256()
    digest.update(seed)
    let chance = digest.digest().prefix(16).map { CChar(bitPattern: $0) }
    for (prefix, rounds) in [("$y$", 0), ("$6$", 200_000)] as [(String, UInt)] {
      var setting = [CChar](repeating: 0, count: Int(CRYPT_GENSALT_OUTPUT_SIZE))
      let isMade =
        crypt_gensalt_rn(prefix, rounds, chance, Int32(chance.count), &setting, Int32(setting.count)) != nil
      if isMade, let hash = crypt(pin, setting), hash.hasPrefix(prefix) { return PinHash(hash) }
    }
    return nil
  }

  static func matches(_ pin: String, _ kept: PinHash) -> Bool {
    guard !kept.text.isEmpty, let hash = crypt(pin, Array(kept.text.utf8CString)) else { return false }
    return isSame(hash, kept.text)
  }

  private static func crypt(_ pin: String, _ setting: [CChar]) -> String? {
    var data = crypt_data()
    let size = Int32(MemoryLayout<crypt_data>.size)
    guard let hash = crypt_rn(pin, setting, &data, size) else { return nil }
    return String(cString: hash)
  }

  /// In a time that does not tell how far they are alike.
  private static func isSame(_ one: String, _ other: String) -> Bool {
    let (one, other) = (Array(one.utf8), Array(other.utf8))
    guard one.count == other.count else { return false }
    return zip(one, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
