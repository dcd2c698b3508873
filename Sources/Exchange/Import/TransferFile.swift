import Inventory

/// Files with the lines of a transfer: what it is to hold, or what came of it. One act takes them all or none.
public enum TransferFile {
  /// `sku, quantity`, and perhaps `lot, serials`.
  public static func requests(
    reading path: String, _ options: ImportOptions = ImportOptions(.transferLines)
  ) throws(ExchangeError) -> LinesOfFile<TransferRequestLine> {
    try LinesOfFile(reading: path, options) { cells throws(RowProblem) in try cells.requestLine() }
  }

  /// `sku, good`, and perhaps `damaged, over, lot, made, expires, serials, damaged_serials`.
  public static func receipts(
    reading path: String, _ options: ImportOptions = ImportOptions(.receiptLines)
  ) throws(ExchangeError) -> LinesOfFile<ReceiveTransfer.Line> {
    try LinesOfFile(reading: path, options) { cells throws(RowProblem) in try cells.receiptLine() }
  }
}

extension RowCells {
  fileprivate func requestLine() throws(RowProblem) -> TransferRequestLine {
    guard let quantity = try quantity(.quantity) else { throw RowProblem(.quantity, "quantity is empty") }
    return TransferRequestLine(try item(), quantity, lot: code(.lot), serials: serials())
  }

  /// A cell that is empty says nothing: of good that is refused, since 0 has to be said.
  fileprivate func receiptLine() throws(RowProblem) -> ReceiveTransfer.Line {
    guard let good = try quantity(.good) else {
      throw RowProblem(.good, "good is empty: 0 says that nothing of it may be used")
    }
    return ReceiveTransfer.Line(
      try item(), good: good, damaged: try quantity(.damaged) ?? .zero, over: try quantity(.over) ?? .zero,
      lot: code(.lot), made: try day(.made), expires: try day(.expires), serials: serials(),
      damagedSerials: serials(.damagedSerial))
  }
}
