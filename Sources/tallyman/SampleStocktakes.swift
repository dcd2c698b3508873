import Inventory

/// What the sample warehouse is counting: the sales floor is done, the hall is half counted and waits for its review.
struct SampleStocktakes {
  private let service: any InventoryService
  private let now: Instant
  private var count = 0

  init(_ service: any InventoryService, now: Instant) {
    self.service = service
    self.now = now
  }

  mutating func fill() throws(InventoryError) {
    try countFloor()
    try countHall()
  }

  /// Three days ago, with the books open: one line was off and is posted.
  private mutating func countFloor() throws(InventoryError) {
    let then = now.adding(milliseconds: -3 * 86_400_000)
    try perform(OpenStocktake("S-FLOOR", name: "Sales floor", isBlind: false), by: "anna", at: then)
    var isFirst = true
    for row in try records(at: "S-FLOOR", until: then) {
      let found = isFirst ? row.balances.onHand - Quantity(1) : row.balances.onHand
      isFirst = false
      try add("ST-0001", row, found, by: "maria", at: then)
    }
    try perform(ReconcileStocktake("ST-0001"), by: "anna", at: then)
    try perform(DecideCounts("ST-0001", .approve, .all), by: "anna", at: then)
    try perform(ApplyStocktake("ST-0001"), by: "anna", at: then)
  }

  /// Today, blind: the first aisle was counted by two people, its bins are closed, and a few lines differ.
  private mutating func countHall() throws(InventoryError) {
    let began = now.adding(milliseconds: -2 * 3_600_000)
    let tolerance = Tolerance("1%") ?? Tolerance()
    try perform(OpenStocktake("N-HALL", name: "Hall", tolerance: tolerance), by: "anna", at: began)
    for (index, bin) in ["A-01-1", "A-01-2", "A-01-3", "A-02-1", "A-02-2"].enumerated() {
      let counter = index % 2 == 0 ? "maria" : "ben"
      let then = began.adding(milliseconds: Int64(index + 1) * 600_000)
      try perform(OpenBin("ST-0002", bin), by: counter, at: then)
      for (line, row) in try records(at: bin, until: then).enumerated() where row.unit == "pcs" {
        let off = (index + line) % 4 == 1 ? Quantity(index - 3) : .zero
        try add("ST-0002", row, max(.zero, row.balances.onHand + off), by: counter, at: then)
      }
      if index < 4 { try perform(CloseBin("ST-0002", bin), by: counter, at: then) }
    }
  }

  private func records(at place: String, until then: Instant) throws(InventoryError) -> [StockRow] {
    var filter = StockFilter()
    filter.location = place
    return try service.ask(StockPage(filter: filter, limit: 500), for: .house).rows.filter {
      $0.lastMovementAt.map { $0 < then } ?? false
    }
  }

  /// Goods kept by lot or serial take a scanner; the rest is typed.
  private mutating func add(
    _ stocktake: String, _ row: StockRow, _ quantity: Quantity, by actor: String, at then: Instant
  ) throws(InventoryError) {
    let card = try service.ask(ItemStock(row.code.description, at: row.locationCode), for: .house)
    guard card.item.tracking == .none else { return }
    let entry = CountEntry(
      quantity.isZero ? .zero : .typed, row.code.description, quantity, at: row.locationCode, occurredAt: then)
    try perform(RecordCounts(stocktake, [entry]), by: actor, at: then)
  }

  private mutating func perform(_ act: some Act, by actor: String, at then: Instant) throws(InventoryError) {
    count += 1
    let context = ActContext(key: "sample-count-\(count)", actor: actor, terminal: "sample", now: then)
    _ = try service.perform(act, context)
  }
}
