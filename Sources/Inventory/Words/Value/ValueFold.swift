/// Folds the entries of one item, in the order of the ledger, into what it is worth (`algorithms.md` 4.6).
///
/// That order never changes, so an entry with an earlier date changes nothing that was folded before: it counts from
/// where it stands in the ledger. Both methods are folded side by side. Of a transfer the average moves at the value
/// that was decided when it was shipped, to the last digit; layers move at their own costs, and keep their dates.
public struct ValueFold: Sendable {
  public private(set) var valuation: ItemValuation
  /// The last entry that was folded.
  public private(set) var end: Int64
  /// The latest instant at which any of them happened.
  public private(set) var latest: Instant
  /// How many were folded here.
  public private(set) var count = 0
  /// What a unit costs by the item's own card.
  public let cost: UnitCost?

  /// What entries that are taken back later did.
  private var moved: [Int64: Moved] = [:]
  private let start: Int64

  private struct Moved {
    var value: Money
    var layers: [CostLayer]
  }

  /// - Parameter end: the last entry that `valuation` has in it.
  public init(
    cost: UnitCost?, from valuation: ItemValuation = .nothing, end: Int64 = 0,
    latest: Instant = Instant(milliseconds: 0)
  ) {
    self.cost = cost
    self.valuation = valuation
    self.end = end
    self.latest = latest
    start = end
  }

  /// Adds the next entry. False when it takes back one that is not remembered, because it was folded before this began:
  /// then the fold is to be made anew from the first entry on.
  public mutating func post(_ entry: ValuedEntry) -> Bool {
    precondition(entry.id > end, "entries are folded in the order of the ledger")
    var reversed: Moved?
    // What moves inside a site changes nothing, and neither does taking it back.
    let staysInside = entry.isTransfer && entry.shipment == nil
    if let other = entry.reverses, !staysInside {
      guard other > start else { return false }
      reversed = moved[other]
    }
    end = entry.id
    latest = max(latest, entry.occurredAt)
    count += 1
    if staysInside || entry.change.isZero { return true }
    let move: Moved
    if entry.isTransfer, let shipment = entry.shipment {
      move = carry(entry, shipment, reversed)
    } else {
      move = entry.change > .zero ? arrive(entry, reversed) : leave(entry, reversed)
    }
    if entry.isReversed { moved[entry.id] = move }
    return true
  }

  /// Goods come in at what they cost; those that come back, at what was taken.
  private mutating func arrive(_ entry: ValuedEntry, _ reversed: Moved?) -> Moved {
    let move = reversed ?? priced(entry)
    valuation.sites[entry.site, default: ItemValuation.Holding()].average.put(entry.change, worth: move.value)
    for layer in move.layers { valuation.sites[entry.site]?.layers.put(layer) }
    return move
  }

  private func priced(_ entry: ValuedEntry) -> Moved {
    let holding = valuation.sites[entry.site] ?? ItemValuation.Holding()
    func value(_ rate: StockValue) -> Money {
      if let shipment = entry.shipment { return shipment.value.magnitude }
      if let known = entry.cost ?? (entry.isPriced || rate.quantity.isZero ? cost : nil) {
        return Money(entry.change, at: known)
      }
      return rate.cost(of: entry.change)
    }
    let layer = CostLayer(
      date: entry.occurredAt, entry: entry.id, quantity: entry.change, value: value(holding.layers.rate))
    return Moved(value: value(holding.average.rate), layers: [layer])
  }

  /// Goods go out at the average and from the oldest layers; those that never came, at what they had brought and from
  /// their own layers, as far as these are still there.
  private mutating func leave(_ entry: ValuedEntry, _ reversed: Moved?) -> Moved {
    let quantity = -entry.change
    let decided = reversed?.value ?? entry.shipment?.value.magnitude
    let value = decided ?? (valuation.sites[entry.site]?.average.rate ?? StockValue()).cost(of: quantity)
    return Moved(value: value, layers: take(quantity, worth: value, entry, reversed))
  }

  private mutating func take(
    _ quantity: Quantity, worth value: Money, _ entry: ValuedEntry, _ reversed: Moved?
  ) -> [CostLayer] {
    valuation.sites[entry.site, default: ItemValuation.Holding()].average.take(quantity, worth: value)
    return valuation.sites[entry.site, default: ItemValuation.Holding()].layers.take(
      quantity, at: entry.occurredAt, by: entry.id, from: reversed?.layers ?? [])
  }

  /// Goods go on their way, or come off it: to where they were sent, or back.
  private mutating func carry(
    _ entry: ValuedEntry, _ shipment: ValuedEntry.Shipment, _ reversed: Moved?
  ) -> Moved {
    let quantity = entry.change.magnitude
    let value = shipment.value.magnitude
    var passage = valuation.passages.removeValue(forKey: shipment.way) ?? ItemValuation.Passage()
    let layers: [CostLayer]
    if entry.change < .zero {
      layers = take(quantity, worth: value, entry, reversed)
      passage.stock.quantity += quantity
      passage.stock.value += value
      for layer in layers { passage.layers.put(layer) }
    } else {
      layers = passage.layers.take(quantity, at: entry.occurredAt, by: entry.id, from: reversed?.layers ?? [])
      passage.stock.quantity -= quantity
      passage.stock.value -= value
      valuation.sites[entry.site, default: ItemValuation.Holding()].average.put(quantity, worth: value)
      for layer in layers { valuation.sites[entry.site]?.layers.put(layer) }
    }
    if !passage.isOver { valuation.passages[shipment.way] = passage }
    return Moved(value: value, layers: layers)
  }
}
