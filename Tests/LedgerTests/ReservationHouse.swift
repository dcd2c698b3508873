import Inventory
import Ledger
import Testing

/// The sample warehouse with something to reserve, and a clock that can be moved.
struct ReservationHouse {
  let house: SampleWarehouse

  init() throws {
    house = try SampleWarehouse()
    try house.post(.receipt, "DRILL-18V", "60", at: "A-01")
    try house.post(.receipt, "DRILL-18V", "40", at: "A-02")
    try house.post(.receipt, "DRILL-18V", "7", at: "Q")
    try house.post(.receipt, "SCALE", "3", at: "A-01", serials: ["S1", "S2", "S3"])
    // Worked numbers of `algorithms.md` 4.5, a few days later: L4, L2, L1, and L3 that never expires.
    for (lot, quantity, expires) in [
      ("L4", 8, "2026-07-08"), ("L2", 12, "2026-07-23"), ("L1", 5, "2026-08-04"), ("L3", 40, nil),
    ] {
      try house.act(
        PostMovements([
          MovementLine(
            .receipt, "GLUE", Quantity(quantity), at: "A-01", lot: lot,
            expires: try expires.map { try #require(Day($0)) })
        ]))
    }
  }

  static func later(_ minutes: Int) -> Instant { SampleWarehouse.noon.adding(milliseconds: Int64(minutes) * 60_000) }

  /// The same books, asked so many minutes after noon.
  func books(_ minutes: Int) throws -> Books {
    try house.another(clock: { ReservationHouse.later(minutes) })
  }

  /// Reserves and answers the number.
  @discardableResult
  func reserve(
    _ lines: ReserveStock.Line..., for subject: String = "order:SO-1", life: ReserveStock.Life = .standard,
    lacking: ReserveStock.Lacking = .refuse, due: Day? = nil, key: String? = nil, at minutes: Int = 0
  ) throws -> String {
    let act = ReserveStock(for: subject, lines, life: life, lacking: lacking, due: due)
    let answer = try house.act(act, key: key, at: ReservationHouse.later(minutes))
    let rows = try books(minutes).ask(ReservationPage()).rows
    let row = try #require(rows.first { answer.document?.contains("\"id\":\"\($0.reservation.number)\"") ?? false })
    return row.reservation.number
  }

  @discardableResult
  func act(_ act: some Act, at minutes: Int = 0, key: String? = nil, dryRun: Bool = false) throws -> ActAnswer {
    try house.act(act, key: key, at: ReservationHouse.later(minutes), dryRun: dryRun)
  }

  func refusal(at minutes: Int = 0, _ act: some Act) -> String {
    house.refusal { try self.act(act, at: minutes) }
  }

  func card(_ number: String, at minutes: Int = 0) throws -> ReservationCard.Card {
    try books(minutes).ask(ReservationCard(number))
  }

  /// `reserved: 10 held, 0 fulfilled, 0 waiting`.
  func story(_ number: String, at minutes: Int = 0) throws -> String {
    let card = try card(number, at: minutes)
    let sums = ReservationSums(card.lines)
    return
      "\(card.reservation.status.rawValue): \(sums.open) held, \(sums.fulfilled) fulfilled, \(sums.waiting) waiting"
  }

  /// `L4 8, L2 12` of a line, or its places where the item has no lots.
  func pieces(_ number: String, line: Int = 1, at minutes: Int = 0) throws -> String {
    let line = try #require(card(number, at: minutes).lines.first { $0.number == line })
    return line.pieces.filter { $0.open > .zero }.sorted {
      $0.lot?.expires ?? Day(daysSince1970: 99_999) < $1.lot?.expires ?? Day(daysSince1970: 99_999)
    }
    .map { "\($0.lot?.code ?? $0.place) \($0.open)" }.joined(separator: ", ")
  }

  /// `on hand 60, reserved 10, allocated 0, available 50`.
  func balances(_ item: String, at place: String, _ minutes: Int = 0) throws -> String {
    let balances = try books(minutes).ask(ItemStock(item, at: place)).total
    return "on hand \(balances.onHand), reserved \(balances.reserved), allocated \(balances.allocated), "
      + "available \(balances.available)"
  }
}

extension ReserveStock.Line {
  static func drills(_ quantity: Int, at place: String = "A-01") -> ReserveStock.Line {
    ReserveStock.Line("DRILL-18V", at: place, Quantity(quantity))
  }

  static func glue(
    _ quantity: Int, _ policy: LotAllocation.Policy = .fefo, life: Int? = nil
  ) -> ReserveStock.Line {
    ReserveStock.Line("GLUE", at: "NORTH", Quantity(quantity), policy: policy, minimumLife: life)
  }
}

extension LedgerFilter {
  static func of(_ kind: MovementKind, _ item: String) -> LedgerFilter {
    var filter = LedgerFilter()
    filter.kind = kind
    filter.item = item
    return filter
  }
}
