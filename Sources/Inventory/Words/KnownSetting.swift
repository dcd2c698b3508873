/// A rule of the house that can be set: what it is called, what it takes, what it is when nobody said anything.
public struct KnownSetting: Sendable {
  public let name: String
  public let kind: Kind
  public let standard: String
  /// What it decides, as half a sentence: `may on hand and available go below zero`.
  public let about: String

  public init(_ name: String, _ kind: Kind, standard: String, about: String) {
    precondition(kind.takes(standard), "a setting takes what it is when nobody said anything")
    self.name = name
    self.kind = kind
    self.standard = standard
    self.about = about
  }

  /// What a setting can be set to.
  public enum Kind: Sendable {
    /// `yes` or `no`.
    case answer
    /// A whole number in this range, written without leading zeros.
    case count(ClosedRange<Int>)
    case words([String])
    /// Any text that passes; `wanted` says which does: `a percentage from 0% to 100%, such as 2.5%`.
    case text(wanted: String, _ passes: @Sendable (String) -> Bool)

    public func takes(_ value: String) -> Bool {
      switch self {
      case .answer: value == "yes" || value == "no"
      case .count(let range): Int(value).map { range.contains($0) && String($0) == value } ?? false
      case .words(let words): words.contains(value)
      case .text(_, let passes): value.utf8.count <= 500 && passes(value)
      }
    }

    /// `yes or no`, `a whole number from 1 to 90`, `one of live, frozen, locked`.
    public var wanted: String {
      switch self {
      case .answer: "yes or no"
      case .count(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
      case .words(let words): "one of \(words.joined(separator: ", "))"
      case .text(let wanted, _): wanted
      }
    }
  }

  /// What it takes and what it decides.
  public var explanation: String { "\(kind.wanted): \(about)" }
}

extension KnownSetting {
  public static let allowNegativeStock = KnownSetting(
    "allow_negative_stock", .answer, standard: "no", about: "may on hand and available go below zero")

  /// Every setting there is, in the order a list shows them.
  public static let all =
    [allowNegativeStock] + counting + receiving + [valuation] + plates
    + promising + [allocation] + reordering + buying
    + terminals
    + exchanging
    + tracing
}
