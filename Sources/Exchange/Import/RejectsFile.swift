import Glibc
import Inventory

/// The rows that were refused, as they stood, with line, column and reason in three columns more: mended, the file can be
/// imported in its turn. It appears with the first such row.
final class RejectsFile {
  private let path: String
  private let columns: [String]
  /// Nil for NDJSON.
  private let separator: UInt8?
  private var descriptor: Int32 = -1
  private var output: ByteOutput?
  private var trouble: ExchangeError?

  /// `source` is what is being read and must not be written over.
  init(_ path: String, columns: [String], separator: UInt8?, source: String) throws(ExchangeError) {
    var here = stat()
    var there = stat()
    if stat(path, &here) == 0, stat(source, &there) == 0, here.st_ino == there.st_ino, here.st_dev == there.st_dev {
      throw .rejectsOverSource(path)
    }
    self.path = path
    self.separator = separator
    self.columns = columns
  }

  deinit { if descriptor >= 0 { _ = close(descriptor) } }

  /// The path, once something has been written.
  var writtenPath: String? { output == nil ? nil : path }

  func add(_ row: RejectedRow, _ text: Text) throws(ExchangeError) {
    let output = try opened()
    if let separator {
      cells(text, separator, output)
      output.byte(separator)
      output.decimal(Int64(row.line), places: 0)
      output.byte(separator)
      output.cell(row.column ?? "", separator: separator)
      output.byte(separator)
      output.cell(row.reason, separator: separator)
      output.byte(10)
    } else {
      object(row, text, output)
    }
  }

  /// A row as it was read.
  struct Text {
    var bytes: [UInt8]
    /// Its cells, where it could be split.
    var cells: [[UInt8]]?
    /// What it could not be split for.
    var trouble: RowTrouble?
  }

  func flush() throws(ExchangeError) {
    output?.flush()
    if let trouble { throw trouble }
  }

  private func opened() throws(ExchangeError) -> ByteOutput {
    if let trouble { throw trouble }
    if let output { return output }
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .cannotWrite(path: path, detail: SystemText.error()) }
    let descriptor = descriptor
    let output = ByteOutput { [unowned self] bytes in
      if Descriptor.writeAll(descriptor, bytes) { return true }
      trouble = .cannotWrite(path: path, detail: SystemText.error())
      return false
    }
    self.output = output
    if let separator {
      for column in columns where !Binding.rejectColumns.contains(column) {
        output.cell(column, separator: separator)
        output.byte(separator)
      }
      output.text(Binding.rejectColumns.joined(separator: String(UnicodeScalar(separator))))
      output.byte(10)
    }
    return output
  }

  private func cells(_ text: Text, _ separator: UInt8, _ output: ByteOutput) {
    if text.trouble?.breaksQuotes == true {
      // As one cell, so that its quotes do not swallow the rows behind it.
      output.byte(34)
      for byte in text.bytes {
        if byte == 34 { output.byte(34) }
        output.byte(byte)
      }
      output.byte(34)
      return
    }
    guard columns.contains(where: { Binding.rejectColumns.contains($0) }), let cells = text.cells,
      cells.count == columns.count
    else { return output.bytes(text.bytes) }
    // A file of rejected rows once more: its own three columns give way to the new ones.
    let kept = zip(columns, cells).filter { !Binding.rejectColumns.contains($0.0) }
    for (index, cell) in kept.enumerated() {
      if index > 0 { output.byte(separator) }
      cell.1.withUnsafeBufferPointer { output.cell($0, separator: separator) }
    }
  }

  /// The object with three members more; a line that is none is kept as a text.
  private func object(_ row: RejectedRow, _ text: Text, _ output: ByteOutput) {
    let end = text.bytes.lastIndex(of: 125)
    if let end, text.trouble == nil {
      let isEmpty = !text.bytes[..<end].contains(34)
      text.bytes[..<end].withUnsafeBufferPointer { output.bytes($0) }
      if !isEmpty { output.byte(44) }
    } else {
      output.text("{\"rejected_text\":")
      output.quoted(String(decoding: text.bytes, as: UTF8.self))
      output.byte(44)
    }
    output.text("\"rejected_line\":\(row.line),\"rejected_column\":")
    output.quoted(row.column ?? "")
    output.text(",\"rejected_reason\":")
    output.quoted(row.reason)
    output.text("}\n")
  }
}
