import Inventory
import Testing

/// What goods are worth: the worked numbers of `algorithms.md` 4.6 and 4.11.
@Suite("What goods are worth") struct ValueTests {
  private static let noon = Instant(milliseconds: 1_783_166_400_000)
  private static func daysAgo(_ days: Int) -> Instant { noon.adding(milliseconds: -Int64(days) * 86_400_000) }

  private func money(_ text: String) throws -> Money {
    Money(tenThousandths: try #require(Decimals.parse(text, places: 4)))
  }

  @Test("a moving average keeps total value and quantity, never a rounded unit cost")
  func average() throws {
    var goods = MovingAverage()
    goods.put(Quantity(100), worth: try money("1000"))
    goods.put(Quantity(50), worth: try money("650"))
    #expect(goods.stock.cost(of: Quantity(1)).description == "11.00")
    let issued = goods.take(Quantity(30))
    #expect(issued.description == "330.00")
    #expect(goods.stock.value.description == "1320.00")
    goods.put(Quantity(20), worth: try money("180"))
    #expect(goods.stock == StockValue(quantity: Quantity(140), value: try money("1500")))
    #expect(goods.stock.cost(of: Quantity(1)).description == "10.7143")
  }

  @Test("three units worth 1000 of anything leave at 333, 334, 333, and nothing is left, by either method")
  func lastTakesTheRest() {
    var goods = MovingAverage()
    goods.put(Quantity(3), worth: Money(tenThousandths: 1000))
    var costs: [Int64] = []
    for _ in 0..<3 { costs.append(goods.take(Quantity(1)).tenThousandths) }
    #expect(costs == [333, 334, 333])
    #expect(goods.stock == StockValue())
    var layers = CostLayers()
    layers.put(CostLayer(date: Self.noon, entry: 1, quantity: Quantity(3), value: Money(tenThousandths: 1000)))
    var taken: [CostLayer] = []
    for entry in 2..<5 { taken += layers.take(Quantity(1), at: Self.noon, by: Int64(entry)) }
    #expect(taken.map(\.value.tenThousandths) == [333, 334, 333])
    #expect(layers.isEmpty && taken.allSatisfy { $0.entry == 1 })
  }

  /// Layers of quantities at unit costs, a day apart.
  private func layers(_ goods: [(Int, at: Int)]) throws -> CostLayers {
    var layers = CostLayers()
    for (index, part) in goods.enumerated() {
      layers.put(
        CostLayer(
          date: Self.daysAgo(goods.count - index), entry: Int64(index + 1), quantity: Quantity(part.0),
          value: try money(String(part.0 * part.at))))
    }
    return layers
  }

  private func told(_ layers: CostLayers) -> [String] { layers.all.map { "\($0.quantity)=\($0.value)" } }

  @Test("the first in goes out first")
  func fifo() throws {
    var goods = try layers([(10, at: 5), (20, at: 6), (15, at: 7)])
    let taken = goods.take(Quantity(25), at: Self.noon, by: 9)
    #expect(taken.map { "\($0.quantity)=\($0.value)" } == ["10=50.00", "15=90.00"])
    #expect(told(goods) == ["5=30.00", "15=105.00"])
    #expect(goods.total.value.description == "135.00")
    // What comes back is the layer it was, and an older one that comes later goes before all.
    for layer in taken { goods.put(layer) }
    #expect(try goods.all == layers([(10, at: 5), (20, at: 6), (15, at: 7)]).all)
    goods.put(CostLayer(date: Self.daysAgo(40), entry: 20, quantity: Quantity(1), value: try money("9")))
    #expect(told(goods).first == "1=9.00")
  }

  @Test(
    "what is missing is owed at the last cost, and what comes in cancels it at its own rate",
    arguments: [(1, "-4=-400.00"), (5, ""), (6, "1=10.00"), (7, "2=20.00")])
  func negative(received: Int, left: String) throws {
    var goods = try layers([(2, at: 100)])
    let taken = goods.take(Quantity(7), at: Self.noon, by: 9)
    #expect(taken.reduce(Money.zero) { $0 + $1.value }.description == "700.00")
    #expect(told(goods) == ["-5=-500.00"])
    goods.put(
      CostLayer(date: Self.noon, entry: 10, quantity: Quantity(received), value: try money(String(received * 10))))
    #expect(told(goods).joined() == left)
    var average = MovingAverage()
    average.put(Quantity(2), worth: try money("200"))
    let issued = average.take(Quantity(7))
    #expect(issued.description == "700.00")
    average.put(Quantity(received), worth: try money(String(received * 10)))
    #expect(average.stock == goods.total)
  }

  @Test("money stops at what 64 bits hold")
  func saturates() {
    let most = Money(tenThousandths: .max)
    #expect(most + most == most)
    #expect(-Money(tenThousandths: .min) == most)
    #expect((-most - most - most).magnitude == most)
  }

  @Test("ages are divided with the upper bound inside, and their mean is weighted by quantity")
  func ageing() throws {
    var goods = CostLayers()
    for (entry, (quantity, days)) in [(20, 9), (40, 35), (5, 60), (15, 61), (7, 91)].enumerated() {
      goods.put(
        CostLayer(date: Self.daysAgo(days), entry: Int64(entry), quantity: Quantity(quantity), value: .zero))
    }
    let age = StockAge(of: goods, in: .standard, asOf: Self.noon)
    #expect(age.quantities == [Quantity(20), Quantity(45), Quantity(15), Quantity(7)])
    #expect(age.mean == 3945)
    #expect(AgeBuckets.standard.names == ["0-30", "31-60", "61-90", "over 90"])
    #expect(StockAge(of: CostLayers(), in: .standard, asOf: Self.noon).mean == nil)
    let two = try AgeBuckets("35,60")
    #expect(StockAge(of: goods, in: two, asOf: Self.noon).quantities == [Quantity(60), Quantity(5), Quantity(22)])
    // A clock that was ahead makes nothing younger than new.
    #expect(StockAge(of: goods, in: two, asOf: Self.daysAgo(100)).quantities[0] == Quantity(87))
  }

  @Test(
    "ages are divided by 1 to 10 rising numbers of days",
    arguments: [
      "", "x", "30,", "60,30", "30,30", "0,30", "-1", "30,60,90,", "1,2,3,4,5,6,7,8,9,10,11", "36501", "030", "3.5",
    ])
  func buckets(text: String) {
    #expect {
      try AgeBuckets(text)
    } throws: { error in
      guard case .badField(let name, let value, _)? = error as? InventoryError else { return false }
      return name == "buckets" && value == text
    }
  }

