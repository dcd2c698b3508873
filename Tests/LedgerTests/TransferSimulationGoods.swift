import Inventory
import Testing

/// What happens to goods besides transfers: they come, go, are carried about, counted, and taken back.
extension TransferSimulation {
  static let stockPlaces = ["N", "NA", "NB", "NQ", "S", "SA", "EA"]

  mutating func amount(of item: String, most: Int = 9) -> Quantity {
    item == "M" ? Quantity(thousandths: Int64(numbers.upTo(most * 1000 - 1) + 1)) : Quantity(numbers.upTo(most - 1) + 1)
  }

  /// Some goods come from a supplier.
  mutating func bring() throws {
    let item = ["P", "M", "L", "L", "S", "S"].any(&numbers)
    let place = TransferSimulation.stockPlaces.any(&numbers)
    var line = MovementLine(.receipt, code(item), amount(of: item), at: code(place))
    if item == "L" {
      let lot = numbers.upTo(2)
      line.lot = TransferModel.lots[lot]
      line.expires = Day("2027-0\(lot + 1)-15")
    }
    if item == "S" {
      let count = numbers.upTo(2) + 1
      line.serials = (0..<count).map { "s\(serials + $0)" }
      line.quantity = Quantity(count)
      serials += count
    }
    let entry = model.entry(
      .receipt, item, place, lot: line.lot, serials: line.serials, onHand: line.quantity, when: now)
    try send(PostMovements([line]), "brings \(line.quantity) \(item) \(line.lot ?? "") \(line.serials) to \(place)")
    _ = model.goods.post([entry])
    model.brought[item, default: .zero] += line.quantity
  }

  /// Serials that stand in a place.
  func serials(at place: String) -> [String] {
    (0..<serials).map { "s\($0)" }.filter { model.goods.place(of: $0) == place }
  }

  /// Some goods are used up, or too many of them.
  mutating func take() throws {
    let item = ["P", "M", "L", "S"].any(&numbers)
    let place = ["N", "NA", "S", "SA", "EA"].any(&numbers)
    var line = MovementLine(.issue, code(item), amount(of: item, most: 5), at: code(place))
    if item == "L" { line.lot = TransferModel.lots.any(&numbers) }
    if item == "S" {
      let here = serials(at: place)
      line.serials = [here.isEmpty || numbers.once(in: 8) ? "s\(numbers.upTo(serials))" : here.any(&numbers)]
      line.quantity = Quantity(1)
    }
    var after = model
    let entry = model.entry(
      .issue, item, place, lot: line.lot, serials: line.serials, onHand: -line.quantity, when: now)
    let stands = !line.serials.contains { model.isBlocked($0) } && after.goods.post([entry])
    let what = "takes \(line.quantity) \(item) \(line.lot ?? "") \(line.serials) from \(place)"
    var refusals: Set = ["insufficient-stock", "no-such-lot", "serial-not-here"]
    if line.serials.contains(where: { model.isBlocked($0) }) { refusals.insert("serial-blocked") }
    guard try send(PostMovements([line]), what, refusals: stands ? nil : refusals) != nil else { return }
    model = after
    model.brought[item, default: .zero] -= line.quantity
  }

  /// Goods are carried within a site.
  mutating func carry() throws {
    let item = ["P", "M", "L", "S"].any(&numbers)
    let places = numbers.once(in: 3) ? ["S", "SA", "SQ"] : ["N", "NA", "NB", "NQ"]
    let from = places.any(&numbers)
    let to = places.filter { $0 != from }.any(&numbers)
    var line = MovementLine(.transferOut, code(item), amount(of: item, most: 5), at: code(from), to: code(to))
    if item == "L" { line.lot = TransferModel.lots.any(&numbers) }
    if item == "S" {
      let here = serials(at: from)
      guard !here.isEmpty else { return }
      line.serials = [here.any(&numbers)]
      line.quantity = Quantity(1)
    }
    // A blocked serial may be carried, and is blocked where it comes to: that is not the affair of transfers.
    if line.serials.contains(where: { model.isBlocked($0) }) { return }
    var after = model
    let stands = after.goods.post([
      model.entry(.transferOut, item, from, lot: line.lot, serials: line.serials, onHand: -line.quantity, when: now),
      model.entry(.transferIn, item, to, lot: line.lot, serials: line.serials, onHand: line.quantity, when: now),
    ])
    let what = "carries \(line.quantity) \(item) \(line.lot ?? "") \(line.serials) from \(from) to \(to)"
    let refusals: Set = ["insufficient-stock", "no-such-lot", "serial-not-here"]
    guard try send(PostMovements([line]), what, refusals: stands ? nil : refusals) != nil else { return }
    model = after
  }

  /// Somebody counts one thing; that is applied at once.
  mutating func count() throws {
    let item = ["P", "M", "L", "S"].any(&numbers)
    let place = TransferSimulation.stockPlaces.any(&numbers)
    let lot = item == "L" ? TransferModel.lots.any(&numbers) : nil
    let record = SimulationModel.Record(item: item, place: place)
    let has = lot.map { model.goods.lotBalances(record, $0) } ?? model.goods.balances(record)
    guard has.onHand > .zero else { return }
    var act = CountNow(code(item), has.onHand, at: code(place), lot: lot)
    if item == "S" {
      act.serials = serials(at: place).filter { _ in !numbers.once(in: 6) }
      act.quantity = Quantity(act.serials.count)
    } else if numbers.once(in: 2) {
      act.quantity = max(has.onHand + Quantity(numbers.upTo(4) - 2), .zero)
    }
    let what = "counts \(act.quantity) \(item) \(lot ?? "") \(act.serials) at \(place), where \(has.onHand) are"
    guard let answer = try send(act, what, refusals: []) else { return }
    adopt(answer.entries)
    counted.append(Count(item: item, place: place, lot: lot, when: now))
    let after = lot.map { model.goods.lotBalances(record, $0) } ?? model.goods.balances(record)
    if after.onHand != act.quantity { throw fail("\(what): \(after.onHand) on hand") }
  }

  /// A count that was applied: what is taken back before it restates it.
  struct Count {
    var item: String
    var place: String
    var lot: String?
    var when: Instant
  }

  /// Takes over entries whose rules other simulations judge.
  mutating func adopt(_ entries: [LedgerEntry]) {
    for entry in entries {
      let item = short(entry.code.sku)
      model.goods.entries.append(
        SimulationModel.Entry(
          id: entry.id, record: SimulationModel.Record(item: item, place: short(entry.place)), lot: entry.lot,
          serials: entry.serials, when: entry.occurredAt, change: entry.change, kind: entry.kind))
      model.brought[item, default: .zero] += entry.change.onHand
    }
  }

  /// Entries of a transfer are not reversed alone.
  mutating func reverse() throws {
    let parts = model.transfers.flatMap(\.receipts).flatMap(\.parts)
    guard !parts.isEmpty else { return }
    let part = parts.any(&numbers)
    try send(
      ReverseMovement(.entry(part.id)), "reverses entry \(part.id) alone", refusals: ["belongs-to-transfer"])
  }
}
