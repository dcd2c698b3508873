import Inventory

/// Writes rows cell by cell in any of the formats. The cells of a row come in the order of the columns; what is left out
/// at the end of a row is a mistake of ours.
///
/// Sent into the closures of questions, which run on the asking thread while it waits: never used by two at once.
final class RowWriter: @unchecked Sendable {
  let output: ByteOutput
  private let format: ExportFormat
  private let isSpreadsheetSafe: Bool
  private let columns: [String]
  /// What stands before each cell: a comma, or in JSON the name. Kept as bytes at fixed places, and the column that comes
  /// next behind a pointer, because each is touched for every cell of a million rows.
  private let leads: UnsafeMutableBufferPointer<UnsafeBufferPointer<UInt8>>
  private let column: UnsafeMutablePointer<Int>
  private(set) var rows = 0

  /// - Parameter isSpreadsheetSafe: see ``SpreadsheetCell``.
  init(
    _ format: ExportFormat, _ columns: [String], into output: ByteOutput, isSpreadsheetSafe: Bool = false
  ) {
    self.format = format
    self.isSpreadsheetSafe = isSpreadsheetSafe && format == .csv
    self.columns = columns
    self.output = output
    leads = .allocate(capacity: columns.count)
    column = .allocate(capacity: 1)
    column.initialize(to: 0)
    for (index, name) in columns.enumerated() {
      let lead = format == .csv ? (index == 0 ? "" : ",") : (index == 0 ? "{" : ",") + "\"\(name)\":"
      let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: lead.utf8.count)
      _ = bytes.initialize(from: lead.utf8)
      leads.initializeElement(at: index, to: UnsafeBufferPointer(bytes))
    }
  }

  deinit {
    for lead in leads { lead.deallocate() }
    leads.deallocate()
    column.deallocate()
  }

  func begin() {
    switch format {
    case .csv: output.text(columns.joined(separator: ",") + "\n")
    case .json: output.text("[")
    case .ndjson: break
    }
  }

  func end() {
    if format == .json { output.text(rows == 0 ? "]\n" : "\n]\n") }
    output.flush()
  }

  /// False when nobody listens any more.
  func endRow() -> Bool {
    precondition(column.pointee == leads.count, "a row has a cell for each column")
    column.pointee = 0
    rows += 1
    if format != .csv { output.byte(125) }
    if format != .json { output.byte(10) }
    return !output.isStopped
  }

  @inline(__always)
  private func lead() {
    let number = column.pointee
    if number == 0, format == .json { output.text(rows == 0 ? "\n" : ",\n") }
    if format == .csv {
      if number > 0 { output.byte(44) }
    } else {
      output.bytes(leads[number])
    }
    column.pointee = number + 1
  }

  func null() {
    lead()
    if format != .csv { output.text("null") }
  }

  func text(_ text: String) {
    lead()
    if format == .csv { cell(text) } else { output.quoted(text) }
  }

  private func cell(_ text: String) {
    guard isSpreadsheetSafe else { return output.cell(text) }
    var text = text
    text.withUTF8 { SpreadsheetCell.write($0, to: output) }
  }

  func text(_ text: String?) { if let text { self.text(text) } else { null() } }

  func text(_ bytes: UnsafeBufferPointer<UInt8>, isNullWhenEmpty: Bool) {
    if bytes.isEmpty, isNullWhenEmpty { return null() }
    lead()
    guard format == .csv else { return output.quoted(bytes) }
    if isSpreadsheetSafe { SpreadsheetCell.write(bytes, to: output) } else { output.cell(bytes) }
  }

  func decimal(_ scaled: Int64?, places: Int = 3, atLeast: Int = 0) {
    guard let scaled else { return null() }
    lead()
    output.decimal(scaled, places: places, atLeast: atLeast)
  }

  func quantity(_ quantity: Quantity?) { decimal(quantity?.thousandths) }
  func cost(_ cost: UnitCost?) { decimal(cost?.tenThousandths, places: 4, atLeast: 2) }
  func whole(_ number: Int64?) { decimal(number, places: 0) }

  func flag(_ flag: Bool) {
    lead()
    output.text(format == .csv ? (flag ? "yes" : "no") : (flag ? "true" : "false"))
  }

  func instant(_ milliseconds: Int64?) {
    guard let milliseconds else { return null() }
    lead()
    if format != .csv { output.byte(34) }
    output.instant(milliseconds)
    if format != .csv { output.byte(34) }
  }

  func day(_ day: Day?) { text(day?.description) }

  /// Something that is no plain text in JSON, and `plain` in a CSV cell.
  func value(_ value: FieldValue, plain: String) {
    lead()
    if format == .csv {
      cell(plain)
    } else {
      var json = ""
      value.write(to: &json)
      output.text(json)
    }
  }
}
