/// One part of a value behind an application identifier: what it is made of, how long it is, what it must pass.
struct ElementPart: Hashable, Sendable {
  /// The character sets of the GS1 General Specifications (7.11).
  enum Alphabet: Hashable, Sendable {
    case digits
    /// The invariant part of ISO 646: 82 characters.
    case text
    /// Capital letters, digits, `#`, `-` and `/`.
    case partNumber
    /// The URL-safe kind, filled up with `=` to a multiple of three characters or not at all.
    case base64
  }

  enum Check: Hashable, Sendable {
    case none
    /// Modulo 10 over the whole part.
    case checkDigit
    /// YYMMDD, or YYYYMMDD where the part has eight digits.
    case date
    /// YYMMDD whose day may be 00: the last of the month.
    case dateOrMonth
    /// HH, HHMM.
    case time
    /// Minutes or seconds.
    case sixtieth
  }

  var alphabet: Alphabet
  var length: ClosedRange<Int>
  var check = Check.none
  var isOptional = false

  static func digits(_ count: Int, _ check: Check = .none) -> ElementPart {
    ElementPart(alphabet: .digits, length: count...count, check: check)
  }
  static func digits(upTo most: Int) -> ElementPart { ElementPart(alphabet: .digits, length: 1...most) }
  static func text(_ count: Int) -> ElementPart { ElementPart(alphabet: .text, length: count...count) }
  static func text(upTo most: Int) -> ElementPart { ElementPart(alphabet: .text, length: 1...most) }
  /// The same, which a value may end before.
  var ifAny: ElementPart {
    var part = self
    part.isOptional = true
    return part
  }

  /// What is wrong with `part`, which has a length that fits, and at which of its bytes; nil where it may stand.
  func objection(to part: ArraySlice<UInt8>, year: Int) -> (cause: ElementStringFault.Cause, at: Int)? {
    if let strange = part.firstIndex(where: { !alphabet.contains($0) }) {
      return (.badCharacter(String(decoding: part[strange...], as: UTF8.self).first ?? "?"), strange)
    }
    if alphabet == .base64, let padding = alphabet.badPadding(of: part) { return (.badCharacter("="), padding) }
    switch check {
    case .none: return nil
    case .checkDigit:
      guard let last = part.last, let wanted = CheckDigit.of(part.dropLast().reversed()) else {
        return (.tooShort(least: 1), part.startIndex)
      }
      return last == wanted ? nil : (.wrongCheckDigit(wanted: Character(Unicode.Scalar(wanted))), part.endIndex - 1)
    case .date, .dateOrMonth:
      let day = ElementPart.day(part, year: year, dayMayBeZero: check == .dateOrMonth)
      return day == nil ? (.noSuchDate, part.startIndex) : nil
    case .time:
      let isTime = ElementPart.number(part.prefix(2)) < 24 && ElementPart.number(part.dropFirst(2)) < 60
      return isTime ? nil : (.noSuchTime, part.startIndex)
    case .sixtieth: return ElementPart.number(part) < 60 ? nil : (.noSuchTime, part.startIndex)
    }
  }

  /// A date of digits. A year of two digits is the one nearest to `year`: 51 or more ahead means the century before, 50
  /// or more behind the next one.
  static func day(_ digits: ArraySlice<UInt8>, year: Int, dayMayBeZero: Bool) -> Day? {
    let yearDigits = digits.count - 4
    guard yearDigits == 2 || yearDigits == 4 else { return nil }
    var whole = number(digits.prefix(yearDigits))
    if yearDigits == 2 {
      let ahead = whole - year % 100
      whole += year - year % 100 + (ahead >= 51 ? -100 : ahead <= -50 ? 100 : 0)
    }
    let month = number(digits.dropFirst(yearDigits).prefix(2))
    let day = number(digits.suffix(2))
    guard day == 0, dayMayBeZero, (1...12).contains(month) else { return Day(year: whole, month: month, day: day) }
    return Day(year: whole, month: month, day: Day.length(ofMonth: month, year: whole))
  }

  /// Of a few digits, known to be such.
  private static func number(_ digits: ArraySlice<UInt8>) -> Int { digits.reduce(0) { $0 * 10 + Int($1) - 48 } }
}

extension ElementPart.Alphabet {
  func contains(_ byte: UInt8) -> Bool {
    let isDigit = 48...57 ~= byte
    let isCapital = 65...90 ~= byte
    return switch self {
    case .digits: isDigit
    // ! " % & ' ( ) * + , - . / digits : ; < = > ? capitals _ small letters
    case .text: 0x21...0x22 ~= byte || 0x25...0x3F ~= byte || isCapital || byte == 0x5F || 0x61...0x7A ~= byte
    case .partNumber: isDigit || isCapital || byte == 0x23 || byte == 0x2D || byte == 0x2F
    case .base64: isDigit || isCapital || 0x61...0x7A ~= byte || byte == 0x2D || byte == 0x5F || byte == 0x3D
    }
  }

  /// Where the `=` of a base64 text begin, if they are not what fills it up.
  fileprivate func badPadding(of text: ArraySlice<UInt8>) -> Int? {
    guard let first = text.firstIndex(of: 0x3D) else { return nil }
    let padding = text[first...]
    let isRight =
      first > text.startIndex && padding.count <= 2 && padding.allSatisfy { $0 == 0x3D } && text.count % 3 == 0
    return isRight ? nil : first
  }
}
