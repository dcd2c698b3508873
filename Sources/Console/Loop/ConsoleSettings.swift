import Inventory
import Terminal

/// What the program tells the console about its surroundings.
public struct ConsoleSettings: Sendable {
  public var theme: Theme
  public var keymap: Keymap
  /// Milliseconds to add to UTC for the operator's clock at an instant.
  public var zoneOffset: @Sendable (Instant) -> Int64
  /// How the scanners are set up.
  public var scanRules = ScanRules()
  /// A terminal that is everybody's: nothing leads out of it, and it locks where others leave.
  public var isKiosk: Bool
  /// How people sign in here; nil where nobody does, such as at a display that only shows.
  public var door: DoorRule?
  /// Told of each command before it is done, for the report of a crash.
  public var onCommand: @Sendable (Command) -> Void = { _ in }
  /// What is wrong in the files that these come from, besides the keys: said once, at the start.
  public var complaints: [String] = []

  public init(
    theme: Theme = .night, keymap: Keymap = Keymap(), isKiosk: Bool = false,
    zoneOffset: @escaping @Sendable (Instant) -> Int64 = { _ in 0 }
  ) {
    self.theme = theme
    self.keymap = keymap
    self.isKiosk = isKiosk
    self.zoneOffset = zoneOffset
  }
}
