/// What a GS1 barcode says: values behind application identifiers, in the order they stand (`algorithms.md` 4.9).
///
///     let label = try ElementString("]d201095011015300031726070410AB-123\u{1D}2112345", today: today)
///     label.gtin, label.useBy, label.lot, label.serial
///
/// Reading is strict: where a separator is missing nothing is guessed. What else a label without separators could mean
/// stands in ``readings``, for a person to choose from.
public struct ElementString: Hashable, Sendable {
  public struct Element: Hashable, Sendable {
    /// The application identifier: `01`, `3103`.
    public let identifier: String
    public let value: String

    var isNetWeight: Bool { identifier.hasPrefix("310") }
  }

  /// Rules of company that the label breaks. It is read all the same.
  public enum Warning: Hashable, Sendable {
    /// The same identifier stands twice, with different values; the first counts.
    case twoValues(String)
    /// The second may not stand beside the first.
    case excludes(String, String)
    /// It wants one of these beside it, written `01 02 00+37`; a dot is any digit.
    case wants(String, String)
    /// A signature wants the serial behind this number too.
    case wantsSerial(String)
    /// A net weight finer than a gram: it is left out, not rounded.
    case tooFine(String)
  }

  public let elements: [Element]
  public let warnings: [Warning]
  /// Not empty where a lot or a serial looks as if a separator behind it was lost: what the label may mean, as it
  /// stands first. A person chooses.
  public internal(set) var readings: [ElementString] = []
  /// By which years of two digits get their century.
  let year: Int

  init(_ elements: [Element], year: Int) {
    self.elements = elements
    self.year = year
    let tooFine = elements.filter { $0.isNetWeight && ElementString.kilograms($0) == nil }
    warnings = ElementCompany.warnings(elements) + tooFine.map { .tooFine($0.identifier) }
  }

  public subscript(identifier: String) -> String? { elements.first { $0.identifier == identifier }?.value }
}

// MARK: What it means

extension ElementString {
  /// The goods in hand: 01.
  public var gtin: GTIN? { self["01"].flatMap { GTIN($0) } }
  /// The goods inside a logistic unit (02), and how many packs of them (37).
  public var contentGTIN: GTIN? { self["02"].flatMap { GTIN($0) } }
  public var contentCount: Quantity? { self["37"].flatMap { Quantity($0) } }
  /// The logistic unit itself: 00.
  public var sscc: String? { self["00"] }
  public var variant: String? { self["20"] }
  public var lot: String? { self["10"] }
  public var serial: String? { self["21"] }
  /// Pieces in a pack that varies: 30.
  public var count: Quantity? { self["30"].flatMap { Quantity($0) } }
  public var made: Day? { day("11") }
  public var packed: Day? { day("13") }
  /// Worth a warning only; 17 is what forbids the use.
  public var bestBefore: Day? { day("15") }
  public var sellBy: Day? { day("16") }
  /// The last day it may be used: 17, or the day of 7003.
  public var useBy: Day? { day("17") ?? day("7003") }
  /// In kilograms, exact: 310n. Nil where it is finer than a gram.
  public var netWeight: Quantity? { elements.first(where: \.isNetWeight).flatMap(ElementString.kilograms) }
  /// Whether it gives a net weight in kilograms, exact or not.
  public var isWeighed: Bool { elements.contains(where: \.isNetWeight) }

  private func day(_ identifier: String) -> Day? {
    self[identifier].flatMap {
      ElementPart.day(Array($0.utf8)[...].prefix(6), year: year, dayMayBeZero: identifier != "7003")
    }
  }

  /// Six digits, as many of them decimals as the identifier's last digit says.
  private static func kilograms(_ element: Element) -> Quantity? {
    guard let decimals = element.identifier.last?.wholeNumberValue else { return nil }
    return Quantity(String(element.value.dropLast(decimals)) + "." + element.value.suffix(decimals))
  }

  /// As it would be encoded, with a GS in front and behind each value whose length its identifier does not tell.
  public var encoded: String {
    var text = "\u{1D}"
    for (index, element) in elements.enumerated() {
      text += element.identifier + element.value
      let group = ApplicationIdentifier.leading(Array(element.identifier.utf8)[...])
      if index < elements.count - 1, group?.isPredefined != true { text += "\u{1D}" }
    }
    return text
  }

  /// As it is printed under a barcode: `(01) 09501101530003`, a line each.
  public var printed: [String] { elements.map { "(\($0.identifier)) \($0.value)" } }
}
