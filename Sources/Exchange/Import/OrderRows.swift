import Inventory

/// Orders of a file: rows of the same number that stand together are one order, which no chunk divides.
extension ImportRun {
  /// Reads on until an order ends, however many lines it has.
  func fillOrder() throws(ExchangeError) {
    while !isAtEnd, lastOrderStart(0..<batch.rows.count) == 0, !batch.rows.isEmpty {
      let count = batch.rows.count
      try fill(count * 2, mostBytes: 1 << 30)
      if batch.rows.count == count { break }
    }
  }

  /// How far the orders go of which no more rows can come.
  func orders(_ range: Range<Int>) -> Range<Int> {
    let start = isAtEnd ? range.count : lastOrderStart(range)
    return 0..<(start == 0 ? range.count : start)
  }

  /// Where the last of the orders begins; 0 where it is the only one.
  private func lastOrderStart(_ range: Range<Int>) -> Int {
    batch.withBorrowed { borrowed in
      var cells = RowCells(borrowed, binding, options)
      var last: String?
      for index in range.reversed() where batch.rows[index].trouble == nil {
        cells.show(batch.rows[index])
        guard let number = cells.code(.number)?.lowercased() else { continue }
        if let last, last != number { return index + 1 }
        last = number
      }
      return 0
    }
  }

  func takeOrders(_ range: Range<Int>) throws(ExchangeError) {
    var incomplete: Set<String> = []
    let made = made(range) { cells, _ throws(RowProblem) in
      do throws(RowProblem) {
        return try cells.orderRow()
      } catch {
        if let number = cells.code(.number) { incomplete.insert(number) }
        throw error
      }
    }
    incomplete.formUnion(ordersAroundTrouble(range))
    try send(made, ImportOrders(made.rows, incomplete: incomplete), nextKey)
  }

  /// A row that cannot be taken apart may be of the order before it or of the one behind it.
  private func ordersAroundTrouble(_ range: Range<Int>) -> Set<String> {
    let troubled = range.filter { batch.rows[$0].trouble != nil }
    if troubled.isEmpty { return [] }
    return batch.withBorrowed { borrowed in
      var cells = RowCells(borrowed, binding, options)
      var numbers: Set<String> = []
      for index in troubled {
        for neighbour in [
          range.prefix { $0 < index }.last { batch.rows[$0].trouble == nil },
          range.first { $0 > index && batch.rows[$0].trouble == nil },
        ] {
          guard let neighbour else { continue }
          cells.show(batch.rows[neighbour])
          if let number = cells.code(.number) { numbers.insert(number) }
        }
      }
      return numbers
    }
  }
}

extension RowCells {
  fileprivate func orderRow() throws(RowProblem) -> ImportOrders.Row {
    let number = try needed(.number)
    guard let quantity = try quantity(.quantity) else { throw RowProblem(.quantity, "quantity is empty") }
    guard let price = try cost(.price) else { throw RowProblem(.price, "price is empty: 0 says that it costs nothing") }
    let line = OrderDraft.Line(try item(), quantity, price: price, expectedOn: try day(.expectedOn))
    return ImportOrders.Row(
      number, vendor: try needed(.vendor), currency: code(.currency), to: try needed(.to), line,
      reference: text(.reference))
  }
}

/// A vendor's invoice as a file: `sku, quantity, price`.
public enum InvoiceFile {
  public static func lines(
    reading path: String, _ options: ImportOptions = ImportOptions(.invoiceLines)
  ) throws(ExchangeError) -> LinesOfFile<InvoiceMatch.Line> {
    try LinesOfFile(reading: path, options) { cells throws(RowProblem) in
      guard let quantity = try cells.quantity(.quantity) else { throw RowProblem(.quantity, "quantity is empty") }
      guard let price = try cells.cost(.price) else { throw RowProblem(.price, "price is empty") }
      return InvoiceMatch.Line(try cells.item(), quantity, price: price)
    }
  }
}
