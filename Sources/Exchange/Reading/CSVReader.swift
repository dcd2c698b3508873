/// Reads CSV (RFC 4180): `,` `;` or tab; lines that end in CRLF, LF or CR; a byte order mark or none; UTF-8. A row that
/// cannot be right is handed on with its trouble, and reading goes on with the next line. Empty lines are no rows.
final class CSVReader: RowReader {
  private let window: ByteWindow
  let separator: Separator
  let columns: [String]
  /// Of the next row.
  private var line: Int
  /// A row without an end in sight is being skipped.
  private var isSkipping = false

  /// Reads the header line. A byte order mark has been taken off.
  init(_ window: ByteWindow, separator forced: Separator?) throws(ExchangeError) {
    var batch = RowBatch()
    var line = 1
    var isSkipping = false
    let separator: Separator
    if let forced { separator = forced } else { separator = try CSVReader.recognised(window) }
    guard try CSVReader.step(window, separator, &line, &isSkipping, wanted: nil, into: &batch) else {
      throw .empty(path: window.path)
    }
    switch batch.rows[0].trouble {
    case .none: break
    case .notUTF8: throw .notText(path: window.path, .headerNotUTF8)
    default: throw .notText(path: window.path, .brokenHeader)
    }
    self.window = window
    self.separator = separator
    self.line = line
    columns = batch.cells.map { cell in Blanks.trimmed(CSVReader.text(cell, batch)) }
  }

  var path: String { window.path }
  var bytesTaken: Int { window.taken }
  var bytesTotal: Int? { window.total }

  func read(into batch: inout RowBatch, upTo count: Int, mostBytes: Int) throws(ExchangeError) -> Bool {
    while batch.rows.count < count, batch.bytes.count < mostBytes {
      guard try CSVReader.step(window, separator, &line, &isSkipping, wanted: columns.count, into: &batch) else {
        return false
      }
    }
    return true
  }

  private static func text(_ cell: RowBatch.Cell, _ batch: RowBatch) -> String {
    let source = cell.start & RowBatch.Cell.rewrittenBit == 0 ? batch.bytes : batch.rewritten
    let start = Int(cell.start & ~RowBatch.Cell.rewrittenBit)
    return String(decoding: source[start..<start + Int(cell.length)], as: UTF8.self)
  }

  /// The separator that stands most often in the first line, outside quotes; a comma where none does.
  private static func recognised(_ window: ByteWindow) throws(ExchangeError) -> Separator {
    try window.need(CSVScan.longestRow)
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    var hasText = false
    for byte in UnsafeBufferPointer(start: window.base + window.start, count: window.end - window.start) {
      if byte == 34 { isQuoted.toggle() }
      if !isQuoted, byte == 10 || byte == 13 {
        if hasText { break }
        continue
      }
      hasText = true
      if !isQuoted, Separator(rawValue: byte) != nil { counts[byte, default: 0] += 1 }
    }
    let best = Separator.allCases.max { counts[$0.rawValue, default: 0] < counts[$1.rawValue, default: 0] }
    guard let best, counts[best.rawValue, default: 0] > 0 else { return .comma }
    return counts[Separator.comma.rawValue, default: 0] == counts[best.rawValue, default: 0] ? .comma : best
  }

