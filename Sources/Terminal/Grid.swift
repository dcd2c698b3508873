/// The size of a screen in cells.
public struct Size: Hashable, Sendable {
  public var columns: Int
  public var rows: Int

  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}

/// A place on the grid, counted from zero at the top left.
public struct Position: Hashable, Sendable {
  public var row: Int
  public var column: Int

  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }
}

/// A screenful of cells, as a value: panes draw on it, tests read it, a `Screen` shows it.
///
/// Drawing outside the grid is clipped, never an error. The bottom right cell is never written, because terminals with
/// automatic margins would scroll.
public struct Grid: Sendable {
  public let size: Size
  /// Where the terminal's own cursor stands; nil hides it.
  public var cursor: Position?

  var cells: [Cell]
  var clusters: [[Unicode.Scalar]] = []

  /// A blank grid without cursor. Negative sizes count as zero.
  public init(_ size: Size) {
    self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
    cells = Array(repeating: .blank, count: self.size.columns * self.size.rows)
  }

  public init(columns: Int, rows: Int) {
    self.init(Size(columns: columns, rows: rows))
  }

  public var columns: Int { size.columns }
  public var rows: Int { size.rows }

  /// The cell at a place on the grid.
  public subscript(row: Int, column: Int) -> Cell { cells[row * columns + column] }

  /// A row's cells from left to right, without copying them.
  public func withRow<Result>(_ row: Int, _ body: (UnsafeBufferPointer<Cell>) -> Result) -> Result {
    cells.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[row * columns..<(row + 1) * columns])) }
  }

  /// What a cell shows: its scalar and the marks combined with it; nothing for a continuation.
  public func scalars(of cell: Cell) -> [Unicode.Scalar] {
    if let index = cell.clusterIndex { return clusters[index] }
    return cell.scalar.map { [$0] } ?? []
  }

  /// One row as text, trailing blanks trimmed.
  public func line(_ row: Int) -> String {
    var line = String.UnicodeScalarView()
    var lengthWithoutBlanks = line.endIndex
    for cell in cells[row * columns..<(row + 1) * columns] {
      line.append(contentsOf: scalars(of: cell))
      if cell.code != Cell.blank.code, !cell.isContinuation { lengthWithoutBlanks = line.endIndex }
    }
    return String(String.UnicodeScalarView(line[..<lengthWithoutBlanks]))
  }

  /// The rows as text, trailing blanks trimmed. For tests and for saving the screen.
  public var lines: [String] { (0..<rows).map { line($0) } }
}

extension Grid: Equatable {
  /// Equal when they show the same, whatever was drawn over on the way.
  public static func == (left: Grid, right: Grid) -> Bool {
    left.size == right.size && left.cursor == right.cursor && left.shows(left.cells.indices, as: right)
  }

  /// Whether a row shows the same in both, which are of one width.
  public func shows(row: Int, as other: Grid) -> Bool { shows(row * columns..<(row + 1) * columns, as: other) }

  private func shows(_ places: Range<Int>, as grid: Grid) -> Bool {
    for place in places {
      let (one, other) = (cells[place], grid.cells[place])
      guard one.look == other.look else { return false }
      guard one.code != other.code || one.clusterIndex != nil else { continue }
      guard one.clusterIndex != nil, one.width == other.width, scalars(of: one) == grid.scalars(of: other) else {
        return false
      }
    }
    return true
  }
}
