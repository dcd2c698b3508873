/// A cursor over lines that are all held, and which of them are on the screen.
struct LineCursor: Sendable {
  private(set) var place = 0
  /// The first line shown.
  private(set) var top = 0
  private(set) var height = 1
  private var count = 0

  /// How many lines there are now; the cursor stays among them.
  mutating func among(_ count: Int) {
    self.count = count
    clamp()
  }

  mutating func resize(height: Int) {
    self.height = max(1, height)
    clamp()
  }

  mutating func goHome() {
    place = 0
    clamp()
  }

  /// Does a command that moves; false for any other.
  mutating func run(_ command: Command) -> Bool {
    switch command {
    case .listDown: place += 1
    case .listUp: place -= 1
    case .listPageDown: page(by: height)
    case .listPageUp: page(by: -height)
    case .listHalfDown: place += max(1, height / 2)
    case .listHalfUp: place -= max(1, height / 2)
    case .listFirst: place = 0
    case .listLast: place = count - 1
    default: return false
    }
    clamp()
    return true
  }

  private mutating func page(by step: Int) {
    place += step
    top += step
  }

  private mutating func clamp() {
    place = max(0, min(count - 1, place))
    top = max(0, min(top, count - height))
    if place < top { top = place }
    if place >= top + height { top = place - height + 1 }
  }
}
