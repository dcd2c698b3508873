import Inventory
import Testing

/// Random entries of one item in three sites, with a model beside them that knows how much is where.
struct ValueWorkload {
  private(set) var entries: [ValuedEntry] = []
  /// Folded as the entries are made; every entry is remembered, for any may be taken back.
  private(set) var fold = ValueFold(cost: UnitCost("7.7777"))
  private var numbers: SeededNumbers
  private let sites = [1, 2, 3].map { LocationID($0) }
  private var open: [Int64] = []
  private var changes: [Int64: (average: Money, layers: Money)] = [:]
  private var onHand = Quantity.zero
  private var lastTransfer: Int64 = 0

  init(seed: UInt64) { numbers = SeededNumbers(seed: seed) }

  private func has(_ site: LocationID) -> Quantity {
    fold.valuation.sites[site]?.average.stock.quantity ?? .zero
  }

  private mutating func some(of most: Quantity) -> Quantity {
    numbers.once(in: 4) ? most : Quantity(thousandths: Int64(1 + numbers.upTo(Int(most.thousandths) - 1)))
  }

  /// One random act.
  mutating func step() throws {
    let site = sites.any(&numbers)
    switch numbers.upTo(9) {
    case 0...2: try receive(at: site)
    case 3: try lose(.issue, at: site)
    case 4: try count(at: site)
    case 5: try ship(from: site)
    case 6...7: try land()
    case 8: try moveInside(site)
    default: try takeBack()
    }
  }

  private mutating func entry(
    _ kind: MovementKind, _ change: Quantity, at site: LocationID, cost: UnitCost? = nil, reverses: Int64? = nil,
    shipment: ValuedEntry.Shipment? = nil
  ) -> ValuedEntry {
    let date = Instant(milliseconds: Int64(numbers.upTo(40)) * 86_400_000)
    return ValuedEntry(
      id: Int64(entries.count + 1), site: site, kind: kind, change: change, occurredAt: date, cost: cost,
      reverses: reverses, isReversed: true, shipment: shipment)
  }

  private mutating func receive(at site: LocationID) throws {
    let cost = numbers.once(in: 4) ? nil : UnitCost(tenThousandths: Int64(numbers.upTo(90_000)))
    let quantity = Quantity(thousandths: Int64(1 + numbers.upTo(9999)))
    let before = worth
    try post(entry(.receipt, quantity, at: site, cost: cost))
    let paid = Money(quantity, at: cost ?? UnitCost(tenThousandths: 77_777))
    #expect(worth == (before.average + paid, before.layers + paid))
  }

  private mutating func lose(_ kind: MovementKind, at site: LocationID) throws {
    guard has(site) > .zero else { return }
    try post(entry(kind, -some(of: has(site)), at: site))
  }

  private mutating func count(at site: LocationID) throws {
    if numbers.once(in: 2) { return try lose(.count, at: site) }
    try post(entry(.count, Quantity(thousandths: Int64(1 + numbers.upTo(999))), at: site))
  }

  private mutating func ship(from site: LocationID) throws {
    guard has(site) > .zero, let holding = fold.valuation.sites[site] else { return }
    let quantity = some(of: has(site))
    lastTransfer += 1
    let shipment = ValuedEntry.Shipment(
      ItemValuation.Way(transfer: lastTransfer, line: 1),
      value: -SiteValue(holding, by: .average).cost(of: quantity))
    try post(entry(.transferOut, -quantity, at: site, shipment: shipment))
  }

  /// Some or all of what is on its way comes to any site, the one it was sent from too.
  private mutating func land() throws {
    guard let way = fold.valuation.passages.keys.sorted().randomElement(using: &numbers),
      let passage = fold.valuation.passages[way], passage.stock.quantity > .zero
    else { return }
    let quantity = some(of: passage.stock.quantity)
    let shipment = ValuedEntry.Shipment(way, value: passage.stock.cost(of: quantity))
    try post(entry(.transferIn, quantity, at: sites.any(&numbers), shipment: shipment))
  }

  private mutating func moveInside(_ site: LocationID) throws {
    guard has(site) > .zero else { return }
    let before = fold.valuation
    let quantity = some(of: has(site))
    try post(entry(.transferOut, -quantity, at: site), mayBeTakenBack: false)
    try post(entry(.transferIn, quantity, at: site), mayBeTakenBack: false)
    #expect(fold.valuation == before)
  }

  private mutating func takeBack() throws {
    guard let id = open.randomElement(using: &numbers) else { return }
    let original = entries[Int(id) - 1]
    let passage = original.shipment.flatMap { fold.valuation.passages[$0.way] }
    if original.change > .zero, has(original.site) < original.change { return }
    if original.kind == .transferOut, passage?.stock.quantity ?? .zero < -original.change { return }
    open.removeAll { $0 == id }
    let before = worth
    var reversal = entry(
      original.kind, -original.change, at: original.site, cost: original.cost, reverses: id, shipment: original.shipment
    )
    reversal.occurredAt = original.occurredAt
    try post(reversal, mayBeTakenBack: false)
    let change = try #require(changes[id])
    #expect(worth.average == before.average - change.average)
    // Of goods that came, and went since, others of other costs go in their place.
    if original.change < .zero { #expect(worth.layers == before.layers - change.layers) }
  }

  private mutating func post(_ entry: ValuedEntry, mayBeTakenBack: Bool = true) throws {
    let before = worth
    let isFolded = fold.post(entry)
    #expect(isFolded)
    entries.append(entry)
    if mayBeTakenBack { open.append(entry.id) }
    changes[entry.id] = (worth.average - before.average, worth.layers - before.layers)
    if entry.shipment == nil, entry.kind != .transferOut, entry.kind != .transferIn {
      onHand += entry.change
    } else {
      #expect(worth == before, "a transfer changed what all is worth, by entry \(entry.id)")
    }
    if entry.kind != .transferOut { try check() }
  }

  /// What all sites have and what is on its way is worth.
  private var worth: (average: Money, layers: Money) {
    let (sites, passages) = (fold.valuation.sites.values, fold.valuation.passages.values)
    return (
      sites.reduce(Money.zero) { $0 + $1.average.stock.value } + passages.reduce(Money.zero) { $0 + $1.stock.value },
      sites.reduce(Money.zero) { $0 + $1.layers.total.value }
        + passages.reduce(Money.zero) { $0 + $1.layers.total.value }
    )
  }

  private func check() throws {
    var total = Quantity.zero
    for holding in fold.valuation.sites.values {
      #expect(holding.layers.total.quantity == holding.average.stock.quantity)
      total += holding.average.stock.quantity
      checkOrder(holding.layers)
    }
    for passage in fold.valuation.passages.values {
      #expect(passage.layers.total.quantity == passage.stock.quantity)
      total += passage.stock.quantity
      checkOrder(passage.layers)
    }
    #expect(total == onHand)
  }

  private func checkOrder(_ layers: CostLayers) {
    let all = layers.all
    #expect(all.allSatisfy { $0.quantity > .zero })
    #expect(zip(all, all.dropFirst()).allSatisfy { ($0.date, $0.entry) < ($1.date, $1.entry) })
  }
}
