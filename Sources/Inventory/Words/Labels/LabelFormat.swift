/// How labels are written.
public enum LabelFormat: String, Sendable, CaseIterable {
  /// A few lines of at most ``Label/columns`` characters each.
  case text
  /// For label printers of Zebra and those that understand them.
  case zpl

  /// All the labels, each so many times.
  public func rendered(_ labels: [Label], copies: Int = 1, today: Day) throws(InventoryError) -> String {
    var text = ""
    for label in labels {
      let codes: [LabelCode]
      do { codes = try label.codes(today: today) } catch { throw .unprintable(error) }
      switch self {
      case .text:
        let one = (label.lines + label.printed(codes)).joined(separator: "\n") + "\n"
        for _ in 0..<copies { text += text.isEmpty ? one : "\n" + one }
      case .zpl: text += LabelZPL.text(label.lines, codes, copies: copies)
      }
    }
    return text
  }
}

extension Label {
  public static let columns = 40
  /// Of a pallet so many things are named; the rest are counted.
  private static let mostContents = 4

  /// What people read, a line each, no longer than ``columns``, and without anything a printer would take for a command.
  var lines: [String] {
    var lines = sign?.lines ?? item.map(goodsLines) ?? plateLines
    if let transfer { lines.append(transfer + (destination.map { " TO \($0)" } ?? "")) }
    return lines.map(Label.cut)
  }

  private func goodsLines(_ item: Item) -> [String] {
    var lines = [item.code.description]
    if !item.name.isEmpty { lines.append(item.name) }
    if let lot { lines.append("LOT \(lot)") }
    if let expires { lines.append("USE BY \(expires)") }
    if let serial { lines.append("SERIAL \(serial)") }
    if let quantity { lines.append("QTY \(quantity) \(item.unit.name)") }
    return lines
  }

  private var plateLines: [String] {
    var lines = ["PALLET \(plate ?? "")"]
    let shown = contents.count > Label.mostContents ? contents.prefix(Label.mostContents - 1) : contents[...]
    for content in shown {
      let lot = content.lot.map { " LOT \($0.code)" } ?? ""
      lines.append("\(content.quantity) \(content.item.unit.name) \(content.item.code)\(lot)")
    }
    if shown.count < contents.count { lines.append("AND \(contents.count - shown.count) MORE") }
    return lines
  }

  /// What the barcodes say, as many elements on a line as fit.
  func printed(_ codes: [LabelCode]) -> [String] {
    var lines: [String] = []
    for code in codes {
      var line = ""
      for part in code.printed.map(Label.clean) {
        let longer = line.isEmpty ? part : line + " " + part
        if longer.count <= Label.columns || line.isEmpty {
          line = longer
        } else {
          lines.append(line)
          line = part
        }
      }
      lines.append(line)
    }
    return lines
  }

  private static func cut(_ text: String) -> String { String(clean(text).prefix(columns)) }

  /// Control characters, marks that reverse the writing and what nobody sees become `?`, and of marks on a letter no more
  /// than four are left: a name cannot reach the printer behind the text, nor be longer on the label than it looks.
  static func clean(_ text: String) -> String {
    var clean = String.UnicodeScalarView()
    var marks = 0
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        clean.append(0x20..<0x7F ~= scalar.value ? scalar : "?")
        marks = 0
        continue
      }
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: clean.append("?")
      case .format where !joins(scalar): clean.append("?")
      case .nonspacingMark, .enclosingMark:
        marks += 1
        if marks <= 4 { clean.append(scalar) }
        continue
      default: clean.append(scalar)
      }
      marks = 0
    }
    return String(clean)
  }

  /// What joins letters or keeps them apart where people write so, and signs in front of numbers.
  private static func joins(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200C, 0x200D, 0x600...0x605, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD: true
    default: false
    }
  }
}
