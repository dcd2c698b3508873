import Inventory
import Testing

/// The counting of the simulation: stocktakes from opening to applying, and what is taken back.
extension CountSimulation {
  /// A stocktake as its counters see it.
  struct Take {
    var number: String
    var scope: Set<String>
    var policy: CountPolicy
    var isOver = false
    /// By item, place and lot.
    var lines: [Key: Line] = [:]
    var events: [Event] = []

    var holds: Bool { policy != .live && !isOver }

    func events(of key: Key) -> [Event] {
      events.filter { $0.line == key && $0.round == lines[key]?.round && !$0.isNegated }
    }
  }

  struct Line {
    var number = 0
    var round = 1
    var state = CountLineState.open
    var approved: Quantity?
  }

  struct Event {
    var line: Key
    var serial: String?
    var actor: String
    var base: Int
    var when: Instant
    var seen: Int64?
    var round: Int
    var isNegated = false
  }

  mutating func open() throws {
    guard takes.count(where: { !$0.isOver }) < 4 else { return }
    let (place, scope, onlyHere): (String, Set<String>, Bool) =
      [
        ("W", ["W", "A", "B", "Q"], false), ("R", ["A", "B"], false), ("A", ["A"], false), ("W", ["W"], true),
        ("Q", ["Q"], false), ("W", ["W", "A", "B", "Q"], false),
      ].any(&numbers)
    let policy: CountPolicy = numbers.once(in: 16) ? [.frozen, .locked].any(&numbers) : .live
    let act = OpenStocktake(code(place), isBlind: false, policy: policy, onlyHere: onlyHere)
    guard case .success(let answer) = try perform(act, "opens \(policy.rawValue) at \(place)") else { return }
    let document = answer.document ?? ""
    guard let start = document.firstRange(of: "\"id\":\"") else { throw fail("no number in \(document)") }
    let number = String(document[start.upperBound...].prefix { $0 != "\"" })
    takes.append(Take(number: number, scope: scope, policy: policy))
    try look(takes.count - 1)
  }

  /// Reads what the books say of the lines, and holds what was counted against the events.
  mutating func look(_ index: Int) throws {
    for row in try house.books.ask(CountLinePage(takes[index].number, limit: 1000)).rows {
      let key = Key(short(row.code.sku), short(String(row.place.split(separator: "/").last ?? "")), row.lot ?? "")
      var line = takes[index].lines[key] ?? Line()
      let events = takes[index].events.filter { $0.line == key && $0.round == line.round && !$0.isNegated }
      let counted = events.isEmpty ? nil : Quantity(events.reduce(0) { $0 + $1.base })
      if row.counted != counted || row.round != line.round {
        throw fail(
          "\(key) of \(takes[index].number): \(row.counted?.description ?? "nothing") in round \(row.round), not "
            + "\(counted?.description ?? "nothing") in \(line.round)")
      }
      if let counted, row.lastCountedAt != last(events)?.when { throw fail("\(key): last counted of \(counted)") }
      line.number = row.number
      line.state = row.state
      if row.state == .approved { line.approved = row.judgement?.variance }
      takes[index].lines[key] = line
    }
  }

  /// The event that says of which instant a line speaks.
  private func last(_ events: [Event]) -> Event? {
    var last: Event?
    for event in events where last.map({ event.when >= $0.when }) ?? true { last = event }
    return last
  }

  mutating func anyTake() -> Int? {
    let open = takes.indices.filter { !takes[$0].isOver }
    return open.isEmpty ? nil : open.any(&numbers)
  }

  // MARK: Counting

  /// Somebody counts in a bin: all of it or one thing, at once or a part, now or from a sheet of paper.
  mutating func count() throws {
    guard let index = anyTake() else { return try open() }
    let place = Array(takes[index].scope).sorted().any(&numbers)
    let actor = CountSimulation.people.any(&numbers)
    if numbers.once(in: 12) { return try countEmpty(index, place, actor) }
    let when: Instant? = numbers.once(in: 5) ? now.adding(milliseconds: Int64(-numbers.upTo(7_200_000))) : nil
    var keys = Set(model.keys.filter { $0.place == place && model.there($0, at: when) != 0 }.map(line))
    let listed = takes[index].lines.keys.filter { $0.place == place }
    if !numbers.once(in: 4) { keys.formUnion(listed) }
    var chosen = keys.sorted { "\($0)" < "\($1)" }
    if numbers.once(in: 3), !chosen.isEmpty { chosen = [chosen.any(&numbers)] }
    var entries: [CountEntry] = []
    var events: [Event] = []
    for key in chosen {
      let line = takes[index].lines[key] ?? Line()
      if line.state == .counting, !numbers.once(in: 5) { continue }
      let (entry, more) = try entry(index, key, line, when, actor)
      if let entry { entries.append(entry) }
      events += more
    }
    guard !entries.isEmpty else { return }
    let what = entries.map { "\($0.kind.name) \($0.quantity) \($0.item ?? "") \($0.lot ?? "") \($0.serials)" }
    let act = RecordCounts(takes[index].number, entries)
    let words = "\(takes[index].number) \(actor) at \(place) \(when?.description ?? "now"): \(what)"
    guard case .success = try perform(act, words, by: actor) else { return }
    for event in events { take(event, index) }
  }

