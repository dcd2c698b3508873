import Inventory
import Testing

/// A tiny warehouse in which everything happens that makes counting hard: goods move with papers now, later or never,
/// several people count several overlapping stocktakes, and counts are applied late, in any order, and taken back.
///
/// Every step goes to the books and to the ``CountModel``. Each warehouse has places and items of its own, so that many
/// share one database.
struct CountSimulation {
  typealias Key = CountModel.Key

  let seed: UInt64
  let house: SampleWarehouse
  /// Half of the warehouses have a clock that stands still now and then: what happens at one instant has an order too.
  let hasTies: Bool
  var numbers: SeededNumbers
  var model = CountModel()
  var now = SampleWarehouse.noon.adding(milliseconds: -86_400_000)
  var ledgerEnd: Int64 = 0
  var pending: [Pending] = []
  var takes: [Take] = []
  /// Acts that may be taken back: their keys, and the entries of each.
  var posted: [(key: String, ids: [Int64])] = []
  var story: [String] = []
  var tally = Tally()
  private var acts = 0

  static let places = ["A", "B", "Q", "W"]
  static let items = ["N", "L", "S"]
  static let people = ["maria", "ben", "cleo"]

  /// A movement whose paper has not come yet.
  struct Pending {
    var line: MovementLine
    var papers: [CountModel.Paper]
  }

  struct Tally {
    var taken: [String: Int] = [:]
    var refused: [String: Int] = [:]
    var lines = 0
    var returned = 0
    var cuts = 0
    var restated = 0

    static func + (a: Tally, b: Tally) -> Tally {
      Tally(
        taken: a.taken.merging(b.taken, uniquingKeysWith: +),
        refused: a.refused.merging(b.refused, uniquingKeysWith: +),
        lines: a.lines + b.lines, returned: a.returned + b.returned, cuts: a.cuts + b.cuts,
        restated: a.restated + b.restated)
    }
  }

  /// What went wrong, with all that led to it.
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  init(seed: UInt64, in house: SampleWarehouse) throws {
    self.seed = seed
    self.house = house
    numbers = SeededNumbers(seed: seed)
    hasTies = numbers.once(in: 2)
    try addPlaces()
    for _ in 0..<6 { try move(.receipt) }
  }

  private mutating func addPlaces() throws {
    let site = code("W")
    try perform(
      ImportLocations([
        ImportLocations.Row(site, LocationEdits()),
        ImportLocations.Row(code("R"), .with { ($0.parent, $0.roomType, $0.kind) = (site, "storage", .room) }),
        ImportLocations.Row(code("Q"), .with { ($0.parent, $0.roomType, $0.kind) = (site, "quarantine", .room) }),
        ImportLocations.Row(code("A"), .with { $0.parent = code("R") }),
        ImportLocations.Row(code("B"), .with { $0.parent = code("R") }),
      ]), "sets up")
    try perform(
      ImportItems([
        ImportItems.Row(ItemCode(sku: code("N")), ItemEdits()),
        ImportItems.Row(ItemCode(sku: code("L")), .with { $0.tracking = .lot }),
        ImportItems.Row(ItemCode(sku: code("S")), .with { $0.tracking = .serial }),
      ]), "sets up")
  }

  func code(_ name: String) -> String { "\(name)\(seed)" }
  func fail(_ why: String) -> Failure {
    Failure(description: "seed \(seed): \(why)\n" + story.suffix(14).map { "  " + $0 }.joined(separator: "\n"))
  }

  @discardableResult
  mutating func perform(_ act: some Act, _ what: String, by actor: String = "anna") throws -> Result<
    ActAnswer, InventoryError
  > {
    acts += 1
    story.append("\(now) \(what)")
    do throws(InventoryError) {
      let context = ActContext(key: "s\(seed)-\(acts)", actor: actor, terminal: "hh", now: now)
      let answer = try house.books.performUntilKnown(act, context)
      tally.taken[act.action, default: 0] += 1
      for entry in answer.entries { ledgerEnd = max(ledgerEnd, entry.id) }
      tally.restated += answer.entries.count { $0.kind == .countRestate }
      return .success(answer)
    } catch {
      let type = Explanation(error).type
      story[story.count - 1] += " → \(type): \(Explanation(error).detail.prefix(150))"
      tally.refused["\(act.action) \(type)", default: 0] += 1
      if ["contended", "database-failed"].contains(type) { throw fail("\(what): \(error)") }
      return .failure(error)
    }
  }

