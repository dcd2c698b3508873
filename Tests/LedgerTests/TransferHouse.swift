import Inventory
import Ledger
import Testing

/// The sample warehouse with something to send from NORTH to SOUTH.
struct TransferHouse {
  let house: SampleWarehouse

  init() throws {
    house = try SampleWarehouse()
    try house.post(.receipt, "DRILL-18V", "100", at: "A-01")
    try house.post(.receipt, "CABLE", "250.5", at: "A-02")
    try house.post(.receipt, "SCALE", "3", at: "A-01", serials: ["S1", "S2", "S3"])
    for (lot, quantity, expires) in [("L1", 5, "2026-08-01"), ("L2", 12, "2026-07-20"), ("L4", 8, "2026-07-05")] {
      try house.act(
        PostMovements([
          MovementLine(
            .receipt, "GLUE", Quantity(quantity), at: "A-01", lot: lot, expires: try #require(Day(expires)))
        ]))
    }
  }

  /// Asks for goods from NORTH to S-01; the number.
  func create(_ lines: TransferRequestLine..., from: String = "NORTH", to: String = "S-01") throws -> String {
    try house.act(CreateTransfer(from: from, to: to, lines))
    return try #require(house.books.ask(TransferPage()).rows.first).transfer.number
  }

  /// Asks for goods and ships them.
  func shipped(_ lines: TransferRequestLine...) throws -> String {
    try house.act(CreateTransfer(from: "NORTH", to: "S-01", lines))
    let number = try #require(house.books.ask(TransferPage()).rows.first).transfer.number
    try house.act(ShipTransfer(number))
    return number
  }

  @discardableResult
  func receive(_ transfer: String, _ lines: ReceiveTransfer.Line..., by actor: String = "anna") throws -> ActAnswer {
    try house.act(ReceiveTransfer(transfer, lines), by: actor)
  }

  func card(_ transfer: String) throws -> TransferCard.Card { try house.books.ask(TransferCard(transfer)) }

  func lines(_ transfer: String) throws -> [TransferLine] { try house.books.ask(TransferLinePage(transfer)).rows }

  /// `10 shipped, 7 good, 3 damaged, 0 over, 0 closed, 0 in transit, 0.00`.
  func story(_ transfer: String, line: Int = 1) throws -> String {
    let line = try #require(lines(transfer).first { $0.number == line })
    return "\(line.shipped) shipped, \(line.good) good, \(line.damaged) damaged, \(line.over) over, "
      + "\(line.closed) closed, \(line.inTransit) in transit, \(line.valueInTransit)"
  }

  /// `on hand 10, blocked 3, incoming 0`.
  func balances(_ item: String, at place: String) throws -> String {
    let balances = try house.balances(item, at: place)
    return "on hand \(balances.onHand), blocked \(balances.blocked), incoming \(balances.incoming)"
  }

  func discrepancies(_ transfer: String? = nil, isOpen: Bool = true) throws -> [Discrepancy] {
    try house.books.ask(DiscrepancyPage(transfer: transfer, isOpen: isOpen)).rows
  }
}
