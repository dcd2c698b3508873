/// A PIN as it is kept: what crypt(3) made of it. Whoever prints it learns nothing.
public struct PinHash: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
  public let text: String
  public init(_ text: String) { self.text = text }

  /// Stands for one that is kept and told to nobody.
  public static let withheld = PinHash("")

  public var description: String { "a PIN" }
  public var debugDescription: String { "a PIN" }
}

/// How a PIN is to be, and how often it may be wrong.
public enum PinRule {
  /// Digits, so that a handheld can type it.
  public static let length = 4...12

  public static func takes(_ pin: String) -> Bool {
    length.contains(pin.utf8.count) && pin.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  /// So many wrong PINs one after the other, and nobody signs in by PIN under that name for a while.
  public static let mostFailures = 5
  /// In milliseconds.
  public static let pause: Int64 = 5 * 60_000
}
