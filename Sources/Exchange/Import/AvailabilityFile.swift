import Inventory

/// Files with what somebody would like to have: `sku, quantity`, and perhaps `location`.
public enum AvailabilityFile {
  /// Reads the file, or standard input for `-`.
  public static func lines(
    reading path: String, _ options: ImportOptions = ImportOptions(.availabilityLines)
  ) throws(ExchangeError) -> LinesOfFile<AvailabilityOfMany.Line> {
    try LinesOfFile(reading: path, options) { cells throws(RowProblem) in try cells.availabilityLine() }
  }
}

extension RowCells {
  fileprivate func availabilityLine() throws(RowProblem) -> AvailabilityOfMany.Line {
    guard let quantity = try quantity(.quantity) else { throw RowProblem(.quantity, "quantity is empty") }
    return AvailabilityOfMany.Line(try item(), quantity, at: code(.location))
  }
}