  @Test("a count gain starts a new layer: 30 came, 50 were counted, 10 went, 20 and 20 are left")
  func countGain() throws {
    var fold = ValueFold(cost: UnitCost("2"))
    let site = LocationID(1)
    func entry(_ id: Int64, _ kind: MovementKind, _ change: Int, daysAgo: Int) -> ValuedEntry {
      ValuedEntry(
        id: id, site: site, kind: kind, change: Quantity(change), occurredAt: Self.daysAgo(daysAgo),
        cost: id == 1 ? UnitCost("3") : nil)
    }
    for entry in [
      entry(1, .receipt, 30, daysAgo: 50), entry(2, .count, 20, daysAgo: 20), entry(3, .issue, -10, daysAgo: 10),
    ] {
      let isFolded = fold.post(entry)
      #expect(isFolded)
    }
    let goods = try #require(fold.valuation.sites[site])
    #expect(told(goods.layers) == ["20=60.00", "20=60.00"])
    #expect(goods.layers.all.map(\.date) == [Self.daysAgo(50), Self.daysAgo(20)])
    #expect(goods.average.stock == goods.layers.total)
  }

  @Test(
    "two lines sent one after the other cost what they would together, by either method",
    arguments: ValuationMethod.allCases)
  func severalLines(method: ValuationMethod) throws {
    var holding = ItemValuation.Holding()
    holding.layers = try layers([(2, at: 5), (2, at: 9)])
    holding.average.put(Quantity(4), worth: try money("28"))
    var goods = SiteValue(holding, by: method)
    #expect(goods.stock.value.description == "28.00")
    let whole = goods.cost(of: Quantity(3))
    #expect(whole.description == (method == .fifo ? "19.00" : "21.00"))
    let parts = [goods.take(Quantity(1)), goods.take(Quantity(2))]
    #expect(parts[0] + parts[1] == whole)
    #expect(goods.stock.quantity == Quantity(1))
  }
}
