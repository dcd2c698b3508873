/// How a cell of the model is drawn. Colours are the numbers the program sent, -1 for the terminal's own; RGB as 0xRRGGBB
/// from 0x1000000 on.
public struct Rendition: Hashable, Sendable {
  public var foreground = -1
  public var background = -1
  public var isBold = false
  public var isDim = false
  public var isUnderlined = false
  public var isReversed = false

  public init() {}
}

/// One place on the model's screen; the right half of a wide character has no text.
public struct ModelCell: Hashable, Sendable {
  public var text = " "
  public var rendition = Rendition()
}

/// What a terminal makes of the bytes a program sends: the part of a VT220 and of xterm that ncurses uses. What it does
/// not know it counts in `unknown`, so that a test can insist on knowing everything.
public struct ScreenModel: Sendable {
  public internal(set) var columns: Int
  public internal(set) var rows: Int
  public internal(set) var cells: [[ModelCell]]
  public internal(set) var row = 0
  public internal(set) var column = 0
  /// The private modes (`ESC [ ? n h`) that are set now.
  public internal(set) var modes: Set<Int> = [7, 25]
  public internal(set) var bells = 0
  public internal(set) var titles = 0
  public internal(set) var unknown: [String] = []

  var rendition = Rendition()
  var isWrapPending = false
  var isInserting = false
  var top = 0
  var bottom: Int
  var saved: (row: Int, column: Int, rendition: Rendition)?
  var primary: [[ModelCell]]?
  var lastScalar: Unicode.Scalar?
  var parser = Parser.ground
  var sequence: [UInt8] = []
  var partial: [UInt8] = []
  /// Whether erasing paints the current background, as xterm does.
  let erasesWithBackground: Bool
  /// Whether the cursor goes to the next row as soon as the last column is written, as on an old PC; a VT waits.
  let wrapsAtOnce: Bool
  let width: @Sendable (Unicode.Scalar) -> Int

  enum Parser: Sendable {
    case ground
    case escape
    case control
    case string
    case stringEscape
    case designation
  }

  /// - Parameter width: how many cells this terminal gives a scalar; 0 for marks.
  public init(
    columns: Int, rows: Int, erasesWithBackground: Bool = true, wrapsAtOnce: Bool = false,
    width: @escaping @Sendable (Unicode.Scalar) -> Int = ScreenModel.usualWidth
  ) {
    self.columns = columns
    self.rows = rows
    self.erasesWithBackground = erasesWithBackground
    self.wrapsAtOnce = wrapsAtOnce
    self.width = width
    bottom = rows - 1
    cells = Array(repeating: Array(repeating: ModelCell(), count: columns), count: rows)
  }

  /// The rows as text, trailing blanks trimmed.
  public var lines: [String] { (0..<rows).map { line($0) } }

  /// One row as text, trailing blanks trimmed; empty if there is no such row.
  public func line(_ row: Int) -> String {
    guard 0..<rows ~= row else { return "" }
    var texts = cells[row].map(\.text)
    while texts.last == " " { texts.removeLast() }
    return texts.joined()
  }

  /// Whether any row contains the text.
  public func shows(_ text: String) -> Bool { lines.contains { $0.contains(text) } }

  public var isCursorVisible: Bool { modes.contains(25) }
  public var isOnAlternateScreen: Bool { modes.contains(1049) || modes.contains(47) || modes.contains(1047) }

  /// The modes a program must have taken back when it ends: alternate screen, mouse, paste, focus, application keys.
  public var modesLeftSet: Set<Int> { modes.subtracting([7, 12, 25, 1034]) }

  public mutating func feed(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { take(byte) }
  }

  /// What terminals do at a resize: cut or add at the right and at the bottom.
  public mutating func resize(columns: Int, rows: Int) {
    func fitted(_ screen: [[ModelCell]]) -> [[ModelCell]] {
      let blank = Array(repeating: ModelCell(), count: columns)
      return (0..<rows).map { row in
        row < screen.count ? Array((screen[row] + blank).prefix(columns)) : blank
      }
    }
    cells = fitted(cells)
    primary = primary.map(fitted)
    self.columns = columns
    self.rows = rows
    top = 0
    bottom = rows - 1
    row = min(row, rows - 1)
    column = min(column, columns - 1)
    isWrapPending = false
  }

  /// East Asian wide and emoji blocks 2, the common marks 0, the rest 1.
  @Sendable public static func usualWidth(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x300...0x36F, 0x483...0x489, 0x591...0x5BD, 0x610...0x61A, 0x64B...0x65F, 0x0E31, 0x0E34...0x0E3A,
      0x0E47...0x0E4E, 0x200B...0x200F, 0x20D0...0x20FF, 0xFE00...0xFE0F:
      0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF,
      0x20000...0x3FFFD:
      2
    default: 1
    }
  }
}
