import Inventory

/// The bin that is being counted, as far as it is known: its lines in the order of their first count, so that no row
/// moves while others are scanned, what is parked, and who else is here.
struct CountSheet: Sendable {
  var code: String
  var place: String
  private(set) var lines: [CountLine] = []
  private(set) var parked: [CountEvent] = []
  private(set) var leases: [CountLease] = []
  private(set) var isRead = false
  /// Its label was the last thing scanned: 0 now means it is empty.
  var isUntouched = true
  /// The line that was scanned last.
  var current: GoodsKey?

  init(code: String, place: String) {
    self.code = code
    self.place = place
  }

  func line(_ key: GoodsKey?) -> CountLine? { key.flatMap { key in lines.first { $0.goods == key } } }

  var round: Int { lines.map { $0.round + ($0.state == .recount ? 1 : 0) }.max() ?? 1 }

  /// How many of them are counted; the others were expected and not found.
  var countedLines: Int { lines.count { $0.counted != nil } }

  func others(than actor: String) -> [CountLease] { leases.filter { $0.actor != actor } }

  mutating func take(_ card: CountedBin.Card) {
    code = card.code
    place = card.place
    lines = card.lines.sorted { left, right in
      switch (left.firstCountedAt, right.firstCountedAt) {
      case (nil, nil): left.number < right.number
      case (nil, _): false
      case (_, nil): true
      case (let first?, let second?): (first, left.number) < (second, right.number)
      }
    }
    parked = card.parked
    leases = card.leases
    isRead = true
    if line(current) == nil { current = lastCounted?.goods }
  }

  private var lastCounted: CountLine? {
    lines.filter { $0.counted != nil }.max {
      ($0.lastCountedAt?.milliseconds ?? 0, $0.number) < ($1.lastCountedAt?.milliseconds ?? 0, $1.number)
    }
  }

  /// Adds what was counted; the database says the same when it is asked next.
  mutating func add(_ goods: ScannedGoods, _ base: Quantity, isDamaged: Bool, at now: Instant, by actor: String) {
    current = goods.key
    isUntouched = false
    let index = lines.firstIndex { $0.goods == goods.key }
    guard let index, lines[index].counted != nil else {
      let line = CountLine(
        stocktake: StocktakeID(0), number: index.map { lines[$0].number } ?? .max, item: goods.item.id,
        code: goods.item.code, name: goods.item.name, unit: goods.item.unit.name, location: LocationID(0), place: place,
        lot: goods.lot, expires: goods.expires, round: index.map { lines[$0].round } ?? 1, state: .counting,
        counted: base, damaged: isDamaged ? base : .zero, firstCountedAt: now, lastCountedAt: now, counters: [actor],
        judgement: nil, movedWhileCounted: false, promised: nil, probablePick: nil, reason: nil, decidedBy: nil,
        refusal: nil)
      if let index { lines.remove(at: index) }
      lines.insert(line, at: lines.firstIndex { $0.counted == nil } ?? lines.count)
      return
    }
    if lines[index].state == .recount {
      lines[index].round += 1
      lines[index].damaged = .zero
      lines[index].judgement = nil
    }
    let counted = lines[index].open + base
    lines[index].counted = counted
    lines[index].state = .counting
    lines[index].lastCountedAt = now
    if isDamaged { lines[index].damaged += base }
    if !lines[index].counters.contains(actor) { lines[index].counters.append(actor) }
    if let expected = lines[index].judgement?.expected { lines[index].judgement?.variance = counted - expected }
  }

  /// Changes a counted line by so much.
  mutating func change(_ key: GoodsKey, by base: Quantity, at now: Instant) {
    current = key
    isUntouched = false
    guard let index = lines.firstIndex(where: { $0.goods == key }) else { return }
    let counted = lines[index].open + base
    lines[index].counted = counted
    lines[index].lastCountedAt = now
    if let expected = lines[index].judgement?.expected { lines[index].judgement?.variance = counted - expected }
  }

  mutating func touch() { isUntouched = false }

  /// What the books do not have yet stands among what is parked.
  mutating func park(_ event: CountEvent) { parked.append(event) }

  mutating func unpark(_ id: Int64) { parked.removeAll { $0.id == id } }

  /// Takes back what a count did here.
  mutating func takeBack(_ stroke: CountStroke, at now: Instant) {
    if let id = stroke.parked { unpark(id) }
    guard let index = lines.firstIndex(where: { $0.goods == stroke.goods }) else { return }
    if stroke.isNew, lines[index].counted == stroke.base {
      lines.remove(at: index)
      if current == stroke.goods { current = lastCounted?.goods }
      return
    }
    lines[index].damaged -= stroke.damaged
    change(lines[index].goods, by: .zero - stroke.base, at: now)
  }
}
