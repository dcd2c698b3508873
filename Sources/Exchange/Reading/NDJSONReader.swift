/// Reads NDJSON: one object a line; its names are the columns. Texts and numbers are cells as they stand, true and false
/// are words, null is an empty cell, lists and objects stay JSON.
final class NDJSONReader: RowReader {
  private let window: ByteWindow
  private(set) var columns: [String] = []
  private var numbers: [String: Int] = [:]
  private var line = 1

  init(_ window: ByteWindow) { self.window = window }

  var path: String { window.path }
  var bytesTaken: Int { window.taken }
  var bytesTotal: Int? { window.total }

  func read(into batch: inout RowBatch, upTo count: Int, mostBytes: Int) throws(ExchangeError) -> Bool {
    while batch.rows.count < count, batch.bytes.count < mostBytes {
      guard let length = try lineLength() else { return false }
      // A line that never ends is kept up to the longest row, so that it can be shown.
      let kept = min(length, CSVScan.longestRow)
      take(UnsafeBufferPointer(start: window.base + window.start, count: kept), isWhole: kept == length, &batch)
      window.take(min(length + 1, window.end - window.start))
      line += 1
    }
    return true
  }

  /// Of the next line, which is then whole in the window; nil at the end.
  private func lineLength() throws(ExchangeError) -> Int? {
    var searched = 0
    while true {
      let rest = UnsafeBufferPointer(start: window.base + window.start, count: window.end - window.start)
      if let end = rest[searched...].firstIndex(of: 10) { return end }
      if window.isAtEnd { return rest.isEmpty ? nil : rest.count }
      searched = rest.count
      try window.fill()
    }
  }

  private func take(_ text: UnsafeBufferPointer<UInt8>, isWhole: Bool, _ batch: inout RowBatch) {
    guard text.contains(where: { $0 != 32 && $0 != 9 && $0 != 13 }) else { return }
    var row = RowBatch.Row(
      start: batch.bytes.count, length: text.count, firstCell: batch.cells.count, cellCount: 0, line: line,
      trouble: isWhole ? nil : .tooLong)
    if let bad = UTF8Check.firstBad(text) { row.trouble = .notUTF8(cell: -1, byte: bad + 1) }
    batch.bytes.append(contentsOf: text)
    batch.bytes.append(10)
    if row.trouble == nil { row.trouble = split(text, row, &batch) }
    row.cellCount = batch.cells.count - row.firstCell
    batch.rows.append(row)
  }

  private func split(_ text: UnsafeBufferPointer<UInt8>, _ row: RowBatch.Row, _ batch: inout RowBatch) -> RowTrouble? {
    batch.cells.append(contentsOf: repeatElement(.absent, count: columns.count))
    var parser = JSONParser(text)
    do throws(JSONTrouble) {
      try parser.members { name, value, range in
        let column = numbers[name] ?? add(name)
        while batch.cells.count <= row.firstCell + column { batch.cells.append(.absent) }
        batch.cells[row.firstCell + column] = cell(value, range, row, &batch)
      }
    } catch {
      return .json(error, byte: min(parser.index + 1, text.count))
    }
    return nil
  }

  private func add(_ name: String) -> Int {
    columns.append(name)
    numbers[name] = columns.count - 1
    return columns.count - 1
  }

  private func cell(
    _ value: JSONValue, _ range: Range<Int>, _ row: RowBatch.Row, _ batch: inout RowBatch
  ) -> RowBatch.Cell {
    switch value {
    case .null: return .absent
    case .text(let text):
      let start = batch.rewritten.count
      batch.rewritten.append(contentsOf: Array(text.utf8))
      return RowBatch.Cell(
        start: UInt32(start) | RowBatch.Cell.rewrittenBit, length: UInt32(batch.rewritten.count - start))
    case .flag, .number, .list, .object:
      return RowBatch.Cell(start: UInt32(row.start + range.lowerBound), length: UInt32(range.count))
    }
  }
}
