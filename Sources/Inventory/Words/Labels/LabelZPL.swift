/// A label in ZPL II, for 4 by 3 inches at 203 dots an inch. Nothing that stands in the books can give the printer a
/// command: text goes in with its `^`, `~` and `_` written as hexadecimal, and barcodes by their own escapes.
enum LabelZPL {
  private static let left = 30
  private static let top = 30
  private static let lineHeight = 36
  private static let barHeight = 100
  /// More symbols than this are wider than the label: a square code is printed instead.
  private static let mostSymbols = 30

  static func text(_ lines: [String], _ codes: [LabelCode], copies: Int) -> String {
    var text = "^XA^CI28\n"
    var row = top
    for (index, line) in lines.enumerated() {
      let size = index == 0 ? 40 : 28
      text += "^FO\(left),\(row)^A0N,\(size),\(size)^FH_^FD\(field(line))^FS\n"
      row += index == 0 ? lineHeight + 12 : lineHeight
    }
    for code in codes {
      text += bars(code, at: row + 8)
      row += barHeight + 20
      text += "^FO\(left),\(row)^A0N,22,22^FH_^FD\(field(Label.clean(code.printed.joined(separator: " "))))^FS\n"
      row += lineHeight
    }
    return text + "^PQ\(copies)\n^XZ\n"
  }

  private static func bars(_ code: LabelCode, at row: Int) -> String {
    let data: String
    let isGS1: Bool
    switch code {
    case .elements(let elements): (data, isGS1) = (String(elements.encoded.dropFirst()), true)
    case .plain(let text): (data, isGS1) = (text, false)
    }
    let bars = Code128(data, isGS1: isGS1)
    if bars.symbols <= mostSymbols {
      return "^FO\(left),\(row)^BY2^BCN,\(barHeight),N,N,N^FD\(bars.data)^FS\n"
    }
    return "^FO\(left),\(row)^BXN,4,200,,,,_^FD\(square(data, isGS1: isGS1))^FS\n"
  }

  /// Text as ^FH reads it.
  static func field(_ text: String) -> String {
    var field = ""
    // By scalars: a mark that joins such a sign makes another character of it, and the printer sees the sign.
    for scalar in text.unicodeScalars {
      switch scalar {
      case "^": field += "_5E"
      case "~": field += "_7E"
      case "_": field += "_5F"
      default: field.unicodeScalars.append(scalar)
      }
    }
    return field
  }

  /// The data of a Data Matrix: FNC1 is `_1`, which stands for a separator too.
  private static func square(_ data: String, isGS1: Bool) -> String {
    var square = isGS1 ? "_1" : ""
    for character in data {
      switch character {
      case "\u{1D}": square += "_1"
      case "_": square += "__"
      case "^": square += "_d094"
      case "~": square += "_d126"
      default: square.append(character)
      }
    }
    return square
  }
}

/// The data of a Code 128 as ^BC takes it, in as few symbols as are easily had: runs of digits go in pairs.
struct Code128 {
  private(set) var data = ""
  private(set) var symbols = 0

  /// - Parameter text: printable ASCII, with GS for separators.
  init(_ text: String, isGS1: Bool) {
    var rest = Array(text.utf8)[...]
    var isPaired = Code128.digits(rest) >= 4
    put(isPaired ? ">;" : ">:")
    if isGS1 { put(">8") }
    while let byte = rest.first {
      let run = Code128.digits(rest)
      if byte == 0x1D {
        put(">8")
        rest.removeFirst()
      } else if isPaired {
        if run >= 2 {
          put(String(decoding: rest.prefix(2), as: UTF8.self))
          rest.removeFirst(2)
        } else {
          put(">6")
          isPaired = false
        }
      } else if run >= 4, run % 2 == 0 {
        put(">5")
        isPaired = true
      } else {
        put(Code128.single(byte))
        rest.removeFirst()
      }
    }
  }

  private mutating func put(_ symbol: String) {
    data += symbol
    symbols += 1
  }

  private static func digits(_ bytes: ArraySlice<UInt8>) -> Int { bytes.prefix { 48...57 ~= $0 }.count }

  private static func single(_ byte: UInt8) -> String {
    switch byte {
    case 0x3E: ">0"
    case 0x5E: "><"
    case 0x7E: ">="
    default: String(Character(Unicode.Scalar(byte)))
    }
  }
}
