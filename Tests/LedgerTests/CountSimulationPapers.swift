import Inventory
import Testing

/// What is taken back, and papers that come by the hundred.
extension CountSimulation {
  /// Takes a movement back, by its entry or its act, or an applied line of a count.
  mutating func takeBack() throws {
    if numbers.once(in: 3), let line = Set(model.counts.map(\.line)).sorted().randomElement(using: &numbers) {
      return try withdraw(line)
    }
    guard !posted.isEmpty else { return }
    let (key, ids) = posted.any(&numbers)
    let papers = model.papers.filter { ids.contains($0.id) }
    let reversals = papers.reversed().map { paper in
      var reversal = CountModel.Paper(key: paper.key, when: paper.when, change: -paper.change)
      reversal.undoes = paper.id
      return reversal
    }
    var after = model
    let isHeld = takes.contains { take in take.holds && papers.contains { take.scope.contains($0.key.place) } }
    let stands =
      !papers.contains(where: \.isReversed) && !isHeld
      && after.post(reversals.map { $0.with(id: Int64.max) }, now: now)
    let target: ReverseMovement.Target = numbers.once(in: 2) ? .act(key: key) : .entry(ids.any(&numbers))
    switch try perform(ReverseMovement(target), "takes back \(target) \(ids)") {
    case .success(let answer):
      if !stands { throw fail("\(ids) were taken back, though that cannot stand") }
      let own = answer.entries.filter { $0.kind != .countRestate }
      if own.map(\.reverses) != reversals.map(\.undoes) {
        throw fail("took back \(own.map { $0.reverses ?? 0 }), not \(ids)")
      }
      for (paper, entry) in zip(reversals, own) { model.papers.append(paper.with(id: entry.id)) }
      for index in model.papers.indices where ids.contains(model.papers[index].id) {
        model.papers[index].isReversed = true
      }
    case .failure(let error):
      if stands, papers.first?.key.item != "S" {
        throw fail("\(ids) were not taken back: \(Explanation(error).detail)")
      }
    }
  }

  private mutating func withdraw(_ line: String) throws {
    var filter = LedgerFilter()
    filter.reference = line
    filter.kind = .count
    let entries = try house.books.ask(LedgerPage(filter, limit: 100)).rows
    guard let entry = entries.first(where: { $0.reverses == nil && $0.reversedBy == nil }) else { return }
    guard case .success = try perform(ReverseMovement(.entry(entry.id)), "takes back count \(line)") else { return }
    model.withdraw(line)
    try compare(isThorough: true)
  }

  /// A file of several hundred papers, now and back-dated, one that was late among them.
  mutating func importMany(including late: Pending) throws {
    var rows: [(line: MovementLine, papers: [CountModel.Paper])] = []
    for number in 0..<210 {
      let place = CountSimulation.places.any(&numbers)
      let isIssue = numbers.once(in: 5)
      let when = numbers.once(in: 4) ? now.adding(milliseconds: Int64(-numbers.upTo(20_000_000))) : nil
      var line = MovementLine(isIssue ? .scrap : .receipt, code("N"), Quantity(1), at: code(place), occurredAt: when)
      line.reference = "row\(number)"
      let paper = CountModel.Paper(key: Key("N", place), when: when ?? now, change: isIssue ? -1 : 1)
      rows.append((line, [paper]))
    }
    if late.line.serials.isEmpty { rows.append((late.line, late.papers)) }
    var after = model
    var rejected: [Int] = []
    for (index, row) in rows.enumerated() {
      let held = takes.contains { take in take.holds && row.papers.contains { take.scope.contains($0.key.place) } }
      let isForbidden = row.line.kind == .issue && short(row.line.location) == CountModel.quarantine
      if held || isForbidden || !after.post(row.papers.map { $0.with(id: Int64.max) }, now: now) {
        rejected.append(index)
      }
    }
    guard case .success(let answer) = try perform(ImportMovements(rows.map(\.line)), "imports \(rows.count) papers")
    else { throw fail("an import was refused") }
    let refused = answer.rejections.map(\.row)
    if refused.filter({ $0 < 210 }) != rejected.filter({ $0 < 210 }) {
      throw fail(
        "rows \(refused) were rejected, not \(rejected): \(answer.rejections.first.map { Explanation($0.error).detail } ?? "")"
      )
    }
    let end = try house.books.ask(LedgerPage(limit: 1)).rows.first?.id ?? ledgerEnd
    for (index, row) in rows.enumerated() where !refused.contains(index) {
      for paper in row.papers {
        model.papers.append(paper.with(id: end))
        // What was only a paper so far is there too.
        if index < 210, paper.change > 0 || model.there(paper.key) > 0 {
          model.deeds.append(CountModel.Deed(key: paper.key, when: paper.when, change: paper.change))
        }
      }
    }
    ledgerEnd = end
    try compare(isThorough: false)
  }
}
