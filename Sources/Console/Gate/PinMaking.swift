import Inventory

/// A new PIN to be made into what is kept of it, which takes a while and is done by another thread.
public struct PinMaking: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
  let number: Int
  private let pin: String
  private let seed: String

  init(number: Int, pin: String, seed: String) {
    self.number = number
    self.pin = pin
    self.seed = seed
  }

  /// Makes it, and returns what the console is to be told.
  /// - Parameter hash: what is kept of a PIN, by a seed that is no secret; nil where this machine cannot make it.
  public func done(_ hash: (String, String) -> PinHash?) -> Message {
    .pinMade(number: number, hash(pin, seed))
  }

  /// It is shown to nobody.
  public var description: String { "a PIN to be kept" }
  public var debugDescription: String { description }
}
