/// Why a line to another machine cannot be used. The words complete "… cannot be reached: "; no password is ever in them.
struct WireFault: Error, Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    /// Nobody answers, or the line broke, or took too long.
    case unreachable
    /// It answers, and is not the one it should be.
    case denied
    /// It answers, and speaks another language; or this machine lacks what it takes to talk to it.
    case unsuitable
  }

  var kind: Kind
  var words: String

  static func unreachable(_ words: String) -> WireFault { WireFault(kind: .unreachable, words: words) }
  static func denied(_ words: String) -> WireFault { WireFault(kind: .denied, words: words) }
  static func unsuitable(_ words: String) -> WireFault { WireFault(kind: .unsuitable, words: words) }
}
