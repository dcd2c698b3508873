/// What people type for an amount: `12`, `2.5`, `6x8+3`, `12c+3` with the item's packs by name or first letter.
public enum Arithmetic {
  /// Nil for what is no amount, for an unknown pack, and beyond the limit of a quantity.
  public static func amount(_ text: String, packs: [Pack] = []) -> Quantity? {
    amount(text) { name in
      (packs.first { $0.name.lowercased() == name } ?? packs.first { $0.name.lowercased().hasPrefix(name) })?.factor
    }
  }

  /// Whether it would be an amount of an item that has the packs it names.
  public static func isAmount(_ text: String) -> Bool { amount(text) { _ in Quantity(1) } != nil }

  private static func amount(_ text: String, pack: @escaping (String) -> Quantity?) -> Quantity? {
    var reader = Reader(rest: Array(text.lowercased().unicodeScalars.filter { $0 != " " })[...], pack: pack)
    guard let value = reader.sum(), reader.rest.isEmpty, value.isWithinLimit else { return nil }
    return value
  }

  private struct Reader {
    var rest: ArraySlice<Unicode.Scalar>
    /// The units in a pack of this name.
    var pack: (String) -> Quantity?

    mutating func take(_ scalars: Unicode.Scalar...) -> Unicode.Scalar? {
      guard let first = rest.first, scalars.contains(first) else { return nil }
      return rest.removeFirst()
    }

    mutating func sum() -> Quantity? {
      let isNegative = take("-", "+") == "-"
      guard var total = product() else { return nil }
      if isNegative { total = -total }
      while let sign = take("+", "-") {
        guard let next = product() else { return nil }
        total = sign == "+" ? total + next : total - next
        guard total.isWithinLimit else { return nil }
      }
      return total
    }

    mutating func product() -> Quantity? {
      guard var total = factor() else { return nil }
      while take("x", "*") != nil {
        guard let next = factor(), let product = total.times(next) else { return nil }
        total = product
      }
      return total
    }

    mutating func factor() -> Quantity? {
      let digits = rest.prefix { ("0"..."9").contains($0) || $0 == "." }
      rest = rest.dropFirst(digits.count)
      guard let number = Quantity(String(String.UnicodeScalarView(digits))), number >= .zero else { return nil }
      let letters = rest.prefix { $0.properties.isAlphabetic }
      let name = String(String.UnicodeScalarView(letters))
      guard !name.isEmpty, !isTimes(letters) else { return number }
      guard let factor = pack(name) else { return nil }
      rest = rest.dropFirst(letters.count)
      return number.times(factor)
    }

    /// An `x` before a digit multiplies.
    private func isTimes(_ letters: ArraySlice<Unicode.Scalar>) -> Bool { letters.count == 1 && letters.first == "x" }
  }
}