  private func line(_ key: Key) -> Key { Key(key.item, key.place, key.item == "L" ? key.part : "") }

  private mutating func take(_ event: Event, _ index: Int) {
    var line = takes[index].lines[event.line] ?? Line()
    if line.state == .recount { line.round += 1 }
    line.state = .counting
    var event = event
    event.round = line.round
    takes[index].events.append(event)
    takes[index].lines[event.line] = line
  }

  /// What somebody enters for a line: what is there, seldom something else, sometimes only a part of it.
  private mutating func entry(
    _ index: Int, _ key: Key, _ line: Line, _ when: Instant?, _ actor: String
  ) throws -> (CountEntry?, [Event]) {
    let round = line.state == .recount ? line.round + 1 : line.round
    func event(_ base: Int, _ serial: String? = nil) -> Event {
      Event(
        line: key, serial: serial, actor: actor, base: base, when: when ?? now, seen: when == nil ? ledgerEnd : nil,
        round: round)
    }
    var entry = CountEntry(.typed, code(key.item), .zero, at: code(key.place), occurredAt: when)
    if key.item == "S" {
      let counted = Set(
        takes[index].events.filter { !$0.isNegated && $0.serial != nil }.filter(isLive(index)).compactMap(\.serial))
      let serials = (0..<5).map { "s\($0)" }.filter {
        model.there(Key("S", key.place, $0), at: when) == 1 && !counted.contains($0)
      }
      let found = serials.filter { _ in !numbers.once(in: 10) }
      guard !found.isEmpty else {
        entry.kind = .zero
        return (entry, [event(0)])
      }
      (entry.quantity, entry.serials) = (Quantity(found.count), found)
      return (entry, found.map { event(1, $0) })
    }
    var quantity = max(0, model.there(key, at: when))
    if numbers.once(in: 8) { quantity = max(0, quantity + numbers.upTo(4) - 2) }
    if quantity > 1, numbers.once(in: 6) { quantity = numbers.upTo(quantity - 1) + 1 }
    if key.item == "L" { entry.lot = key.part }
    entry.quantity = Quantity(quantity)
    if quantity == 0 { entry.kind = .zero }
    guard quantity > 0, numbers.once(in: 4) else { return (entry, [event(quantity)]) }
    entry.kind = .set
    let own = takes[index].events.filter { $0.line == key && $0.round == round && $0.actor == actor && !$0.isNegated }
    return (entry, [event(quantity - own.reduce(0) { $0 + $1.base })])
  }

  /// Whether a serial's event is of a round that counts: what a round before this one found may be found again.
  private func isLive(_ index: Int) -> (Event) -> Bool {
    { event in
      guard let line = takes[index].lines[event.line] else { return true }
      return event.round == line.round && line.state != .recount
    }
  }

  private mutating func countEmpty(_ index: Int, _ place: String, _ actor: String) throws {
    let words = "\(takes[index].number) \(actor) finds \(place) empty"
    let act = CountEmptyBin(takes[index].number, code(place))
    guard case .success = try perform(act, words, by: actor) else { return }
    // Which keys it wrote is the books' affair: those expected here and not counted.
    for row in try house.books.ask(CountLinePage(takes[index].number, location: code(place), limit: 1000)).rows {
      let key = Key(short(row.code.sku), place, row.lot ?? "")
      let line = takes[index].lines[key] ?? Line()
      guard row.state == .counting, line.state != .counting else { continue }
      take(
        Event(line: key, serial: nil, actor: actor, base: 0, when: now, seen: ledgerEnd, round: line.round), index)
    }
    try look(index)
  }

  mutating func undo() throws {
    guard let index = anyTake() else { return }
    let actor = CountSimulation.people.any(&numbers)
    let own = takes[index].events.lastIndex { event in
      let line = takes[index].lines[event.line] ?? Line()
      return event.actor == actor && !event.isNegated && event.round == line.round && !line.state.isDecided
    }
    let result = try perform(NegateCount(takes[index].number), "\(takes[index].number) \(actor) undoes", by: actor)
    switch result {
    case .success:
      guard let own else { throw fail("took back what was not there") }
      takes[index].events[own].isNegated = true
      let key = takes[index].events[own].line
      // The first scan of another round begins it; taken back, the line waits for it again.
      if takes[index].events(of: key).isEmpty, let line = takes[index].lines[key], line.round > 1 {
        takes[index].lines[key]?.round -= 1
      }
      try look(index)
    case .failure(let error):
      if own != nil, Explanation(error).type != "count-below-zero", Explanation(error).type != "invalid-state" {
        throw fail("could not take back: \(Explanation(error).detail)")
      }
    }
  }

