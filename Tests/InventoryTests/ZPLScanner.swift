/// Reads the barcodes of a ZPL label as a printer and a scanner would between them.
enum ZPLScanner {
  /// What a scanner sends of the first barcode.
  static func scan(_ zpl: String) -> String? { all(zpl).first }

  static func all(_ zpl: String) -> [String] {
    zpl.split(separator: "\n").compactMap { line in
      guard let start = line.firstRange(of: "^FD"), let end = line.firstRange(of: "^FS") else { return nil }
      let data = line[start.upperBound..<end.lowerBound]
      if line.contains("^BC") { return bars(data) }
      return line.contains("^BX") ? square(data) : nil
    }
  }

  private static func bars(_ data: Substring) -> String {
    var text = ""
    var isGS1 = false
    var isPaired = false
    var rest = data
    var isFirst = true
    while let character = rest.popFirst() {
      guard character == ">", let code = rest.popFirst() else {
        text.append(character)
        if isPaired, let second = rest.popFirst() { text.append(second) }
        isFirst = false
        continue
      }
      switch code {
      case ";", "5": isPaired = true
      case ":", "6": isPaired = false
      case "8":
        if isFirst { isGS1 = true } else { text += "\u{1D}" }
      case "0": text += ">"
      case "<": text += "^"
      case "=": text += "~"
      default: return "unknown >\(code)"
      }
      if code != ";", code != ":" { isFirst = false }
    }
    return (isGS1 ? "]C1" : "") + text
  }

  private static func square(_ data: Substring) -> String {
    var text = ""
    var isGS1 = false
    var rest = data
    while let character = rest.popFirst() {
      guard character == "_", let code = rest.popFirst() else {
        text.append(character)
        continue
      }
      switch code {
      case "1":
        if text.isEmpty { isGS1 = true } else { text += "\u{1D}" }
      case "_": text += "_"
      default: return "unknown _\(code)"
      }
    }
    return (isGS1 ? "]d2" : "") + text
  }
}
