import Storage

/// Which rqlite it is, as each of its answers says.
enum RqliteVersion {
  static let field = "x-rqlite-version"

  /// The first that reads `linearizable` and leaves clock and chance alone when told to; an older one would pass over
  /// both words in silence.
  static let least = 9

  /// Why what answered cannot be used, nil when it can.
  static func trouble(of answer: HTTPAnswer, address: String) -> DatabaseError.Trouble? {
    guard let version = answer[field] else {
      return .unsuitable(address: address, why: "it does not say that it is an rqlite")
    }
    guard let number = major(version), number < least else { return nil }
    return .unsuitable(
      address: address, why: "it is rqlite \(version), and these books want version \(least) or newer")
  }

  private static func major(_ version: String) -> Int? {
    Int(version.drop { $0 == "v" }.prefix { $0.isNumber })
  }
}