  mutating func step() throws {
    if !hasTies || !numbers.once(in: 4) { now = now.adding(milliseconds: Int64(numbers.upTo(1_200_000) + 1)) }
    switch numbers.upTo(99) {
    case 0..<30: try move()
    case 30..<40: try postLate()
    case 40..<44: try reserve()
    case 44..<49: try takeBack()
    case 49..<52: try countNow()
    case 52..<55: try open()
    case 55..<79: try count()
    case 79..<82: try undo()
    case 82..<85: try reconcile()
    case 85..<87: try decide()
    case 87..<89: try apply()
    case 89..<98: try finish()
    default: try cancelOrClose()
    }
  }

  // MARK: Goods

  /// Something happens to goods; its paper is posted now, comes later, or never; or there is only a paper.
  mutating func move(_ only: MovementKind? = nil) throws {
    let kinds: [MovementKind] = [
      .receipt, .receipt, .receipt, .issue, .issue, .issue, .scrap, .transferOut, .transferOut,
    ]
    let kind = only ?? kinds.any(&numbers)
    var (item, from) = (CountSimulation.items.any(&numbers), CountSimulation.places.any(&numbers))
    let stocked = model.keys.filter { model.there($0) > 0 }.sorted { "\($0)" < "\($1)" }
    if kind != .receipt, !stocked.isEmpty {
      let key = stocked.any(&numbers)
      (item, from) = (key.item, key.place)
    }
    let fate = numbers.upTo(11)
    let isOnlyPaper = fate == 0
    let arrives = kind == .receipt
    guard let (part, quantity) = choose(item, from, arrives: arrives, onPaper: isOnlyPaper) else { return }
    var legs = [(Key(item, from, part), arrives ? quantity : -quantity)]
    var line = MovementLine(kind, code(item), Quantity(quantity), at: code(from))
    if kind == .transferOut {
      let to = CountSimulation.places.filter { $0 != from }.any(&numbers)
      line.to = code(to)
      legs.append((Key(item, to, part), quantity))
    }
    if item == "L" { line.lot = part }
    if item == "S" { line.serials = [part] }
    if !isOnlyPaper {
      for (key, change) in legs { model.deeds.append(CountModel.Deed(key: key, when: now, change: change)) }
    }
    let papers = legs.map { CountModel.Paper(key: $0.0, when: now, change: $0.1) }
    if fate == 1 {
      story.append("\(now) without a paper: \(words(line))")
      return
    }
    line.reference = "m\(model.deeds.count)"
    let waits = item == "S" && pending.contains { $0.line.serials == line.serials }
    if fate < 5 || waits {
      line.occurredAt = now
      story.append("\(now) happens: \(words(line))")
      pending.append(Pending(line: line, papers: papers))
    } else if try !post(line, papers) {
      line.occurredAt = now
      pending.append(Pending(line: line, papers: papers))
    }
  }

  /// What of an item, and how much: of what is there (or what the books have), unless it arrives.
  private mutating func choose(
    _ item: String, _ place: String, arrives: Bool, onPaper: Bool
  ) -> (part: String, quantity: Int)? {
    let parts = item == "N" ? [""] : item == "L" ? ["l1", "l2"] : (0..<5).map { "s\($0)" }
    func has(_ part: String, _ place: String) -> Int {
      let key = Key(item, place, part)
      return onPaper ? model.onHand(key, at: now) : model.there(key)
    }
    if item == "S" {
      let fit = parts.filter { part in
        arrives
          ? !CountSimulation.places.contains { has(part, $0) != 0 || model.there(Key(item, $0, part)) != 0 }
          : has(part, place) == 1
      }
      return fit.isEmpty ? nil : (fit.any(&numbers), 1)
    }
    let part = parts.any(&numbers)
    if arrives { return (part, numbers.upTo(7) + 1) }
    let most = has(part, place)
    return most > 0 ? (part, numbers.upTo(most - 1) + 1) : nil
  }

