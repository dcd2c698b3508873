/// Rows as they were read: their bytes one after the other, each followed by a line feed, and where in them the cells
/// are. A cell that had to be rewritten (doubled quotes, JSON escapes) lies in `rewritten` instead.
struct RowBatch {
  struct Cell {
    /// The top bit says that it lies in `rewritten`.
    var start: UInt32
    var length: UInt32

    static let rewrittenBit: UInt32 = 1 << 31
    /// The row does not have this column.
    static let absent = Cell(start: 0, length: .max)
  }

  struct Row {
    var start: Int
    var length: Int
    var firstCell: Int
    var cellCount: Int
    /// Where it begins in the file, counted from 1.
    var line: Int
    var trouble: RowTrouble?
  }

  var bytes: [UInt8] = []
  var rewritten: [UInt8] = []
  var cells: [Cell] = []
  var rows: [Row] = []

  /// A batch is not filled beyond this, so that memory stays small. Cells are addressable up to 2 GiB.
  static let mostBytes = 1 << 26

  func raw(_ row: Int) -> ArraySlice<UInt8> { bytes[rows[row].start..<rows[row].start + rows[row].length] }

  /// The bytes of these rows, line feeds included.
  func bytes(of range: Range<Int>) -> ArraySlice<UInt8> {
    guard let first = range.first, let last = range.last else { return [] }
    return bytes[rows[first].start..<rows[last].start + rows[last].length + 1]
  }

  mutating func removeFirst(_ count: Int) {
    guard count < rows.count else {
      bytes.removeAll(keepingCapacity: true)
      rewritten.removeAll(keepingCapacity: true)
      cells.removeAll(keepingCapacity: true)
      rows.removeAll(keepingCapacity: true)
      return
    }
    guard count > 0 else { return }
    // What was rewritten stays until the batch is empty: it is little, and its cells know where it is.
    let byteOffset = rows[count].start
    let cellOffset = rows[count].firstCell
    bytes.removeFirst(byteOffset)
    cells.removeFirst(cellOffset)
    rows.removeFirst(count)
    for index in rows.indices {
      rows[index].start -= byteOffset
      rows[index].firstCell -= cellOffset
    }
    for index in cells.indices where cells[index].start & Cell.rewrittenBit == 0 && cells[index].length != .max {
      cells[index].start -= UInt32(byteOffset)
    }
  }
}

/// Why a row could not even be split into cells.
enum RowTrouble: Hashable {
  case cellCount(Int, wanted: Int)
  /// The cell, counted from 0, and the byte in the row, counted from 1.
  case notUTF8(cell: Int, byte: Int)
  case holdsNUL(cell: Int)
  case openQuote
  case textAfterQuote(cell: Int)
  case tooLong
  /// The byte in the line, counted from 1.
  case json(JSONTrouble, byte: Int)

  var reason: String {
    switch self {
    case .cellCount(let count, let wanted):
      "it has \(count) \(count == 1 ? "field" : "fields"), the header \(wanted)"
    case .notUTF8(_, let byte): "byte \(byte) of the row is not UTF-8; save the file as UTF-8"
    case .holdsNUL: "it holds a zero byte"
    case .openQuote: "it opens a quote and never closes it"
    case .textAfterQuote: "text stands behind a closing quote; a quote inside a quoted field is doubled"
    case .tooLong: "it is longer than \(CSVScan.longestRow / 1024) KiB"
    case .json(let trouble, let byte): "no JSON object: \(trouble.reason), at byte \(byte) of the line"
    }
  }

  /// The cell at fault, counted from 0.
  var cell: Int? {
    switch self {
    case .notUTF8(let cell, _), .holdsNUL(let cell), .textAfterQuote(let cell): cell
    default: nil
    }
  }

  /// Whether its quotes would swallow the rows behind it.
  var breaksQuotes: Bool {
    switch self {
    case .openQuote, .textAfterQuote, .tooLong: true
    default: false
    }
  }
}

/// Reads rows of a file into batches.
protocol RowReader: AnyObject {
  var path: String { get }
  /// The names of the columns; those of NDJSON grow as rows are read.
  var columns: [String] { get }
  /// Bytes of the file taken so far.
  var bytesTaken: Int { get }
  var bytesTotal: Int? { get }
  /// Reads until the batch holds `count` rows or `mostBytes`, or the file ends. False at the end of the file.
  func read(into batch: inout RowBatch, upTo count: Int, mostBytes: Int) throws(ExchangeError) -> Bool
}

extension RowReader {
  func read(into batch: inout RowBatch, upTo count: Int) throws(ExchangeError) -> Bool {
    try read(into: &batch, upTo: count, mostBytes: RowBatch.mostBytes)
  }
}