  // MARK: Deciding

  mutating func reconcile() throws {
    guard let index = anyTake() else { return }
    guard case .success = try perform(ReconcileStocktake(takes[index].number), "reconciles \(takes[index].number)")
    else { return }
    try look(index)
    for row in try house.books.ask(CountLinePage(takes[index].number, limit: 1000)).rows {
      guard let judgement = row.judgement, !row.state.isDecided else { continue }
      let key = Key(short(row.code.sku), short(String(row.place.split(separator: "/").last ?? "")), row.lot ?? "")
      guard key.item != "S", let last = last(takes[index].events(of: key)) else { continue }
      let expected = Quantity(model.expected(key, at: last.when, seen: last.seen))
      if judgement.expected != expected {
        throw fail("\(key) of \(takes[index].number): \(judgement.expected) expected, not \(expected)")
      }
    }
  }

  mutating func decide() throws {
    guard let index = anyTake() else { return }
    let take = takes[index]
    let judged = take.lines.values.filter { [.counted, .outside, .recount, .approved].contains($0.state) }.map(\.number)
    let verdict: DecideCounts.Verdict = numbers.once(in: 5) ? [.reject, .recount].any(&numbers) : .approve
    let isAll = verdict == .approve && !numbers.once(in: 3)
    let target: DecideCounts.Target = isAll || judged.isEmpty ? .all : .lines([judged.sorted().any(&numbers)])
    let act = DecideCounts(take.number, verdict, target)
    guard case .success = try perform(act, "\(verdict.rawValue)s \(target) of \(take.number)") else { return }
    try look(index)
  }

  mutating func cancelOrClose() throws {
    guard let index = anyTake() else { return }
    let number = takes[index].number
    guard numbers.once(in: 3) else {
      let place = Array(takes[index].scope).sorted().any(&numbers)
      guard case .success = try perform(CloseBin(number, code(place)), "\(number) closes \(place)", by: "ben") else {
        return
      }
      return try look(index)
    }
    guard case .success = try perform(CancelStocktake(number), "cancels \(number)") else { return }
    takes[index].isOver = true
  }

  // MARK: Applying

  mutating func apply() throws {
    guard let index = anyTake() else { return }
    try apply(index)
  }

  /// A supervisor brings a stocktake to its end; now and then something happens in between.
  mutating func finish() throws {
    let counted = takes.indices.filter { index in
      !takes[index].isOver && takes[index].lines.values.contains { $0.state != .open && $0.state != .confirm }
    }
    guard !counted.isEmpty else { return try count() }
    let index = counted.any(&numbers)
    let number = takes[index].number
    try perform(ReconcileStocktake(number), "reconciles \(number)")
    try look(index)
    if numbers.once(in: 5) { try postLate() }
    try perform(DecideCounts(number, .approve, .all), "approves \(number)")
    try look(index)
    if numbers.once(in: 3) { numbers.once(in: 2) ? try move() : try postLate() }
    if !numbers.once(in: 5) { try apply(index) }
  }

  @discardableResult
  mutating func apply(_ index: Int) throws -> Bool {
    let take = takes[index]
    let approved = take.lines.filter { $0.value.state == .approved }
    var counts: [Key: [CountModel.Count]] = [:]
    var isReturned: [Key: Bool] = [:]
    for (key, line) in approved {
      guard let last = last(take.events(of: key)) else { throw fail("\(key) is approved and was never counted") }
      let reference = "\(take.number)/\(line.number)"
      func count(_ key: Key, _ value: Int) -> CountModel.Count {
        CountModel.Count(key: key, when: last.when, seen: last.seen, value: value, line: reference)
      }
      if key.item == "S" {
        let found = Set(take.events(of: key).compactMap(\.serial))
        counts[key] = (0..<5).map { count(Key("S", key.place, "s\($0)"), found.contains("s\($0)") ? 1 : 0) }
      } else {
        let value = take.events(of: key).reduce(0) { $0 + $1.base }
        let own = count(key, value)
        counts[key] = [own]
        let variance = Quantity(value - model.expected(key, at: own.when, seen: own.seen))
        isReturned[key] = model.cannotBe(own) || variance != line.approved && !variance.isZero
      }
    }
    let held = heldBefore(approved.keys.map { $0 })
    guard case .success(let answer) = try perform(ApplyStocktake(take.number), "applies \(take.number)") else {
      if !approved.isEmpty,
        take.lines.values.allSatisfy({ $0.state.isDecided || $0.state == .open || $0.state == .confirm }),
        take.lines.values.allSatisfy({ $0.state.isDecided || $0.round == 1 })
      {
        throw fail("\(take.number) was not applied: \(approved.keys.sorted { "\($0)" < "\($1)" })")
      }
      return false
    }
    try look(index)
    tally.cuts += answer.entries.count { $0.kind == .cut }
    for key in approved.keys {
      let isApplied = takes[index].lines[key]?.state == .applied
      if let expected = isReturned[key], expected == isApplied {
        throw fail("\(key) of \(take.number) was \(isApplied ? "applied" : "returned")")
      }
      if isApplied {
        model.counts += counts[key] ?? []
        tally.lines += 1
      } else {
        tally.returned += 1
      }
    }
    addDepartures(answer, take.number)
    try addCuts(answer, held)
    takes[index].isOver = try house.books.ask(StocktakeCard(take.number)).stocktake.status.isOver
    try compare(isThorough: false)
    return true
  }