  func words(_ line: MovementLine) -> String {
    "\(line.kind.name) \(line.quantity) \(line.item) at \(line.location) to \(line.to ?? "-") \(line.lot ?? "") "
      + "\(line.serials) on \(line.occurredAt?.description ?? "now")"
  }

  /// Posts a line as a movement or an import of one; both must take it, or both must not. Of serials the model says less:
  /// where the books have one decides.
  @discardableResult
  mutating func post(_ line: MovementLine, _ papers: [CountModel.Paper]) throws -> Bool {
    var after = model
    let end = ledgerEnd
    let stands = after.post(papers.map { $0.with(id: Int64.max) }, now: now)
    let isHeld = takes.contains { take in
      take.holds
        && [line.location, line.to].contains { place in place.map { take.scope.contains(short($0)) } ?? false }
    }
    let isForbidden = line.kind == .issue && short(line.location) == CountModel.quarantine
    let knowsLot = line.lot.map { lot in line.kind == .receipt || lots(line).contains(lot) } ?? true
    let expected = stands && !isHeld && !isForbidden && knowsLot
    switch try perform(PostMovements([line]), "posts \(words(line))") {
    case .success(let answer):
      if !expected { throw fail("\(words(line)) was posted, though it cannot stand") }
      let own = answer.entries.filter { $0.kind != .countRestate }
      if own.count != papers.count || own[0].id <= end { throw fail("\(words(line)) made \(own.count) entries") }
      for (paper, entry) in zip(papers, own) { model.papers.append(paper.with(id: entry.id)) }
      posted.append((answer.key, own.map(\.id)))
      return true
    case .failure(let error):
      if expected, line.serials.isEmpty { throw fail("\(words(line)) was refused: \(Explanation(error).detail)") }
      return false
    }
  }

  func short(_ code: String) -> String { String(code.prefix(1)) }

  /// Lots that a paper or a count named already.
  private func lots(_ line: MovementLine) -> Set<String> {
    let named = model.papers.map(\.key) + model.counts.map(\.key) + takes.flatMap { $0.lines.keys }
    return Set(named.filter { $0.item == short(line.item) }.map(\.part))
  }

  mutating func postLate() throws {
    guard !pending.isEmpty else { return }
    let index = numbers.upTo(pending.count - 1)
    let late = pending[index]
    // Papers of one serial come in their order.
    if let serial = late.line.serials.first, pending[..<index].contains(where: { $0.line.serials == [serial] }) {
      return
    }
    if numbers.once(in: 40) {
      try importMany(including: late)
      pending.remove(at: index)
      return
    }
    if try post(late.line, late.papers) || numbers.once(in: 4) { pending.remove(at: index) }
  }

  private mutating func reserve() throws {
    let item = ["N", "L"].any(&numbers)
    let place = ["A", "B", "W"].any(&numbers)
    let free =
      model.onHand(of: item, at: place, now) - model.reserved(of: item, at: place).reduce(0) { $0 + $1.quantity }
    let quantity = numbers.once(in: 4) ? numbers.upTo(3) + 1 : max(1, free - numbers.upTo(1))
    var line = MovementLine(.reserve, code(item), Quantity(quantity), at: code(place))
    line.reference = "so\(numbers.upTo(3))"
    switch try perform(PostMovements([line]), "reserves \(quantity) \(item) at \(place) for \(line.reference ?? "")") {
    case .success(let answer):
      if free < quantity { throw fail("reserved more than there is") }
      var paper = CountModel.Paper(key: Key(item, place), when: now, change: 0, reserved: quantity)
      paper.reference = line.reference ?? ""
      model.papers.append(paper.with(id: answer.entries[0].id))
    case .failure: if free >= quantity { throw fail("refused to reserve \(quantity) of \(free)") }
    }
  }
}

extension CountModel.Paper {
  func with(id: Int64) -> CountModel.Paper {
    var paper = self
    paper.id = id
    return paper
  }
}
