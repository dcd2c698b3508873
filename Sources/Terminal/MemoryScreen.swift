/// A screen without a terminal: it keeps what it was shown. For tests, and for showing a pane once as text.
public final class MemoryScreen: Screen {
  public var size: Size
  /// The grid of the last `draw`, and the theme it was drawn with.
  public private(set) var grid: Grid?
  public private(set) var theme: Theme?
  public private(set) var draws = 0
  public private(set) var beeps = 0
  public private(set) var suspensions = 0
  public private(set) var isLeft = false

  public init(_ size: Size) {
    self.size = size
  }

  public func draw(_ grid: Grid, theme: Theme) {
    guard !isLeft else { return }
    self.grid = grid
    self.theme = theme
    draws += 1
  }

  public func beep() { beeps += 1 }
  public func suspend() { suspensions += 1 }
  public func invalidate() { grid = nil }
  public func leave() { isLeft = true }
}
