import Inventory

/// The rows of a file as the lines of one act, which takes all of them or none.
public struct LinesOfFile<Line: Hashable & Sendable>: Hashable, Sendable {
  public private(set) var lines: [Line]
  /// The rows that make no line, and why; the first ones, at most ``ImportResult/mostKept``.
  public private(set) var rejected: [RejectedRow] = []

  /// Reads the file, or standard input for `-`. It stops one row after those that one act may hold, so that the act
  /// refuses them.
  init(
    reading path: String, _ options: ImportOptions, _ make: (inout RowCells) throws(RowProblem) -> Line
  ) throws(ExchangeError) {
    let reader = try RowReading.open(
      ByteWindow(path: path), format: options.format, separator: options.separator)
    var options = options
    options.format = reader is NDJSONReader ? .ndjson : .csv
    var batch = RowBatch()
    let most = PostMovements.mostLines + 1
    while batch.rows.count < most, try reader.read(into: &batch, upTo: most) {}
    // By now the names of an NDJSON file's columns are all known.
    let binding = try Binding(options.kind, options.mapping, columns: reader.columns, isOpen: false)
    let made = MadeRows(batch, 0..<batch.rows.count, binding, options) { cells, _ throws(RowProblem) in
      try make(&cells)
    }
    lines = made.rows
    for (index, problem) in made.problems.prefix(ImportResult.mostKept) {
      let row = batch.rows[index]
      rejected.append(
        RejectedRow(
          line: row.line, column: problem.field.map { binding.columnNames[$0] ?? $0.label },
          reason: row.trouble?.reason ?? problem.reason))
    }
  }
}
