import Inventory
import Storage

extension Answers {
  func answer(_ question: StocktakePage) throws(InventoryError) -> Page<Stocktake> {
    var keySet = KeySet(
      columns: StocktakeTable.columns, from: StocktakeTable.from, keys: ["k.id"], isDescending: true)
    if let status = question.status { keySet.require("k.status = ?1", [.text(status.rawValue)]) }
    if let isUnderWay = question.isUnderWay {
      keySet.require("k.status \(isUnderWay ? "NOT IN" : "IN") ('applied', 'cancelled')")
    }
    return try reader.page(
      [keySet], question.start, limit: question.limit, StocktakeTable.row, key: { [String($1.id.number)] },
      place: { $1.count == 1 ? Int64($1[0]).map { [.integer($0)] } : nil })
  }

  func answer(_ question: StocktakeCard) throws(InventoryError) -> StocktakeCard.Card {
    lookAheadForViewer()
    let stocktake = try stocktake(question.stocktake)
    let isBlinded = try isBlinded(to: stocktake)
    let id = Value.integer(stocktake.id.number)
    var card = StocktakeCard.Card(stocktake: stocktake, lines: [:], parked: 0, scans: 0, accuracy: nil)
    try reader.each([
      Statement(
        """
        SELECT state, count(*) FROM count_line c WHERE stocktake = ?1 AND (?2 = 0 OR \(Blindness.shownToCounters))
        GROUP BY state
        """, [id, .flag(isBlinded)]),
      Statement(
        """
        SELECT count(*), ifnull(sum(kind = 5 AND NOT EXISTS (SELECT 1 FROM count_event n WHERE n.negates = e.id)), 0)
        FROM count_event e WHERE stocktake = ?1 AND e.text IS NOT '\(CountEventTable.emptyBin)'
        """, [id]),
      Statement(
        """
        SELECT ifnull(sum(expected = 0 AND counted > 0), 0), ifnull(sum(moved), 0) FROM count_line
        WHERE stocktake = ?1 AND variance IS NOT NULL AND counted IS NOT NULL AND ?2 = 0
        """, [id, .flag(isBlinded)]),
      Statement(
        """
        SELECT count(*), ifnull(sum(closed), 0) FROM (SELECT b.closed_at IS NOT NULL AS closed
          FROM (SELECT DISTINCT location FROM count_line WHERE stocktake = ?1 AND ?2 = 0) p
          LEFT JOIN count_bin b ON b.stocktake = ?1 AND b.location = p.location)
        """, [id, .flag(isBlinded)]),
    ]) { statement, row in
      switch statement {
      case 0:
        if let state = CountLineState(rawValue: row.text(0)) {
          card.lines[isBlinded ? state.withheld : state, default: 0] += Int(row.integer(1))
        }
      case 1:
        card.scans = Int(row.integer(0))
        card.parked = Int(row.integer(1))
      case 2:
        card.found = Int(row.integer(0))
        card.moved = Int(row.integer(1))
      default:
        card.bins = Int(row.integer(0))
        card.binsDone = Int(row.integer(1))
      }
      return true
    }
    if !isBlinded { card.accuracy = try AccuracyFinder(reader: reader).accuracy(of: stocktake.id) }
    return card
  }

  func answer(_ question: CountBinPage) throws(InventoryError) -> Page<CountBin> {
    lookAheadForViewer()
    let stocktake = try stocktake(question.stocktake)
    let hidesOpen = try isBlinded(to: stocktake)
    var keySet = KeySet(
      columns: """
        l.code, l.id, b.closed_at, count(c.number), ifnull(sum(c.counted), 0), max(c.state = 'recount'),
        max(c.state = 'confirm'), max(c.counted IS NOT NULL),
        (SELECT group_concat(actor, char(31)) FROM count_lease x WHERE x.stocktake = k.id AND x.location = l.id),
        (SELECT group_concat(counters, char(31)) FROM count_line y WHERE y.stocktake = k.id AND y.location = l.id),
        sum(c.counted IS NOT NULL)
        """,
      from: """
        \(StocktakeTable.scope) LEFT JOIN count_line c ON c.stocktake = k.id AND c.location = l.id
        LEFT JOIN count_bin b ON b.stocktake = k.id AND b.location = l.id
        """, keys: ["l.code"])
    keySet.require("k.id = ?1", [.integer(stocktake.id.number)])
    keySet.require("l.structural = 0")
    // A place that holds nothing and was never touched is no bin of the count; who counts blind is not told which.
    if !hidesOpen { keySet.require("(c.number IS NOT NULL OR b.stocktake IS NOT NULL OR l.kind = 'bin')") }
    keySet.group = "l.id"
    return try reader.page(
      [keySet], question.start, limit: question.limit, Answers.bin, key: { [$1.code] },
      place: { $1.count == 1 ? [.text($1[0])] : nil })
  }

