import Exchange
import Inventory
import Ledger

/// P14: all stock records as a CSV file, and the same records only looked at.
struct Export {
  private let workshop: Workshop

  init(_ workshop: Workshop) { self.workshop = workshop }

  func measure() throws {
    let folder = workshop.folder
    let books = try Books(at: folder.file(workshop.bases.base()), mode: .readOnly)
    defer { folder.remove("export.csv") }
    let exporter = Exporter(service: books, for: .house, kind: .stock(StockFilter()), format: .csv)
    var (drains, files) = (Samples(), Samples())
    for _ in 0..<min(workshop.sizes.repetitions, 3) {
      drains.add(try Clock.seconds { try drain(books) })
      files.add(
        try Clock.seconds {
          let rows = try exporter.run(to: folder.file("export.csv"))
          try require(rows == workshop.sizes.skus * workshop.sizes.locations, "\(rows) rows were exported")
        })
    }
    Report.line("p14_rows_drained", drains.median, "s")
    Report.line("p14_export_csv", files.median, "s")
    Report.line("p14_export_csv_size", Double(folder.size("export.csv")) / 1e6, "MB")
  }

  /// Touches every column, as `limit.c` does.
  private func drain(_ books: Books) throws {
    _ = try books.ask(
      EachStockRow { cells in
        var sum: Int64 = 0
        for column in StockTextColumn.allCases { cells.text(column) { sum &+= Int64($0.count) } }
        for column in StockNumberColumn.allCases { sum &+= cells.number(column) ?? 0 }
        return sum != .min
      })
  }
}
