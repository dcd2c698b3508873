/// The two to four digits in front of a value that say what it means: 01 a GTIN, 10 a lot, 3103 kilograms with three
/// decimals (GS1 General Specifications, chapter 3). ``rules`` is the list of all there are.
struct ApplicationIdentifier: Hashable, Sendable {
  let digits: String
  /// The parts of a value, one behind the other.
  let form: [ElementPart]

  var least: Int { form.reduce(0) { $0 + ($1.isOptional ? 0 : $1.length.lowerBound) } }
  var most: Int { form.reduce(0) { $0 + $1.length.upperBound } }

  /// Whether the first two digits alone say how long the value is, so that no separator stands behind it. The standard
  /// has closed this list: what was added later runs to a separator even where its length never changes.
  var isPredefined: Bool { ApplicationIdentifier.predefined.contains(digits.prefix(2)) }

  private static let predefined: Set<Substring> = [
    "00", "01", "02", "03", "04", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20", "31", "32", "33", "34",
    "35", "36", "41",
  ]

  /// What is wrong with a value, and at which byte; nil where it may stand.
  func objection(to value: ArraySlice<UInt8>, year: Int) -> (cause: ElementStringFault.Cause, at: Int)? {
    if value.count > most { return (.tooLong(most: most), value.startIndex + most) }
    if value.count < least { return (.tooShort(least: least), value.endIndex) }
    var rest = value
    for part in form {
      if part.isOptional, rest.isEmpty { break }
      let taken = rest.prefix(part.length.upperBound)
      let wanted = taken.startIndex - value.startIndex + part.length.lowerBound
      if taken.count < part.length.lowerBound { return (.tooShort(least: wanted), value.endIndex) }
      if let objection = part.objection(to: taken, year: year) { return objection }
      rest = rest[taken.endIndex...]
    }
    return nil
  }

  /// The identifier that `bytes` begin with. None is the beginning of another.
  static func leading(_ bytes: ArraySlice<UInt8>) -> ApplicationIdentifier? {
    var key = 0
    for (place, byte) in bytes.prefix(4).enumerated() {
      guard 48...57 ~= byte else { return nil }
      key = key * 10 + Int(byte - 48)
      if place > 0, let found = known[key + (place + 1) * 10_000] { return found }
    }
    return nil
  }

  /// All there are, by their number and, in the place of ten thousands, how many digits they have.
  static let known: [Int: ApplicationIdentifier] = {
    var known: [Int: ApplicationIdentifier] = [:]
    for rule in rules {
      for digits in rule.identifiers {
        known[(Int(digits) ?? 0) + digits.utf8.count * 10_000] = ApplicationIdentifier(digits: digits, form: rule.form)
      }
    }
    return known
  }()
}

extension ApplicationIdentifier {
  /// Identifiers whose values have one form.
  struct Rule {
    /// `"01 02 03"`, `"4302-4306"`, or, with `n`, those with every such last digit behind them.
    var list: String
    var n: ClosedRange<Int>?
    var form: [ElementPart]

    init(_ list: String, n: ClosedRange<Int>? = nil, _ form: ElementPart...) {
      self.list = list
      self.n = n
      self.form = form
    }

    var identifiers: [String] {
      list.split(separator: " ").flatMap { entry -> [String] in
        let ends = entry.split(separator: "-")
        let first = Int(ends[0]) ?? 0
        let last = ends.count > 1 ? Int(ends[1]) ?? first : first
        return (first...last).flatMap { number -> [String] in
          let zeros = ends[0].utf8.count - String(number).utf8.count
          let digits = String(repeating: "0", count: max(0, zeros)) + String(number)
          return n.map { $0.map { digits + "\($0)" } } ?? [digits]
        }
      }
    }
  }
}