  private static func bin(_ row: any Row) -> CountBin {
    let leased = NameList.read(row.text(8))
    var counters = leased
    for name in NameList.read(row.text(9)) where !counters.contains(name) { counters.append(name) }
    let state: CountBin.State
    if !row.isNull(2) {
      state = row.flag(5) ? .recount : row.flag(6) ? .confirm : .counted
    } else {
      state = row.flag(7) || !leased.isEmpty ? .counting : .open
    }
    return CountBin(
      location: LocationID(row.integer(1)), code: row.text(0), state: state, lines: Int(row.integer(10)),
      units: row.quantity(4), counters: counters)
  }

  func answer(_ question: CountLinePage) throws(InventoryError) -> Page<CountLine> {
    lookAheadForViewer()
    reader.ahead { () throws(InventoryError) in
      _ = try overdue
      if let place = question.location { _ = try self.place(place) }
    }
    let stocktake = try stocktake(question.stocktake)
    let isBlinded = try isBlinded(to: stocktake)
    var keySet = KeySet(
      columns: CountLineTable.columns(try overdue), from: "count_line c \(CountLineTable.joins)",
      keys: ["c.stocktake", "c.number"])
    keySet.require("c.stocktake = ?1", [.integer(stocktake.id.number)])
    // The order of worth would tell what is withheld.
    let isByWorth = question.order == .worth && !isBlinded
    if isByWorth {
      keySet.require("c.weight IS NOT NULL")
      keySet.keys = ["c.stocktake", "c.weight", "c.number"]
      keySet.isDescending = true
    }
    if !question.states.isEmpty {
      // Whether a line is outside its tolerance is withheld too, so whoever counts blind finds it among the counted ones.
      let states =
        isBlinded
        ? CountLineState.allCases.filter { question.states.contains($0.withheld) } : Array(question.states)
      keySet.require("c.state IN (\(states.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")))")
    }
    if isBlinded { keySet.require(Blindness.shownToCounters) }
    switch question.finding {
    case nil: break
    case _ where isBlinded: keySet.require("0")
    case .found: keySet.require("c.expected = 0 AND c.counted > 0")
    case .moved: keySet.require("c.moved = 1")
    }
    if let name = question.location {
      let inside = "(SELECT path FROM location WHERE id = ?1)"
      keySet.require(
        question.includesInside ? "l.path >= \(inside) AND l.path < \(inside) || 'x'" : "c.location = ?1",
        [.id(try place(name).id)])
    }
    if let name = question.item {
      guard let item = try reader.item(name) else { throw .noSuchItem(name) }
      keySet.require("c.item = ?1", [.id(item.id)])
    }
    if let line = question.line { keySet.require("c.number = ?1", [.integer(Int64(line))]) }
    let page = try reader.page(
      [keySet], question.start, limit: question.limit, CountLineTable.row,
      key: { _, line in
        let weight = line.judgement?.value.map { Int64(clamping: $0.tenMillionths.magnitude) } ?? 0
        return isByWorth
          ? [String(stocktake.id.number), String(weight), String(line.number)]
          : [String(stocktake.id.number), String(line.number)]
      },
      place: { _, texts in
        let numbers = texts.compactMap { Int64($0) }
        return numbers.count == (isByWorth ? 3 : 2) ? numbers.map { .integer($0) } : nil
      })
    guard isBlinded else { return page }
    return Page(rows: page.rows.map(\.withheld), next: page.next, previous: page.previous)
  }

  func answer(_ question: CountedBin) throws(InventoryError) -> CountedBin.Card {
    lookAheadForViewer()
    reader.ahead { () throws(InventoryError) in (_, _) = (try place(question.location), try overdue) }
    let stocktake = try stocktake(question.stocktake)
    let location = try place(question.location)
    // In an informed count a line shows what is expected as soon as it is counted; another round is always blind.
    let need = CountNeed(stocktake.number, lines: .bin(question.location))
    let facts = { () throws(InventoryError) in
      try CountFinder(reader: reader, at: now).facts(need, location.id, actor: "")?.lines ?? []
    }
    let found = BinFinder(reader: reader, stocktake: stocktake.id, location: location.id)
    let isBlinded = try isBlinded(to: stocktake)
    reader.ahead { () throws(InventoryError) in
      (_, _) = (try found.lines(isBlinded, try overdue), try found.parked())
      (_, _) = (try found.leases(), stocktake.isBlind ? [] : try facts())
    }
    guard try reader.first(StocktakeTable.counts(stocktake.id, location.id), { $0.flag(0) }) == true else {
      throw .outsideStocktake(location.path, stocktake: stocktake.number, scope: stocktake.place)
    }
    let lines = try found.lines(isBlinded, try overdue)
    let parked = try found.parked()
    var judged = lines
    if !stocktake.isBlind, lines.contains(where: { $0.counted != nil && $0.round == 1 }) {
      let facts = try facts()
      for index in judged.indices where judged[index].counted != nil && judged[index].round == 1 {
        judged[index].judgement = facts.first { $0.line.number == judged[index].number }?.judgement
      }
    }
    return CountedBin.Card(
      stocktake: stocktake, location: location.id, place: location.path, code: location.code,
      lines: isBlinded ? lines.map(\.withheld) : judged, parked: parked,
      leases: try found.leases().filter { $0.until > question.now })
  }

  func answer(_ question: CountLineStory) throws(InventoryError) -> CountLineStory.Story {
    lookAheadForViewer()
    let stocktake = try stocktake(question.stocktake)
    let isBlinded = try isBlinded(to: stocktake)
    let need = CountNeed(question.stocktake, lines: .numbers([question.line]))
    let finder = CountFinder(reader: reader, at: now, overdue: try overdue)
    guard let fact = try finder.facts(need, nil, actor: "")?.lines.first,
      !isBlinded || fact.line.state != .open
    else { throw .noSuchCountLine(question.line, stocktake: stocktake.number) }
    let line = fact.line
    let events = try reader.all(
      Statement(
        """
        SELECT \(CountEventTable.columns) FROM count_event e \(CountEventTable.joins)
        WHERE e.stocktake = ?1 AND e.line = ?2 ORDER BY e.id LIMIT 200
        """, [.integer(stocktake.id.number), .integer(Int64(line.number))]), CountEventTable.row)
    guard !isBlinded else {
      return CountLineStory.Story(
        line: line.withheld, tolerance: Tolerance(), rounds: [], events: events, movements: [], cuts: [])
    }
    let since = (line.firstCountedAt ?? stocktake.openedAt).adding(milliseconds: -86_400_000)
    let movements = try reader.all(
      Statement(
        """
        SELECT \(LedgerTable.columns) FROM ledger e \(LedgerTable.joins)
        WHERE e.item = ?1 AND e.location = ?2 AND e.occurred_at >= ?3 AND (?4 IS NULL OR t.code = ?4)
        ORDER BY e.occurred_at DESC, e.seq DESC LIMIT 50
        """, [.id(line.item), .id(line.location), .instant(since), .text(ifAny: line.lot)]), LedgerTable.entry)
    return CountLineStory.Story(
      line: line, tolerance: fact.tolerance, rounds: fact.earlier, events: events, movements: movements,
      cuts: line.counted == nil ? [] : CountForecast(of: [fact]).cuts.map(\.cut))
  }

  func answer(_ question: CountProposal) throws(InventoryError) -> CountProposal.Proposal {
    lookAheadForViewer()
    let stocktake = try stocktake(question.stocktake)
    if try isBlinded(to: stocktake) { throw .withheld("what \(stocktake.number) would change") }
    let finder = CountFinder(reader: reader, at: now)
    var facts: [CountLineFact] = []
    for lines in [CountNeed.Lines.undecided, .approved] {
      facts += try finder.facts(CountNeed(question.stocktake, lines: lines), nil, actor: "")?.lines ?? []
    }
    var proposal = CountForecast(of: facts).proposal
    proposal.uncounted =
      try reader.first(
        Statement(
          "SELECT count(*) FROM count_line WHERE stocktake = ?1 AND counted IS NULL", [.integer(stocktake.id.number)])
      ) { Int($0.integer(0)) } ?? 0
    (proposal.currency, proposal.unit) = try common(stocktake.id)
    return proposal
  }

  /// The currency and the unit of all that was counted; empty where there are several.
  private func common(_ stocktake: StocktakeID) throws(InventoryError) -> (currency: String, unit: String) {
    try reader.first(
      Statement(
        """
        SELECT CASE WHEN min(nullif(i.currency, '')) = max(i.currency) THEN max(i.currency) END,
          CASE WHEN min(i.unit) = max(i.unit) THEN min(i.unit) END
        FROM count_line c CROSS JOIN item i ON i.id = c.item
        WHERE c.stocktake = ?1 AND c.counted IS NOT NULL AND c.state NOT IN ('rejected', 'applied')
        """, [.integer(stocktake.number)])
    ) { ($0.text(0), $0.text(1)) } ?? ("", "")
  }

  func answer(_ question: CountEventPage) throws(InventoryError) -> Page<CountEvent> {
    lookAheadForViewer()
    let stocktake = try stocktake(question.stocktake)
    var keySet = KeySet(
      columns: CountEventTable.columns, from: "count_event e \(CountEventTable.joins)", keys: ["e.id"],
      isDescending: true)
    keySet.require("e.stocktake = ?1", [.integer(stocktake.id.number)])
    if question.isParked {
      keySet.require("e.kind = 5 AND NOT EXISTS (SELECT 1 FROM count_event n WHERE n.negates = e.id)")
    }
    // Zeros of a whole bin would tell what was expected there.
    if try isBlinded(to: stocktake) { keySet.require("e.text IS NOT '\(CountEventTable.emptyBin)'") }
    return try reader.page(
      [keySet], question.start, limit: question.limit, CountEventTable.row, key: { [String($1.id)] },
      place: { $1.count == 1 ? Int64($1[0]).map { [.integer($0)] } : nil })
  }

  func answer(_ question: CountingPlace) throws(InventoryError) -> CountingPlace.Place? {
    let found = try reader.first(
      Statement(
        """
        SELECT \(StocktakeTable.columns), b.code FROM count_lease x CROSS JOIN \(StocktakeTable.from)
        CROSS JOIN location b ON b.id = x.location
        WHERE k.id = x.stocktake AND x.actor = ?1 AND k.status IN ('open', 'counting', 'review')
        ORDER BY x.until DESC LIMIT 1
        """, [.text(question.actor)])
    ) { CountingPlace.Place(stocktake: StocktakeTable.row($0), location: $0.text(15)) }
    return found
  }

  func stocktake(_ name: String) throws(InventoryError) -> Stocktake {
    guard let found = try CountFinder(reader: reader).stocktake(name) else { throw .noSuchStocktake(name) }
    return found
  }

  /// Whether who asks counts it blind: then nothing that the books say of it is shown (`spec.md` 3.8).
  func isBlinded(to stocktake: Stocktake) throws(InventoryError) -> Bool {
    guard stocktake.isBlind, !stocktake.status.isOver else { return false }
    return try !viewerHolds(.operate)
  }
}

extension CountLine {
  /// Without what the books say of it. Whether a line is inside its tolerance would say it too, so a line that was judged
  /// is only counted; that it is to be counted again is a task, and said.
  var withheld: CountLine {
    var line = self
    line.judgement = nil
    line.missingSerials = []
    line.foundSerials = []
    line.misplacedSerials = []
    line.movedWhileCounted = false
    line.promised = nil
    line.probablePick = nil
    line.refusal = nil
    line.reason = nil
    line.isWithheld = true
    line.state = state.withheld
    return line
  }
}

extension CountLineState {
  /// What is said of it to who counts blind.
  var withheld: CountLineState { self == .outside ? .counted : self }
}
