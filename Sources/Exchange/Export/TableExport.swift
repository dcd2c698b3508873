import Inventory

/// A table as a file of comma-separated values.
public enum TableExport {
  /// Writes rows as long as `next` gives some, and answers how many there were. The file appears whole or not at all; an
  /// old one is replaced.
  /// - Parameter isSpreadsheetSafe: see ``SpreadsheetCell``.
  public static func write(
    _ columns: [String], to path: String, isSpreadsheetSafe: Bool = false, next: () throws(InventoryError) -> [[String]]
  ) throws(ExchangeError) -> Int {
    let file = try OutputFile(path)
    do throws(ExchangeError) {
      let writer = RowWriter(
        .csv, columns, into: ByteOutput { file.write($0) }, isSpreadsheetSafe: isSpreadsheetSafe)
      writer.begin()
      do throws(InventoryError) {
        try fill(writer, next)
      } catch {
        throw .unanswered(error)
      }
      writer.end()
      try file.finish()
      return writer.rows
    } catch {
      file.discard()
      throw error
    }
  }

  private static func fill(
    _ writer: RowWriter, _ next: () throws(InventoryError) -> [[String]]
  ) throws(InventoryError) {
    while true {
      let rows = try next()
      if rows.isEmpty { return }
      for row in rows {
        for cell in row { writer.text(cell) }
        if !writer.endRow() { return }
      }
    }
  }
}
