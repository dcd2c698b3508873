/// A code as it was scanned, pasted or typed, and all that can be told of it without looking anything up.
public struct ScannedCode: Hashable, Sendable {
  /// What is odd about it. It is looked up all the same: people scan what is printed.
  public enum Warning: Hashable, Sendable {
    /// It has the length of a GTIN and ends in another digit than this.
    case wrongCheckDigit(wanted: Character)
    /// Its barcode holds so many digits; these are other characters, or more or fewer.
    case wrongDigits(count: Int)
  }

  /// What came between two ends of record, without blanks around it.
  public let raw: String
  /// The kind of barcode, where the scanner says so.
  public let symbol: Symbol?
  /// The code alone, without AIM identifier and GS in front.
  public let text: String
  /// What it says as a GS1 element string; nil where it is none.
  public let elements: ElementString?
  /// Why it is no element string although it looks like one, or the scanner says it is one.
  public let fault: ElementStringFault?
  /// The goods it names: the number it is, or that of its element string.
  public let gtin: GTIN?
  /// The goods it may name as a UPC-A written short, where nothing says what kind of barcode it was.
  public let upcE: GTIN?
  public let warning: Warning?

  /// - Parameter today: by which years of two digits get their century.
  public init(_ record: String, rules: ScanRules = ScanRules(), today: Day) {
    let raw = ScannedCode.trimmed(record)
    let bytes = rules.separated(raw.utf8)
    let symbol = Symbol.leading(bytes)
    let start = symbol == nil ? 0 : Symbol.length
    if symbol?.kind == .ean13 || symbol?.kind == .ean8 {
      self.init(raw: raw, symbol: symbol, ean: bytes[start...], year: today.parts.year)
      return
    }
    var elements: ElementString?
    var fault: ElementStringFault?
    if ScannedCode.isElementString(bytes[start...], symbol, rules) {
      do { elements = try ElementString(bytes, from: start, year: today.parts.year) } catch { fault = error }
    }
    let plain = elements == nil ? Array(raw.utf8) : bytes
    let text = String(decoding: plain[start...].drop { $0 == ElementString.separator }, as: UTF8.self)
    self.init(
      raw: raw, symbol: symbol, text: text, elements: elements, fault: fault,
      upcE: symbol == nil ? GTIN(upcE: text) : nil)
  }

  /// A name that somebody typed for an item, a place, a lot: no element string, whatever it looks like.
  public init(name: String) { self.init(raw: name, symbol: nil, text: name, elements: nil, fault: nil) }

  /// The same code, as a person chose to read it: one of the element string's ``ElementString/readings``, or of the fault's.
  public func read(as reading: ElementString) -> ScannedCode {
    var chosen = reading
    chosen.readings = []
    return ScannedCode(raw: raw, symbol: symbol, text: text, elements: chosen, fault: nil)
  }

  private init(
    raw: String, symbol: Symbol?, text: String, elements: ElementString?, fault: ElementStringFault?,
    upcE: GTIN? = nil, warning: Warning? = nil
  ) {
    self.raw = raw
    self.symbol = symbol
    self.text = text
    self.elements = elements
    self.fault = fault
    gtin = elements.map { $0.gtin ?? $0.contentGTIN } ?? GTIN(text)
    self.upcE = upcE
    let isNumber = elements == nil && gtin == nil && upcE == nil
    self.warning = warning ?? (isNumber ? ScannedCode.wrongCheckDigit(text) : nil)
  }

  /// The symbols of retail hold 8 or 13 digits, perhaps with an add-on, which is dropped, or with a composite beside them,
  /// which is an element string that goes on where the number ends.
  private init(raw: String, symbol: Symbol?, ean bytes: ArraySlice<UInt8>, year: Int) {
    let count = symbol?.kind == .ean8 ? 8 : 13
    let beside = bytes.firstIndex { $0 == 0x7C || $0 == ElementString.separator } ?? bytes.endIndex
    var number = bytes[..<beside]
    if symbol?.identifier == "E3", number.count > count { number = number.prefix(count) }
    let text = String(decoding: number, as: UTF8.self)
    let isRight = number.count == count && number.allSatisfy { 48...57 ~= $0 }
    var elements: ElementString?
    var fault: ElementStringFault?
    let composite = Array(bytes[beside...].dropFirst())
    if let gtin = GTIN(text), Symbol.leading(composite)?.isGS1 == true {
      do {
        let rest = try ElementString(composite, from: Symbol.length, year: year)
        elements = ElementString(
          [ElementString.Element(identifier: "01", value: gtin.digits)] + rest.elements, year: year)
      } catch { fault = error }
    }
    self.init(
      raw: raw, symbol: symbol, text: text, elements: elements, fault: fault,
      warning: isRight ? nil : .wrongDigits(count: count))
  }

  private static func isElementString(_ bytes: ArraySlice<UInt8>, _ symbol: Symbol?, _ rules: ScanRules) -> Bool {
    // Brackets say what they are, in whatever barcode they stand.
    if symbol?.isGS1 == true || ElementString.isBracketed(bytes) { return true }
    guard symbol == nil else { return false }
    if bytes.contains(ElementString.separator) { return true }
    guard rules.readsBareElements, bytes.count > 16, bytes.starts(with: [48, 49]) else { return false }
    return GTIN(String(decoding: bytes.dropFirst(2).prefix(14), as: UTF8.self)) != nil
  }

  private static func wrongCheckDigit(_ text: String) -> Warning? {
    guard [8, 12, 13, 14].contains(text.utf8.count), let wanted = CheckDigit.of(text.dropLast()),
      text.last?.isWholeNumber == true
    else { return nil }
    return .wrongCheckDigit(wanted: wanted)
  }

  /// Without blanks and ends of record around it, and without the STX and ETX that some scanners frame a code with.
  static func trimmed(_ record: String) -> String {
    func isFrame(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x02 || byte == 0x03 || 0x09...0x0D ~= byte }
    let bytes = record.utf8.drop(while: isFrame)
    guard let last = bytes.lastIndex(where: { !isFrame($0) }) else { return "" }
    return String(record[bytes.startIndex...last])
  }
}

extension ScannedCode.Warning: CustomStringConvertible {
  public var description: String {
    switch self {
    case .wrongCheckDigit(let wanted): "the check digit is wrong: it should be \(wanted)"
    case .wrongDigits(let count): "this kind of barcode has \(count) digits"
    }
  }
}
