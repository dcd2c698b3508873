/// Splits one record of CSV (RFC 4180) in memory. A quote inside a field that does not begin with one stands for itself.
enum CSVScan {
  /// A quote that is opened and not closed would swallow the file; a record longer than this is taken for that.
  static let longestRow = 1 << 20

  struct Record {
    /// Bytes of the record without its line end, and with it.
    var length: Int
    var lengthWithEnd: Int
    /// Line ends in it and after it.
    var lines: Int
    var isASCII: Bool
    var trouble: RowTrouble?
  }

  /// Scans the record that begins at `start`. Appends its cells, as ranges that begin at `offset` for its first byte.
  /// Nil when the bytes end within the record and more may come; then nothing has been appended.
  static func record(
    _ bytes: UnsafePointer<UInt8>, count: Int, isAtEnd: Bool, separator: UInt8, offset: Int, into batch: inout RowBatch
  ) -> Record? {
    let cellsBefore = batch.cells.count
    let rewrittenBefore = batch.rewritten.count
    var scan = Scan(bytes: bytes, count: count, isAtEnd: isAtEnd, separator: separator, offset: offset)
    if scan.run(&batch.cells, &batch.rewritten) { return scan.record }
    batch.cells.removeLast(batch.cells.count - cellsBefore)
    batch.rewritten.removeLast(batch.rewritten.count - rewrittenBefore)
    return nil
  }
}

private struct Scan {
  let bytes: UnsafePointer<UInt8>
  let count: Int
  let isAtEnd: Bool
  let separator: UInt8
  let offset: Int
  var index = 0
  var cell = 0
  var record = CSVScan.Record(length: 0, lengthWithEnd: 0, lines: 0, isASCII: true, trouble: nil)

  /// False when more bytes are needed.
  mutating func run(_ cells: inout [RowBatch.Cell], _ rewritten: inout [UInt8]) -> Bool {
    while true {
      if index < count, bytes[index] == 34 {
        guard quoted(&cells, &rewritten) else { return false }
      } else {
        plain(&cells)
      }
      cell += 1
      guard index < count else {
        record.length = count
        record.lengthWithEnd = count
        return isAtEnd
      }
      if bytes[index] == separator {
        index += 1
        continue
      }
      return lineEnd()
    }
  }

  /// Stops at a separator, a line end or the end.
  @inline(__always)
  private mutating func plain(_ cells: inout [RowBatch.Cell]) {
    let start = index
    skipPlain()
    cells.append(RowBatch.Cell(start: UInt32(offset + start), length: UInt32(index - start)))
  }

  @inline(__always)
  private mutating func skipPlain() {
    var at = index
    var all: UInt8 = 0
    while at < count {
      let byte = bytes[at]
      if byte == separator || byte == 10 || byte == 13 { break }
      if byte == 0, record.trouble == nil { record.trouble = .holdsNUL(cell: cell) }
      all |= byte
      at += 1
    }
    if all & 0x80 != 0 { record.isASCII = false }
    index = at
  }

  /// False when more bytes are needed, or when there are none and the quote stays open.
  private mutating func quoted(_ cells: inout [RowBatch.Cell], _ rewritten: inout [UInt8]) -> Bool {
    let start = index + 1
    var at = start
    var doubled = 0
    var all: UInt8 = 0
    while true {
      guard at < count else {
        index = count
        guard isAtEnd else { return false }
        record.trouble = .openQuote
        cells.append(RowBatch.Cell(start: UInt32(offset + start), length: UInt32(count - start)))
        return true
      }
      let byte = bytes[at]
      all |= byte
      if byte == 34 {
        if at + 1 < count, bytes[at + 1] == 34 {
          doubled += 1
          at += 2
          continue
        }
        if at + 1 == count, !isAtEnd { return false }
        break
      }
      if byte == 10 || (byte == 13 && !(at + 1 < count && bytes[at + 1] == 10)) { record.lines += 1 }
      if byte == 0, record.trouble == nil { record.trouble = .holdsNUL(cell: cell) }
      at += 1
    }
    if all & 0x80 != 0 { record.isASCII = false }
    index = at + 1
    if doubled == 0 {
      cells.append(RowBatch.Cell(start: UInt32(offset + start), length: UInt32(at - start)))
    } else {
      cells.append(RowBatch.Cell(start: UInt32(rewritten.count) | RowBatch.Cell.rewrittenBit, length: 0))
      let before = rewritten.count
      var from = start
      while from < at {
        rewritten.append(bytes[from])
        from += bytes[from] == 34 ? 2 : 1
      }
      cells[cells.count - 1].length = UInt32(rewritten.count - before)
    }
    if index < count, bytes[index] != separator, bytes[index] != 10, bytes[index] != 13 {
      if record.trouble == nil { record.trouble = .textAfterQuote(cell: cell) }
      skipPlain()
    }
    return true
  }

  private mutating func lineEnd() -> Bool {
    record.length = index
    record.lines += 1
    if bytes[index] == 13 {
      if index + 1 == count, !isAtEnd { return false }
      if index + 1 < count, bytes[index + 1] == 10 { index += 1 }
    }
    record.lengthWithEnd = index + 1
    return true
  }
}
