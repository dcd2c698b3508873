import Inventory

/// Numbers as a screen shows them.
enum Numbers {
  /// `1,208`.
  static func grouped(_ number: Int) -> String { grouped(String(number)) }

  /// `1,208.25`.
  static func grouped(_ quantity: Quantity) -> String { grouped(quantity.description) }

  /// In at most `width` cells: grouped, else plain, else rounded towards zero and said so: `12M+`, `3k+`. A number is
  /// never cut.
  static func fitted(_ quantity: Quantity, _ width: Int) -> String {
    let full = grouped(quantity)
    if full.utf8.count <= width { return full }
    let plain = quantity.description
    if plain.utf8.count <= width { return plain }
    let whole = quantity.thousandths / 1000
    for (unit, factor) in [("+", Int64(1)), ("k+", 1_000), ("M+", 1_000_000), ("G+", 1_000_000_000)] {
      let short = String(whole / factor) + unit
      if short.utf8.count <= width { return short }
    }
    return String(repeating: "#", count: max(0, width))
  }

  /// The same, or what says that it is kept from who asks.
  static func fitted(_ quantity: Quantity?, _ width: Int) -> String { quantity.map { fitted($0, width) } ?? withheld }

  static func grouped(_ quantity: Quantity?) -> String { quantity.map { grouped($0) } ?? withheld }

  /// Stands for a number that is kept from who counts blind.
  static let withheld = "-"

  /// With a sign: `+12`, `-8`.
  static func signed(_ quantity: Quantity) -> String {
    (quantity > .zero ? "+" : "") + grouped(quantity)
  }

  static func grouped(_ text: String) -> String {
    let sign = text.hasPrefix("-") ? "-" : ""
    let digits = text.dropFirst(sign.count)
    let whole = digits.prefix { $0 != "." }
    guard whole.count > 3 else { return text }
    var grouped = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index) % 3 == 0 { grouped.append(",") }
      grouped.append(digit)
    }
    return sign + grouped + digits.dropFirst(whole.count)
  }
}