  /// Reads all whole rows that are in the window, at least one where there is one. False at the end of the file.
  private static func step(
    _ window: ByteWindow, _ separator: Separator, _ line: inout Int, _ isSkipping: inout Bool, wanted: Int?,
    into batch: inout RowBatch
  ) throws(ExchangeError) -> Bool {
    while true {
      if isSkipping { try skipLine(window, &line, &isSkipping) }
      let start = UnsafePointer(window.base + window.start)
      let count = window.end - window.start
      let isAtEnd = window.isAtEnd
      if count > 0 {
        let firstCell = batch.cells.count
        let record = CSVScan.record(
          start, count: count, isAtEnd: isAtEnd, separator: separator.rawValue, offset: batch.bytes.count, into: &batch)
        if let record, record.length <= CSVScan.longestRow, record.trouble != .openQuote {
          let isRow = record.length > 0
          if isRow {
            append(record, UnsafeBufferPointer(start: start, count: record.length), firstCell, line, wanted, &batch)
          } else {
            batch.cells.removeLast(batch.cells.count - firstCell)
          }
          line += record.lines
          window.take(record.lengthWithEnd)
          if isRow { return true }
          continue
        }
        if record != nil || count > CSVScan.longestRow + 2 {
          batch.cells.removeLast(batch.cells.count - firstCell)
          giveUp(window, &line, &isSkipping, &batch)
          return true
        }
      } else if isAtEnd {
        return false
      }
      try window.fill()
    }
  }

  private static func append(
    _ record: CSVScan.Record, _ raw: UnsafeBufferPointer<UInt8>, _ firstCell: Int, _ line: Int, _ wanted: Int?,
    _ batch: inout RowBatch
  ) {
    var row = RowBatch.Row(
      start: batch.bytes.count, length: record.length, firstCell: firstCell,
      cellCount: batch.cells.count - firstCell, line: line, trouble: record.trouble)
    if !record.isASCII, let bad = UTF8Check.firstBad(raw) {
      row.trouble = .notUTF8(cell: cell(at: bad + row.start, batch.cells[firstCell...]), byte: bad + 1)
    } else if row.trouble == nil, let wanted, row.cellCount != wanted {
      row.trouble = .cellCount(row.cellCount, wanted: wanted)
    }
    batch.bytes.append(contentsOf: raw)
    batch.bytes.append(10)
    batch.rows.append(row)
  }

  /// Which cell a byte of the batch lies in, as well as can be told: rewritten cells say no more where they were.
  private static func cell(at byte: Int, _ cells: ArraySlice<RowBatch.Cell>) -> Int {
    let before = cells.lastIndex { $0.start & RowBatch.Cell.rewrittenBit == 0 && Int($0.start) <= byte }
    return (before ?? cells.startIndex) - cells.startIndex
  }

  /// The record has no end that could be meant: its first line is handed on as bad and reading goes on behind it.
  private static func giveUp(
    _ window: ByteWindow, _ line: inout Int, _ isSkipping: inout Bool, _ batch: inout RowBatch
  ) {
    let most = min(window.end - window.start, CSVScan.longestRow)
    let first = UnsafeBufferPointer(start: window.base + window.start, count: most)
    let end = first.firstIndex { $0 == 10 || $0 == 13 }
    let isLast = window.isAtEnd && window.end - window.start <= CSVScan.longestRow
    let length = end ?? most
    batch.rows.append(
      RowBatch.Row(
        start: batch.bytes.count, length: length, firstCell: batch.cells.count, cellCount: 0, line: line,
        trouble: end == nil && !isLast ? .tooLong : .openQuote))
    batch.bytes.append(contentsOf: first[..<length])
    batch.bytes.append(10)
    window.take(length)
    isSkipping = true
  }

  /// Takes the rest of a line and its end.
  private static func skipLine(
    _ window: ByteWindow, _ line: inout Int, _ isSkipping: inout Bool
  ) throws(ExchangeError) {
    while true {
      let rest = UnsafeBufferPointer(start: window.base + window.start, count: window.end - window.start)
      if let end = rest.firstIndex(where: { $0 == 10 || $0 == 13 }) {
        window.take(end)
        try window.need(2)
        let isPair =
          window.end - window.start > 1 && window.base[window.start] == 13 && window.base[window.start + 1] == 10
        window.take(isPair ? 2 : 1)
        line += 1
        isSkipping = false
        return
      }
      window.take(rest.count)
      if window.isAtEnd {
        isSkipping = false
        return
      }
      try window.fill()
    }
  }
}
