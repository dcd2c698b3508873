/// What one cell (or pair of cells) shows: a scalar of width 1 or 2, with the marks that combine with it.
struct DisplayedElement {
  var scalar: Unicode.Scalar
  var marks: [Unicode.Scalar] = []
  var width: Int
}

/// How a character is shown so that every terminal agrees on its width. Control characters, bidirectional overrides and
/// whatever has no agreed width become `?`; a joined emoji becomes its first scalar; a flag becomes its two letters;
/// marks stay with their base, at most four.
public enum DisplayedText {
  /// A text as a terminal without a grid may get it: what a cell would show in its place stands for every character.
  public static func plain(_ text: String) -> String {
    if text.isPlainText { return text }
    var shown = String.UnicodeScalarView()
    for character in text {
      forEachElement(of: character) { element in
        shown.append(element.scalar)
        shown.append(contentsOf: element.marks)
      }
    }
    return String(shown)
  }

  static let replacement = DisplayedElement(scalar: "?", width: 1)

  static func forEachElement(of character: Character, _ body: (DisplayedElement) -> Void) {
    let scalars = character.unicodeScalars
    var pending: DisplayedElement?
    let isJoinedEmoji = scalars.count > 1 && isEmojiSequence(scalars)
    for scalar in scalars {
      if pending != nil, isJoinedEmoji, regionalLetter(scalar) == nil { break }
      if pending != nil, scalar.value == 0x200C || scalar.value == 0x200D || isVariationSelector(scalar) { continue }
      switch width(of: scalar) {
      case 0:
        if pending == nil {
          pending = replacement
        } else if pending?.marks.count ?? 0 < 4 {
          pending?.marks.append(scalar)
        }
      case let width where width > 0:
        if let ready = pending { body(ready) }
        pending = DisplayedElement(scalar: regionalLetter(scalar) ?? scalar, width: width)
      default:
        if let ready = pending { body(ready) }
        pending = replacement
      }
    }
    if let ready = pending { body(ready) }
  }

  /// 0 for marks that combine, 1 or 2 for what is shown, -1 for what has no agreed width.
  static func width(of scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x7F { return value < 0x20 ? -1 : 1 }
    if value < 0xA0 { return -1 }
    if value < 0x300 { return value == 0xAD ? -1 : 1 }
    if 0x1160...0x11FF ~= value || 0xD7B0...0xD7FF ~= value { return 0 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    case .control, .format, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator: return -1
    default: return isWide(value) ? 2 : 1
    }
  }

  private static func isEmojiSequence(_ scalars: Character.UnicodeScalarView) -> Bool {
    guard let first = scalars.first, first.properties.isEmoji else { return false }
    return scalars.dropFirst().contains { scalar in
      scalar.value == 0x200D || scalar.value == 0xFE0F || scalar.value == 0x20E3
        || 0x1F3FB...0x1F3FF ~= scalar.value || 0xE0020...0xE007F ~= scalar.value
    }
  }

  private static func isVariationSelector(_ scalar: Unicode.Scalar) -> Bool {
    0xFE00...0xFE0F ~= scalar.value || 0xE0100...0xE01EF ~= scalar.value
  }

  /// Terminals disagree whether half a flag takes one cell or two, so a flag is shown as its letters.
  private static func regionalLetter(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    guard 0x1F1E6...0x1F1FF ~= scalar.value else { return nil }
    return Unicode.Scalar(scalar.value - 0x1F1E6 + 0x41)
  }

  private static func isWide(_ value: UInt32) -> Bool {
    if value < wideRanges[0].first { return false }
    var low = 0
    var high = wideRanges.count - 1
    while low <= high {
      let middle = (low + high) / 2
      if value < wideRanges[middle].first {
        high = middle - 1
      } else if value > wideRanges[middle].last {
        low = middle + 1
      } else {
        return true
      }
    }
    return false
  }
}
