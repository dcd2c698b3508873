/// `doctor scan`: shows what a scanner sends, byte by byte, and says what to set where that is not what Tallyman reads.
///
/// A value without a terminal: bytes go in with their time, words come out.
public struct ScanTrial: Sendable {
  private var record: [UInt8] = []
  private var since: Int64 = 0
  private var hasEnded = false
  public private(set) var isOver = false

  /// How long after the last byte a scan without a suffix is over, and how long LF may follow CR.
  static let silence: Int64 = 400
  private static let afterEnd: Int64 = 60

  public init() {}

  public static let greeting = """
    Scan a label: every byte is shown.
    First the keyboard layout: a Code 128 label that says \(layoutText)
    Then a GS1 label with a lot or a serial number, to see whether GS arrives.
    Esc or Ctrl-C ends.

    """

  /// Letters, digits' neighbours and signs that keyboard layouts disagree on.
  public static let layoutText = "ABCxyz-/]"

  /// When `expire` is wanted.
  public var deadline: Int64? { record.isEmpty ? nil : since + (hasEnded ? ScanTrial.afterEnd : ScanTrial.silence) }

  /// What is to be written, as it is.
  public mutating func feed(_ bytes: some Sequence<UInt8>, at time: Int64) -> String {
    var text = ""
    for byte in bytes {
      if hasEnded, !(byte == 0x0A && record.last == 0x0D) { text += finish() }
      record.append(byte)
      since = time
      hasEnded = byte == 0x0D || byte == 0x0A || byte == 0x09
    }
    return text
  }

  public mutating func expire(at time: Int64) -> String {
    guard let deadline, time >= deadline else { return "" }
    return finish()
  }

  private mutating func finish() -> String {
    defer {
      record = []
      hasEnded = false
    }
    // Nobody scans one byte: these are the keys that end it. A record that STX opens ends with ETX.
    if record == [0x1B] || record == [0x03] || record == [0x03, 0x0D] {
      isOver = true
      return ""
    }
    // An empty record is what a scanner with CR LF sends in between.
    if record.allSatisfy({ $0 == 0x0D || $0 == 0x0A }) { return "" }
    return ScanReport(record).text + "\n"
  }
}

/// What stands in the bytes of one scan.
struct ScanReport {
  let bytes: [UInt8]
  /// STX, ETX and the suffix are no data.
  let data: [UInt8]
  let suffix: [UInt8]
  let isFramed: Bool
  /// `]C1`.
  let symbol: String?

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    let end = bytes.lastIndex { ![0x0D, 0x0A, 0x09].contains($0) }.map { $0 + 1 } ?? 0
    suffix = Array(bytes[end...])
    var data = bytes[..<end]
    isFramed = data.first == 0x02
    if isFramed { data = data.dropFirst() }
    if data.last == 0x03 { data = data.dropLast() }
    let isMarked = data.count > 3 && data.first == 0x5D && data[data.startIndex + 1].isLetter
    symbol = isMarked ? String(decoding: data.prefix(3), as: UTF8.self) : nil
    self.data = Array(isMarked ? data.dropFirst(3) : data)
  }

  var text: String { (byteLines + sentences).map { $0 + "\n" }.joined() }

  private var byteLines: [String] {
    stride(from: 0, to: bytes.count, by: 8).map { start in
      bytes[start..<min(start + 8, bytes.count)].map { byte in
        (LearnedKeys.hexadecimal([byte]) + " " + ScanReport.name(byte) + "    ").prefix(8)
      }.joined()
    }
  }

  static func name(_ byte: UInt8) -> String {
    switch byte {
    case 0x1D: "GS"
    case 0x1E: "RS"
    case 0x04: "EOT"
    case 0x02: "STX"
    case 0x03: "ETX"
    case 0x0D: "CR"
    case 0x0A: "LF"
    case 0x09: "TAB"
    case 0x1B: "ESC"
    case 0x20: "SP"
    case 0x21...0x7E: String(Unicode.Scalar(byte))
    default: "."
    }
  }

  private var sentences: [String] {
    [suffixWords] + prefixWords + (layoutWords.map { [$0] } ?? [separatorWords]) + foreignWords
  }

  private var suffixWords: String {
    switch suffix {
    case []: "suffix: none. Set the scanner to send CR (Enter) behind every scan: without it nothing is taken."
    case [0x0D]: "suffix: CR, right"
    case [0x0A]: "suffix: LF, right"
    case [0x0D, 0x0A]: "suffix: CR LF, right: it counts as one end"
    case [0x09]: "suffix: TAB. It ends a scan; CR is better, because in a form TAB only goes to the next field."
    default: "suffix: \(LearnedKeys.hexadecimal(suffix)). Set the scanner to send CR alone."
    }
  }

  private var prefixWords: [String] {
    var words: [String] = []
    if isFramed { words.append("prefix: STX, which is left out") }
    if let symbol { words.append("prefix: the AIM identifier \(symbol), which tells the kind of label") }
    if words.isEmpty {
      words.append(
        "prefix: none, which is right; AIM identifiers (\"transmit AIM ID\") tell GS1 labels apart for certain")
    }
    return words
  }

  /// What a scan of the layout label tells; nil for any other label.
  private var layoutWords: String? {
    let wanted = Array(ScanTrial.layoutText.utf8)
    if data == wanted { return "layout: \(ScanTrial.layoutText) arrives as it is, right" }
    guard data.count == wanted.count else { return nil }
    let alike = zip(data, wanted).filter { $0.lowered == $1.lowered }.count
    guard alike >= 2 else { return nil }
    let differences = zip(wanted, data).filter { $0 != $1 }
      .map { "\(ScanReport.name($0)) as \(ScanReport.name($1))" }.joined(separator: ", ")
    if alike == wanted.count {
      return "layout: capitals and small letters are exchanged (\(differences)). Caps Lock is on, or the scanner's own."
    }
    let country =
      data[4...5].elementsEqual(Array("zy".utf8))
      ? " German" : data[0].lowered == UInt8(ascii: "q") ? " French" : "n other"
    return "layout: \(differences). The scanner types for a\(country) keyboard and this machine reads another: set the "
      + "scanner's \"keyboard country\" to the layout of this machine, or make it a serial scanner."
  }

  private var separatorWords: String {
    let count = data.filter { $0 == 0x1D }.count
    if count > 0 { return "GS: arrives (\(count) times), right" }
    if data.contains(UInt8(ascii: "|")) {
      return "GS: a | stands in its place, which is read as GS: keep gs = | in settings"
    }
    return "GS: none in this scan. That is right for a label without fields of varying length; a GS1 label with a lot "
      + "before other fields must show it: set the scanner to send FNC1 as GS (ASCII 29), or as | with gs = | in settings."
  }

  private var foreignWords: [String] {
    if data.contains(where: { $0 >= 0x80 }) {
      let isUnicode = String(validating: data, as: UTF8.self) != nil
      return [
        isUnicode
          ? "letters beyond ASCII arrive as UTF-8, right"
          : "bytes beyond ASCII that are no UTF-8: set the scanner to UTF-8, or print labels in ASCII."
      ]
    }
    let strange = data.filter { $0 < 0x20 && ![0x1D, 0x1E, 0x04, 0x1B].contains($0) }
    return strange.isEmpty
      ? [] : ["control characters (\(LearnedKeys.hexadecimal(strange))) stand in the data: they are taken for keys."]
  }
}

extension UInt8 {
  fileprivate var isLetter: Bool { 0x41...0x5A ~= self || 0x61...0x7A ~= self }
  fileprivate var lowered: UInt8 { 0x41...0x5A ~= self ? self + 32 : self }
}
