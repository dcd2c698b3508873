import Inventory

/// The rules of the specification (2) over plain arrays, without an index or a short cut: what the books are held
/// against.
struct SimulationModel {
  struct Record: Hashable {
    var item: String
    var place: String
  }

  struct Entry {
    /// The number the books gave it.
    var id: Int64 = 0
    var record: Record
    var lot: String?
    var serials: [String]
    var when: Instant
    var change: Balances
    var kind: MovementKind
    var isReversal = false
    var isReversed = false
  }

  static let quarantine = "Q"
  var entries: [Entry] = []

  func balances(_ record: Record, by instant: Instant? = nil) -> Balances {
    entries.reduce(into: .zero) { sum, entry in
      if entry.record == record, instant.map({ entry.when <= $0 }) ?? true { sum += entry.change }
    }
  }

  func lotBalances(_ record: Record, _ lot: String) -> Balances {
    entries.reduce(into: .zero) { sum, entry in
      if entry.record == record, entry.lot == lot { sum += entry.change }
    }
  }

  func knows(_ item: String, lot: String) -> Bool { entries.contains { $0.record.item == item && $0.lot == lot } }

  /// Where a serial is: the last entry that names it says so.
  func place(of serial: String) -> String? {
    guard let last = entries.last(where: { $0.serials.contains(serial) }), last.change.onHand > .zero else {
      return nil
    }
    return last.record.place
  }

  var onHandByRecord: [Record: Quantity] {
    entries.reduce(into: [:]) { $0[$1.record, default: .zero] += $1.change.onHand }
  }

  func onHand(at instant: Instant) -> StockAsOf.Past {
    var held: [Record: Balances] = [:]
    for entry in entries where entry.when <= instant { held[entry.record, default: .zero] += entry.change }
    var past = StockAsOf.Past()
    for balances in held.values where balances != .zero {
      past.records += 1
      past.sums += BalanceSums(balances)
    }
    return past
  }

  /// Takes all of them, one after the other, or none.
  mutating func post(_ new: [Entry]) -> Bool {
    let before = entries
    for entry in new {
      guard stands(entry) else {
        entries = before
        return false
      }
      entries.append(entry)
    }
    return true
  }

  private func stands(_ entry: Entry) -> Bool {
    let after = balances(entry.record) + entry.change
    if after.all.contains(where: { $0 < .zero }) { return false }
    let takes = entry.change.onHand < .zero || entry.change.available < .zero
    if after.available < .zero, entry.change.available < .zero { return false }
    if let lot = entry.lot {
      let left = lotBalances(entry.record, lot) + entry.change
      if left.all.contains(where: { $0 < .zero }) { return false }
      if left.available < .zero, entry.change.available < .zero, !entry.kind.isOfCount { return false }
    }
    for serial in entry.serials {
      let isAt = place(of: serial)
      if entry.change.onHand > .zero ? isAt != nil : isAt != entry.record.place { return false }
    }
    guard takes else { return true }
    let instants = Set(entries.filter { $0.record == entry.record && $0.when > entry.when }.map(\.when))
    return instants.union([entry.when]).allSatisfy { instant in
      let then = balances(entry.record, by: instant) + entry.change
      return then.onHand >= .zero && then.available >= .zero
    }
  }

  /// What taking these back would post, last first.
  func reversal(of ids: [Int64]) -> [Entry] {
    entries.filter { ids.contains($0.id) }.reversed().map { entry in
      var reversal = entry
      reversal.id = 0
      reversal.change = -entry.change
      reversal.isReversal = true
      return reversal
    }
  }
}
