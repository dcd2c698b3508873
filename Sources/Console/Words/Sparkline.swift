import Inventory

/// A small chart of one row: the use of each day as one of the theme's levels.
enum Sparkline {
  /// The last `width` values at most; the greatest reaches the top level, anything above zero shows.
  static func text(_ values: [Quantity], levels: [Character], width: Int) -> String {
    let shown = values.suffix(max(0, width))
    guard let most = shown.max(), most > .zero, levels.count > 1 else {
      return String(repeating: levels.first ?? " ", count: shown.count)
    }
    let steps = Int64(levels.count - 1)
    return String(
      shown.map { value in
        guard value > .zero else { return levels[0] }
        let level = (value.thousandths.multipliedFullWidth(by: steps), most.thousandths)
        return levels[max(1, Int(level.1.dividingFullWidth(level.0).quotient))]
      })
  }
}
