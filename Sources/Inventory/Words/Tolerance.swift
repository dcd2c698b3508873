/// How far off a count may be (`algorithms.md` 4.7). Each limit is optional; with none of them only an exact count is
/// inside.
public struct Tolerance: Hashable, Sendable {
  /// Shares of what is expected, in ten-thousandths: 5 % is 500.
  public var shareUp: Int64?
  public var shareDown: Int64?
  /// Worth at unit cost.
  public var valueUp: UnitCost?
  public var valueDown: UnitCost?
  /// Whatever the other limits say, so many units either way are always acceptable.
  public var quantity: Quantity?

  public init(
    shareUp: Int64? = nil, shareDown: Int64? = nil, valueUp: UnitCost? = nil, valueDown: UnitCost? = nil,
    quantity: Quantity? = nil
  ) {
    self.shareUp = shareUp
    self.shareDown = shareDown
    self.valueUp = valueUp
    self.valueDown = valueDown
    self.quantity = quantity
  }

  public var isEmpty: Bool { self == Tolerance() }

  /// Whether a variance is inside: `−down·E ≤ A ≤ up·E` and the same of its value. Without a cost no value is judged.
  public func accepts(_ variance: Quantity, expected: Quantity, cost: UnitCost?) -> Bool {
    if variance.isZero { return true }
    if let quantity, variance.magnitude <= quantity { return true }
    let isUp = variance > .zero
    let share = isUp ? shareUp : shareDown
    let value = isUp ? valueUp : valueDown
    if share == nil, value == nil { return false }
    if let share {
      let most = Int128(expected.magnitude.thousandths) * Int128(share)
      if Int128(variance.magnitude.thousandths) * 10_000 > most { return false }
    }
    if let value, let cost {
      let most = Worth(Quantity(1), at: value).tenMillionths
      if Worth(variance.magnitude, at: cost).tenMillionths > most { return false }
    }
    return true
  }
}

extension Tolerance: LosslessStringConvertible {
  /// What can be read as one, for those who typed something else.
  public static let wanted = "limits such as 5%, +5%, -10%, 2, value 200, divided by commas, or nothing"

  /// Reads limits divided by commas: `5%` both ways, `+5%`, `-10%`, `2` units either way, `value 200` both ways,
  /// `value +200`, `value -250`. Nil for anything else; the empty text is no limit at all.
  public init?(_ text: String) {
    self.init()
    for part in text.split(separator: ",") {
      guard take(part.split(separator: " ").map(String.init)) else { return nil }
    }
  }

  private mutating func take(_ words: [String]) -> Bool {
    if words.count == 2, words[0] == "value" { return take(value: words[1]) }
    guard words.count == 1, let word = words.first else { return false }
    guard word.last == "%" else {
      guard let limit = Quantity(word), limit >= .zero, word.first != "+" else { return false }
      quantity = limit
      return true
    }
    let (isUp, isDown, digits) = Tolerance.sides(word.dropLast())
    guard let share = Decimals.parse(digits, places: 2), share >= 0, share <= 1_000_000 else { return false }
    if isUp { shareUp = share }
    if isDown { shareDown = share }
    return true
  }

  private mutating func take(value word: String) -> Bool {
    let (isUp, isDown, digits) = Tolerance.sides(word[...])
    guard let limit = UnitCost(digits) else { return false }
    if isUp { valueUp = limit }
    if isDown { valueDown = limit }
    return true
  }

  private static func sides(_ word: Substring) -> (isUp: Bool, isDown: Bool, digits: String) {
    switch word.first {
    case "+": (true, false, String(word.dropFirst()))
    case "-": (false, true, String(word.dropFirst()))
    default: (true, true, String(word))
    }
  }

  public var description: String {
    var parts: [String] = []
    func say(_ up: String?, _ down: String?, _ write: (String) -> String) {
      if let up, up == down { return parts.append(write(up)) }
      if let up { parts.append(write("+" + up)) }
      if let down { parts.append(write("-" + down)) }
    }
    say(
      shareUp.map { Decimals.text($0, places: 2) }, shareDown.map { Decimals.text($0, places: 2) }, { $0 + "%" })
    if let quantity { parts.append(quantity.description) }
    say(valueUp?.description, valueDown?.description, { "value " + $0 })
    return parts.joined(separator: ", ")
  }
}

/// Whose tolerance it is (`algorithms.md` 4.7): item, else class, else the nearest place.
public enum ToleranceSubject: Hashable, Sendable {
  case item(ItemID)
  /// A, B or C.
  case itemClass(String)
  /// A place and all inside it that has none of its own; a site is one too.
  case location(LocationID)

  /// As it is stored: `item:17`.
  public var text: String {
    switch self {
    case .item(let item): "item:\(item.number)"
    case .itemClass(let letter): "class:\(letter)"
    case .location(let location): "location:\(location.number)"
    }
  }
}

/// Every tolerance there is, to be asked for one line. The most specific one counts: item, class, places inside what the
/// stocktake counts, the stocktake's own, then the places it stands in up to the site, and last the house's.
public struct Tolerances: Hashable, Sendable {
  private let limits: [String: Tolerance]
  private let house: Tolerance

  /// - Parameter limits: by ``ToleranceSubject/text``.
  public init(_ limits: [String: Tolerance] = [:], house: Tolerance = Tolerance()) {
    self.limits = limits
    self.house = house
  }

  /// - Parameter places: where the line stands, the innermost place first and the site last.
  public func of(
    item: ItemID, itemClass: String?, places: [LocationID], stocktake: Tolerance, at counted: LocationID
  ) -> Tolerance {
    if let own = limits[ToleranceSubject.item(item).text] { return own }
    if let itemClass, let own = limits[ToleranceSubject.itemClass(itemClass).text] { return own }
    let inside = places.prefix { $0 != counted }
    for place in inside {
      if let own = limits[ToleranceSubject.location(place).text] { return own }
    }
    if !stocktake.isEmpty { return stocktake }
    for place in places.dropFirst(inside.count) {
      if let own = limits[ToleranceSubject.location(place).text] { return own }
    }
    return house
  }
}
