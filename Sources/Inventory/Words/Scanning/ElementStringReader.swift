extension ElementString {
  static let separator: UInt8 = 0x1D
  static let mostElements = 64

  /// Reads what a scanner sends of a GS1 barcode: perhaps an AIM identifier, perhaps a GS in front, then the elements with
  /// a GS between them; or the same as it is printed, in brackets: `(01)…(10)…`, where `\(` is a bracket of the value.
  public init(_ text: String, rules: ScanRules = ScanRules(), today: Day) throws(ElementStringFault) {
    let bytes = rules.separated(text.utf8)
    let start = Symbol.leading(bytes) == nil ? 0 : Symbol.length
    try self.init(bytes, from: start, year: today.parts.year)
  }

  /// - Parameter start: where, behind the AIM identifier, the elements begin.
  init(_ bytes: [UInt8], from start: Int, year: Int) throws(ElementStringFault) {
    if ElementString.isBracketed(bytes[start...]) {
      self.init(try ElementReader(bytes, from: start, year: year).bracketed(), year: year)
      return
    }
    let start = start < bytes.count && bytes[start] == ElementString.separator ? start + 1 : start
    do {
      self.init(try ElementReader(bytes, from: start, year: year).strict(), year: year)
    } catch {
      var fault = error
      if error.canHideSeparator { fault.readings = ElementReadings.of(bytes, from: start, year: year) }
      throw fault
    }
    if hidesElements {
      let others = ElementReadings.of(bytes, from: start, year: year).filter { $0.elements != elements }
      if others.contains(where: { $0.keyElements > keyElements }) { readings = [self] + others }
    }
  }

  /// Whether this is an element string as people write it: an opening bracket, two to four digits, a closing one.
  static func isBracketed(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.first == 0x28 else { return false }
    let digits = bytes.dropFirst().prefix { 48...57 ~= $0 }
    return (2...4).contains(digits.count) && bytes[digits.endIndex...].first == 0x29
  }
}

extension ElementStringFault {
  fileprivate var canHideSeparator: Bool {
    switch cause {
    case .empty, .twoSeparators, .tooManyElements: false
    default: true
    }
  }
}

/// Reads element strings by the letter.
struct ElementReader {
  let bytes: [UInt8]
  let start: Int
  let year: Int

  init(_ bytes: [UInt8], from start: Int, year: Int) {
    self.bytes = bytes
    self.start = start
    self.year = year
  }

  func strict() throws(ElementStringFault) -> [ElementString.Element] {
    var elements: [ElementString.Element] = []
    var place = start
    while place < bytes.count {
      guard bytes[place] != ElementString.separator else { throw ElementStringFault(.twoSeparators, at: place) }
      guard let identifier = ApplicationIdentifier.leading(bytes[place...]) else {
        throw ElementStringFault(.unknownIdentifier, at: place)
      }
      let rest = bytes[(place + identifier.digits.utf8.count)...]
      let whole = rest.prefix { $0 != ElementString.separator }
      let value = identifier.isPredefined ? whole.prefix(identifier.most) : whole
      try add(identifier, value, to: &elements)
      // A separator ends the value; behind one of known length it is superfluous, and harmless.
      place = value.endIndex
      if place < bytes.count, bytes[place] == ElementString.separator { place += 1 }
    }
    guard !elements.isEmpty else { throw ElementStringFault(.empty, at: start) }
    return elements
  }

  func bracketed() throws(ElementStringFault) -> [ElementString.Element] {
    var elements: [ElementString.Element] = []
    var place = start
    while place < bytes.count {
      guard bytes[place] == 0x28, let end = bytes[place...].firstIndex(of: 0x29),
        let identifier = ApplicationIdentifier.leading(bytes[(place + 1)..<end]),
        identifier.digits.utf8.count == end - place - 1
      else { throw ElementStringFault(.unknownIdentifier, at: place) }
      place = end + 1
      // The value without the strokes that keep its brackets, and where in the text each of its characters stands.
      var value: [UInt8] = []
      var places: [Int] = []
      while place < bytes.count, bytes[place] != 0x28, bytes[place] != ElementString.separator {
        if bytes[place] == 0x5C, place + 1 < bytes.count, bytes[place + 1] == 0x28 { place += 1 }
        value.append(bytes[place])
        places.append(place)
        place += 1
      }
      do {
        try add(identifier, value[...], to: &elements)
      } catch {
        throw ElementStringFault(
          error.cause, at: places.indices.contains(error.at) ? places[error.at] : place, identifier: error.identifier)
      }
      if place < bytes.count, bytes[place] == ElementString.separator { place += 1 }
    }
    return elements
  }

  private func add(
    _ identifier: ApplicationIdentifier, _ value: ArraySlice<UInt8>, to elements: inout [ElementString.Element]
  ) throws(ElementStringFault) {
    if let (cause, at) = identifier.objection(to: value, year: year) {
      throw ElementStringFault(cause, at: at, identifier: identifier.digits)
    }
    guard elements.count < ElementString.mostElements else {
      throw ElementStringFault(.tooManyElements(most: ElementString.mostElements), at: value.startIndex)
    }
    elements.append(
      ElementString.Element(identifier: identifier.digits, value: String(decoding: value, as: UTF8.self)))
  }
}
