import Inventory

/// The movements a file names, to be posted in one act: all of them or none.
public struct MovementFile: Hashable, Sendable {
  public var lines: [MovementLine] = []
  /// The rows that name no movement, and why; the first ones, at most ``ImportResult/mostKept``.
  public var rejected: [RejectedRow] = []

  /// Reads the file, or standard input for `-`. It stops one row after those that one act may hold, so that the act
  /// refuses them.
  public init(reading path: String, _ options: ImportOptions = ImportOptions(.movements)) throws(ExchangeError) {
    let file = try LinesOfFile(reading: path, options) { cells throws(RowProblem) in try cells.movementLine() }
    lines = file.lines
    rejected = file.rejected
  }
}
