/// All that a label may mean whose separators are missing: each value may end anywhere. Nothing of this is ever taken
/// without a person's word.
///
/// Only identifiers that say what the goods are and how many are guessed (00-03, 10-22, 24n, 30-37): a house's own (90-99)
/// and those of addresses, prices and the like fit almost anywhere, and would bury the right reading.
struct ElementReadings {
  private let bytes: [UInt8]
  private let year: Int
  private var found: [[ElementString.Element]] = []
  /// The search ends here, however little it found: a label is no place to spend a second on.
  private var stepsLeft = 5_000

  static let most = 50

  /// The likeliest first: those that break no rule of company; among them those with most numbers that prove themselves,
  /// then those with fewest elements.
  static func of(_ bytes: [UInt8], from start: Int, year: Int) -> [ElementString] {
    var search = ElementReadings(bytes: bytes, year: year)
    search.read(from: start, isCertain: true, behind: [])
    let all = search.found.map { ElementString($0, year: year) }
    let clean = all.filter { $0.warnings.isEmpty }
    let ranked = (clean.isEmpty ? all : clean).enumerated().sorted { a, b in
      (-a.element.keyElements, a.element.elements.count, a.offset)
        < (-b.element.keyElements, b.element.elements.count, b.offset)
    }
    return ranked.prefix(most).map(\.element)
  }

  private init(bytes: [UInt8], year: Int) {
    self.bytes = bytes
    self.year = year
  }

  /// - Parameter isCertain: whether an element begins here for sure, and not only if a separator was lost.
  private mutating func read(from place: Int, isCertain: Bool, behind elements: [ElementString.Element]) {
    if place == bytes.count, !elements.isEmpty { found.append(elements) }
    guard place < bytes.count, stepsLeft > 0, let identifier = ApplicationIdentifier.leading(bytes[place...]),
      isCertain || identifier.isGuessed, !elements.contains(where: { $0.identifier == identifier.digits })
    else { return }
    let rest = bytes[(place + identifier.digits.utf8.count)...]
    let whole = rest.prefix { $0 != ElementString.separator }
    if identifier.isPredefined {
      take(identifier, whole.prefix(identifier.most), isCertain, elements)
    } else if identifier.isGuessed {
      guard identifier.least <= min(identifier.most, whole.count) else { return }
      for length in identifier.least...min(identifier.most, whole.count) {
        take(identifier, whole.prefix(length), length == whole.count, elements)
      }
    } else {
      take(identifier, whole, true, elements)
    }
  }

  private mutating func take(
    _ identifier: ApplicationIdentifier, _ value: ArraySlice<UInt8>, _ isCertain: Bool,
    _ elements: [ElementString.Element]
  ) {
    stepsLeft -= 1
    guard identifier.objection(to: value, year: year) == nil else { return }
    let isSeparated = value.endIndex < bytes.count && bytes[value.endIndex] == ElementString.separator
    let element = ElementString.Element(
      identifier: identifier.digits, value: String(decoding: value, as: UTF8.self))
    read(
      from: value.endIndex + (isSeparated ? 1 : 0), isCertain: isCertain || isSeparated, behind: elements + [element])
  }
}

extension ApplicationIdentifier {
  fileprivate var isGuessed: Bool {
    switch digits.utf8.count {
    case 2: digits < "38"
    case 3: digits.hasPrefix("24")
    default: digits < "3700"
    }
  }
}

extension ElementString {
  /// How many elements prove themselves, by a check digit or by being a day that exists.
  var keyElements: Int { elements.count { ["00", "01", "02", "15", "17"].contains($0.identifier) } }

  /// Whether a lot or a serial holds, behind its first character, what could be a use-by date or a GTIN of its own. To be
  /// suspicious, all behind that must fit too.
  var hidesElements: Bool {
    for element in elements where element.identifier == "10" || element.identifier == "21" {
      let value = Array(element.value.utf8)
      for place in value.indices.dropFirst() {
        guard let identifier = ApplicationIdentifier.leading(value[place...].prefix(2)),
          ["01", "02", "17"].contains(identifier.digits)
        else { continue }
        let hidden = value[(place + 2)...].prefix(identifier.most)
        if identifier.objection(to: hidden, year: year) == nil { return true }
      }
    }
    return false
  }
}
