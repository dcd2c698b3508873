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
  /// Where Ctrl-Z does nothing.
  public var isKiosk: Bool
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
