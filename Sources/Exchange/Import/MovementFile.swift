import Inventory

/// The movements a file names, to be posted in one act: all of them or none.
public struct MovementFile: Hashable, Sendable {
  public var lines: [MovementLine] = []
  /// The rows that name no movement, and why; the first ones, at most ``ImportResult/mostKept``.
  public var rejected: [RejectedRow] = []

  /// Reads the file, or standard input for `-`. It stops one row after those that one act may hold, so that the act
  /// refuses them.
  public init(reading path: String, _ options: ImportOptions = ImportOptions(.movements)) throws(ExchangeError) {
    let reader = try RowReading.open(
      ByteWindow(path: path), format: options.format, separator: options.separator)
    var options = options
    options.format = reader is NDJSONReader ? .ndjson : .csv
    var batch = RowBatch()
    let most = PostMovements.mostLines + 1
    while batch.rows.count < most, try reader.read(into: &batch, upTo: most) {}
    // By now the names of an NDJSON file's columns are all known.
    let binding = try Binding(.movements, options.mapping, columns: reader.columns, isOpen: false)
    let made = MadeRows(batch, 0..<batch.rows.count, binding, options) { cells, _ throws(RowProblem) in
      try cells.movementLine()
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