  /// A serial found here leaves where the books had it.
  private mutating func addDepartures(_ answer: ActAnswer, _ number: String) {
    for entry in answer.entries where entry.kind == .count && entry.note?.hasPrefix("found at") == true {
      let place = short(String(entry.place.split(separator: "/").last ?? ""))
      var paper = CountModel.Paper(key: Key("S", place, entry.serials.first ?? ""), when: entry.occurredAt, change: -1)
      paper.id = entry.id
      paper.count = entry.reference
      model.papers.append(paper)
    }
  }

  /// What was held of the records, before a count that may cut it.
  private func heldBefore(_ keys: [Key]) -> [Key: [(reference: String, quantity: Int)]] {
    var held: [Key: [(reference: String, quantity: Int)]] = [:]
    for key in keys { held[Key(key.item, key.place)] = model.reserved(of: key.item, at: key.place) }
    return held
  }

  /// Reservations lose what is not there, the newest first; not more.
  private mutating func addCuts(_ answer: ActAnswer, _ held: [Key: [(reference: String, quantity: Int)]]) throws {
    for (record, holds) in held where record.place != CountModel.quarantine {
      let cuts = answer.entries.filter {
        $0.kind == .cut && short($0.code.sku) == record.item
          && short(String($0.place.split(separator: "/").last ?? "")) == record.place
      }
      let left = model.onHand(of: record.item, at: record.place, now)
      var missing = max(0, holds.reduce(0) { $0 + $1.quantity } - left)
      var expected: [String] = []
      for hold in holds.reversed() where missing > 0 {
        expected.append("\(hold.reference) \(min(missing, hold.quantity))")
        missing -= min(missing, hold.quantity)
      }
      let cut = cuts.map { "\($0.reference ?? "") \(-$0.change.reserved)" }
      // Lots of one record are counted one after the other, and may cut more on the way.
      if record.item == "N", cut != expected { throw fail("\(record): cut \(cut), not \(expected)") }
      for entry in cuts {
        var paper = CountModel.Paper(key: record, when: now, change: 0)
        paper.reserved = Int(entry.change.reserved.thousandths / 1000)
        paper.reference = entry.reference ?? ""
        model.papers.append(paper.with(id: entry.id))
      }
    }
  }

  mutating func countNow() throws {
    let item = CountSimulation.items.any(&numbers)
    let place = CountSimulation.places.any(&numbers)
    var key = Key(item, place)
    if item == "L" { key.part = ["l1", "l2"].any(&numbers) }
    let serials = (0..<5).map { "s\($0)" }.filter { model.there(Key("S", place, $0)) == 1 }
    let value = item == "S" ? serials.count : model.there(key)
    let act = CountNow(
      code(item), Quantity(value), at: code(place), lot: item == "L" ? key.part : nil,
      serials: item == "S" ? serials : [])
    let held = heldBefore([key])
    let seen = ledgerEnd
    guard case .success(let answer) = try perform(act, "counts now \(value) \(key) \(item == "S" ? serials : [])")
    else {
      return
    }
    let number = try house.books.ask(StocktakePage(limit: 1)).rows[0].number
    let keys = item == "S" ? (0..<5).map { Key("S", place, "s\($0)") } : [key]
    for key in keys {
      model.counts.append(
        CountModel.Count(
          key: key, when: now, seen: seen, value: item == "S" ? serials.count { $0 == key.part } : value,
          line: "\(number)/1"))
    }
    addDepartures(answer, number)
    try addCuts(answer, held)
    try compare(isThorough: false)
  }
}
