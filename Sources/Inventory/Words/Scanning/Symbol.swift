/// The barcode a code was read from, as far as the scanner says so by an AIM identifier (ISO/IEC 15424): `]C1`, `]E0`.
public struct Symbol: Hashable, Sendable {
  public enum Kind: String, Sendable {
    case code39, code93, code128, codabar, ean13, ean8, interleaved, dataBar, pdf417, dataMatrix, qr, aztec, dotCode,
      other
  }

  /// The two characters behind the bracket: `C1`.
  public let identifier: String
  public let kind: Kind

  /// Whether what follows is an element string, by the scanner's word.
  public var isGS1: Bool { Symbol.gs1.contains(identifier) }

  /// Bytes that an identifier takes.
  static let length = 3

  private static let gs1: Set<String> = ["C1", "d2", "Q3", "e0", "e1", "e2", "J1"]

  /// The identifier that `bytes` begin with; nil where there is none.
  static func leading(_ bytes: some Collection<UInt8>) -> Symbol? {
    let head = Array(bytes.prefix(length))
    guard head.count == length, head[0] == 0x5D else { return nil }
    let modifier = Character(Unicode.Scalar(head[2]))
    guard modifier.isHexDigit, let kind = kind(of: head[1], modifier) else { return nil }
    return Symbol(identifier: String(decoding: head[1...], as: UTF8.self), kind: kind)
  }

  private static func kind(of letter: UInt8, _ modifier: Character) -> Kind? {
    switch Character(Unicode.Scalar(letter)) {
    case "A": .code39
    case "C": .code128
    // EAN-13, UPC-A and UPC-E are all sent as 13 digits; 3 is one of them with an add-on.
    case "E": modifier == "4" ? .ean8 : modifier == "0" || modifier == "3" ? .ean13 : .other
    case "F": .codabar
    case "G": .code93
    case "I": .interleaved
    case "J": .dotCode
    case "L": .pdf417
    case "Q": .qr
    case "d": .dataMatrix
    case "e": .dataBar
    case "z": .aztec
    case "B", "D", "H", "K", "M", "N", "O", "P", "R", "S", "T", "U", "V", "X", "Y", "Z", "h": .other
    default: nil
    }
  }
}

/// How the scanners of a house are set up.
public struct ScanRules: Hashable, Sendable {
  /// What a scanner sends for GS where the line to it swallows control characters. An ASCII character that no GS1 value
  /// can hold: `|` is one.
  public var separator: Character?
  /// Whether a code without AIM identifier and without GS that begins with 01 and a GTIN is an element string.
  public var readsBareElements: Bool

  public init(separator: Character? = "|", readsBareElements: Bool = true) {
    self.separator = separator
    self.readsBareElements = readsBareElements
  }

  /// The text with GS for what stands in its place.
  func separated(_ text: some Sequence<UInt8>) -> [UInt8] {
    guard let stand = separator?.asciiValue else { return Array(text) }
    return text.map { $0 == stand ? ElementString.separator : $0 }
  }
}
