import Inventory
import Testing

/// The fold of entries into what an item is worth.
@Suite("The fold of what an item is worth") struct ValueFoldTests {
  @Test("random movements lose nothing and find nothing, in quantity and value, by either method", arguments: 1...40)
  func conserves(seed: UInt64) throws {
    var workload = ValueWorkload(seed: seed)
    for _ in 0..<150 { try workload.step() }
    // What is not taken back need not be remembered, and wherever a fold was kept, it goes on to the same end.
    let reversed = Set(workload.entries.compactMap(\.reverses))
    let entries = workload.entries.map { entry in
      var entry = entry
      entry.isReversed = reversed.contains(entry.id)
      return entry
    }
    let whole = workload.fold.valuation
    #expect(ItemValuation(numbers: whole.numbers) == whole)
    var before = ValueFold(cost: workload.fold.cost)
    for cut in entries.indices {
      if cut % 7 == 0 { try goOn(from: before, entries[cut...], to: whole) }
      let isFolded = before.post(entries[cut])
      #expect(isFolded)
    }
    #expect(before.valuation == whole)
  }

  private func goOn(from kept: ValueFold, _ rest: ArraySlice<ValuedEntry>, to end: ItemValuation) throws {
    let valuation = try #require(ItemValuation(numbers: kept.valuation.numbers))
    var fold = ValueFold(cost: kept.cost, from: valuation, end: kept.end, latest: kept.latest)
    for entry in rest where !fold.post(entry) {
      // It says so rather than guess what an entry did that it does not remember.
      #expect((entry.reverses ?? 0) <= kept.end && entry.reverses != nil)
      return
    }
    #expect(fold.valuation == end)
  }

  @Test("numbers that are not a valuation are none", arguments: [[], [2, 0, 0], [1, 1], [1, 0, 0, 0], [1, -1, 0]])
  func strangeNumbers(numbers: [Int64]) {
    #expect(ItemValuation(numbers: numbers) == nil)
  }

  private static let site = LocationID(1)

  private func folded(
    cost: String? = nil, _ entries: [(MovementKind, Int, cost: String?, reverses: Int64?)]
  ) -> ItemValuation.Holding? {
    var fold = ValueFold(cost: cost.flatMap { UnitCost($0) })
    for (index, entry) in entries.enumerated() {
      let id = Int64(index + 1)
      _ = fold.post(
        ValuedEntry(
          id: id, site: Self.site, kind: entry.0, change: Quantity(entry.1), occurredAt: Instant(milliseconds: id),
          cost: entry.cost.flatMap { UnitCost($0) }, reverses: entry.reverses,
          isReversed: entries.contains { $0.reverses == id }))
    }
    return fold.valuation.sites[Self.site]
  }

  @Test("goods without a cost are worth what the card says where they were bought, and else what goods are worth there")
  func unpriced() {
    func values(_ kind: MovementKind, card: String?) -> [String] {
      let goods = folded(
        cost: card,
        [(.receipt, 10, cost: "2", reverses: nil), (.receipt, 10, cost: "4", reverses: nil), (kind, 1, nil, nil)])
      return [goods?.average.stock.value.description, goods?.layers.total.value.description].compactMap { $0 }
    }
    #expect(values(.receipt, card: "9") == ["69.00", "69.00"])
    #expect(values(.receipt, card: nil) == ["63.00", "64.00"])
    for kind in [MovementKind.count, .countRestate, .adjustment, .return] {
      #expect(values(kind, card: "9") == ["63.00", "64.00"])
    }
    // The first goods of all have nothing to go by but the card.
    #expect(folded(cost: "9", [(.count, 2, nil, nil)])?.average.stock.value.description == "18.00")
    #expect(folded([(.count, 2, nil, nil)])?.average.stock.value == .zero)
    // What ran out is worth what it was when some of it turns up.
    let found = folded(cost: "9", [(.receipt, 2, "3", nil), (.issue, -2, nil, nil), (.count, 1, nil, nil)])
    #expect(found?.average.stock.value.description == "3.00" && found?.layers.total.value.description == "3.00")
  }

  @Test("what is taken back gives what it took, with its dates, and takes what it gave")
  func takenBack() {
    let issue = folded([
      (.receipt, 10, "5", nil), (.receipt, 20, "6", nil), (.issue, -15, nil, nil), (.receipt, 5, "9", nil),
      (.issue, 15, nil, 3),
    ])
    #expect(
      issue?.layers.all.map { "\($0.entry):\($0.quantity)=\($0.value)" } == ["1:10=50.00", "2:20=120.00", "4:5=45.00"])
    #expect(issue?.average.stock.value.description == "215.00")
    let receipt = folded([
      (.receipt, 10, "5", nil), (.receipt, 20, "6", nil), (.issue, -5, nil, nil), (.receipt, -20, nil, 2),
    ])
    #expect(receipt?.layers.all.map { "\($0.entry):\($0.quantity)=\($0.value)" } == ["1:5=25.00"])
    // 170 less 28.3333 that went at the average, less the 120 that never came.
    #expect(receipt?.average.stock.value.description == "21.6667")
  }
}
