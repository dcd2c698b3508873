import Inventory

/// One import on its way: reads, makes rows, sends chunks, counts.
final class ImportRun {
  let importer: Importer
  let options: ImportOptions
  private let reader: any RowReader
  private let rejects: RejectsFile?
  private(set) var binding: Binding
  private var boundColumns: Int
  private(set) var batch = RowBatch()
  private(set) var isAtEnd = false
  private var chain: MovementChain
  private var chunks = 0
  private var pace: Pace
  /// The line each thing stands in, to notice the second.
  private var lines: [String: Int] = [:]
  private var waiting: [WaitingLocation] = []
  private var stockSeen = StockSeen()
  private var placesOfStocktakes: [String: String] = [:]
  var result = ImportResult()

  init(
    _ importer: Importer, _ reader: any RowReader, _ rejects: RejectsFile?, every seconds: Double
  ) throws(ExchangeError) {
    self.importer = importer
    self.reader = reader
    self.rejects = rejects
    options = importer.options
    pace = Pace(every: seconds)
    let columns = reader.columns
    boundColumns = columns.count
    binding = try Binding(options.kind, options.mapping, columns: columns, isOpen: options.format == .ndjson)
    chain = MovementChain(options, columns: columns)
    result.isDryRun = options.isDryRun
  }

  func run(_ progress: (ImportProgress) -> Void, _ isCancelled: () -> Bool) throws(ExchangeError) -> ImportResult {
    while true {
      if isCancelled() {
        result.isCancelled = true
        break
      }
      try fill(importer.chunkRows)
      if batch.rows.isEmpty { break }
      if try !skipDone() {
        if options.kind == .orders { try fillOrder() }
        let range = chunk(0..<(options.kind == .orders ? batch.rows.count : min(batch.rows.count, importer.chunkRows)))
        try take(range)
        batch.removeFirst(range.count)
      }
      try rejects?.flush()
      if pace.isDue { progress(now) }
    }
    try takeWaiting()
    try rejects?.flush()
    if options.mode == .replace { try replace() }
    result.ignoredColumns = binding.ignoredColumns
    result.columnsNotSeen = binding.columnsNotSeen
    result.rejectsPath = rejects?.writtenPath
    progress(now)
    return result
  }

  private var now: ImportProgress {
    ImportProgress(
      rows: result.rows, bytes: reader.bytesTaken, bytesTotal: reader.bytesTotal, seconds: pace.secondsSinceStart)
  }

  /// A chunk that was posted before may be longer than those of now, and is compared as a whole.
  private static let mostBytesToFindAgain = 1 << 30

  /// Reads until the batch has `count` rows, or is full.
  func fill(_ count: Int, mostBytes: Int = RowBatch.mostBytes) throws(ExchangeError) {
    if !isAtEnd, batch.rows.count < count {
      isAtEnd = try !reader.read(into: &batch, upTo: count, mostBytes: mostBytes)
    }
    guard reader.columns.count != boundColumns else { return }
    boundColumns = reader.columns.count
    binding = try Binding(options.kind, options.mapping, columns: reader.columns, isOpen: true)
  }

  /// Whether the rows that come next are a chunk that was posted before.
  private func skipDone() throws(ExchangeError) -> Bool {
    guard options.kind.isChained, chain.isAtAnchor else { return false }
    let candidates: [MovementChain.Candidate]
    do throws(InventoryError) {
      candidates = try chain.candidates(importer.service)
    } catch {
      throw .refused(error, result)
    }
    guard let longest = candidates.last else { return false }
    try fill(longest.rows, mostBytes: ImportRun.mostBytesToFindAgain)
    guard let found = chain.found(candidates, in: batch) else {
      if chain.hasBegun { throw .changedSinceImport(path: reader.path, line: batch.rows[0].line) }
      return false
    }
    chain.goOn(over: 0..<found.rows, in: batch, isDone: true)
    result.rows += found.rows
    result.skipped += found.rows
    result.lastKey = found.key
    batch.removeFirst(found.rows)
    return true
  }

  private func take(_ range: Range<Int>) throws(ExchangeError) {
    result.rows += range.count
    switch options.kind {
    case .items:
      let made = made(range) { cells, index throws(RowProblem) in
        let row = try cells.itemRow()
        try self.checkFirst(row.code.description, .sku, index)
        return row
      }
      try send(made, ImportItems(made.rows), nextKey)
    case .locations:
      let made = made(range) { cells, index throws(RowProblem) in
        let row = try cells.locationRow()
        try self.checkFirst(row.code, .location, index)
        return row
      }
      try send(made, ImportLocations(made.rows), nextKey) { self.keepWaiting(made.rows[$0.row], $0, made.origins) }
    case .stock:
      let made = made(range) { cells, index throws(RowProblem) in
        let row = try cells.stockRow()
        let parts = [row.item, row.location, row.lot ?? "", row.serials.joined(separator: ",")]
        try self.checkFirst(parts.joined(separator: "\u{1F}"), .sku, index)
        if self.options.mode == .replace { self.stockSeen.add(row) }
        return row
      }
      try send(made, ImportStock(made.rows), nextKey)
    case .movements:
      let made = made(range) { cells, _ throws(RowProblem) in try cells.movementLine() }
      let key = chain.key(of: range, in: batch)
      let isDone = try send(made, ImportMovements(made.rows), key)
      chain.goOn(over: range, in: batch, isDone: isDone)
    case .counts:
      let key = chain.key(of: range, in: batch)
      let isDone = try takeCounts(range, key)
      chain.goOn(over: range, in: batch, isDone: isDone)
    // The importer does not begin with these.
    case .transferLines, .receiptLines, .invoiceLines: break
    case .orders: try takeOrders(range)
    }
  }

  func made<Row>(
    _ range: Range<Int>, _ make: (inout RowCells, Int) throws(RowProblem) -> Row
  ) -> MadeRows<Row> { MadeRows(batch, range, binding, options, make) }

  private func checkFirst(_ name: String, _ field: ImportField, _ index: Int) throws(RowProblem) {
    let line = batch.rows[index].line
    if let first = lines.updateValue(line, forKey: name.lowercased()) {
      lines[name.lowercased()] = first
      throw RowProblem(field, "it stands in line \(first) already")
    }
  }

  var nextKey: String {
    chunks += 1
    return "\(importer.key):\(chunks)"
  }

  func perform(_ act: some Act, _ key: String) throws(ExchangeError) -> ActAnswer {
    let context = ActContext(
      key: key, actor: importer.actor, terminal: importer.terminal, now: importer.clock(), isDryRun: options.isDryRun)
    do throws(InventoryError) {
      return try importer.service.perform(act, context)
    } catch {
      throw .refused(error, result)
    }
  }

  /// Sends the rows and counts what came of them; false when all were refused. `isWaiting` may take a refused row aside
  /// for later.
  @discardableResult
  func send<Row>(
    _ made: MadeRows<Row>, _ act: some Act, _ key: String, isWaiting: (Rejection) -> Bool = { _ in false }
  ) throws(ExchangeError) -> Bool {
    var isDone = false
    var refused: [(row: Int, field: ImportField?, reason: String)] = []
    for (row, problem) in made.problems { refused.append((row, problem.field, problem.reason)) }
    if !made.rows.isEmpty {
      let answer = try perform(act, key)
      isDone = answer.isRepeat || answer.rejections.count < made.rows.count
      if isDone, !options.isDryRun { result.lastKey = key }
      if answer.isRepeat {
        result.skipped += made.rows.count
      } else {
        result.accepted += made.rows.count - answer.rejections.count - answer.unchanged
        result.unchanged += answer.unchanged
      }
      for rejection in answer.rejections where !isWaiting(rejection) {
        let field = rejection.error.importField(options.kind)
        refused.append((made.origins[rejection.row], field, Explanation(rejection.error).detail))
      }
    }
    refused.sort { $0.row < $1.row }
    for (row, field, reason) in refused { try reject(row, field, reason) }
    return isDone
  }

  private func reject(_ index: Int, _ field: ImportField?, _ reason: String) throws(ExchangeError) {
    let row = batch.rows[index]
    var column = field.map { binding.columnNames[$0] ?? $0.label }
    if let cell = row.trouble?.cell, reader.columns.indices.contains(cell) { column = reader.columns[cell] }
    try reject(
      RejectedRow(line: row.line, column: column, reason: row.trouble?.reason ?? reason),
      RejectsFile.Text(bytes: Array(batch.raw(index)), cells: cells(of: row), trouble: row.trouble))
  }

  private func reject(_ row: RejectedRow, _ text: RejectsFile.Text) throws(ExchangeError) {
    result.rejected += 1
    if result.firstRejected.count < ImportResult.mostKept { result.firstRejected.append(row) }
    try rejects?.add(row, text)
  }

  private func cells(of row: RowBatch.Row) -> [[UInt8]]? {
    guard rejects != nil, row.trouble == nil else { return nil }
    return batch.cells[row.firstCell..<row.firstCell + row.cellCount].map { cell in
      guard cell.length != .max else { return [] }
      let start = Int(cell.start & ~RowBatch.Cell.rewrittenBit)
      let source = cell.start & RowBatch.Cell.rewrittenBit == 0 ? batch.bytes : batch.rewritten
      return Array(source[start..<start + Int(cell.length)])
    }
  }
}

/// Counts, each for its stocktake.
extension ImportRun {
  /// How far the rows go that one act takes: of counts those of one stocktake.
  private func chunk(_ range: Range<Int>) -> Range<Int> {
    if options.kind == .orders { return orders(range) }
    guard options.kind == .counts, binding.isByColumn(.stocktake) else { return range }
    return batch.withBorrowed { borrowed in
      var cells = RowCells(borrowed, binding, options)
      var first: String?
      for index in range where batch.rows[index].trouble == nil {
        cells.show(batch.rows[index])
        guard let stocktake = cells.code(.stocktake) else { continue }
        if let first, first != stocktake { return range.lowerBound..<index }
        first = stocktake
      }
      return range
    }
  }

  /// False when all were refused. Where each row says its stocktake, one that takes no counts refuses its rows, not the
  /// file.
  private func takeCounts(_ range: Range<Int>, _ key: String) throws(ExchangeError) -> Bool {
    let made = made(range) { cells, _ throws(RowProblem) in
      try cells.countRow { self.place(ofStocktake: $0) }
    }
    let act = ImportCounts(made.rows.first?.stocktake ?? "", made.rows.map(\.entry))
    do throws(ExchangeError) {
      return try send(made, act, key)
    } catch {
      guard case .refused(let cause, _) = error, cause.importField(.counts) == .stocktake,
        binding.isByColumn(.stocktake)
      else { throw error }
      var refused = made.problems.map { (row: $0.row, field: $0.problem.field, reason: $0.problem.reason) }
      refused += made.origins.map { ($0, .stocktake, Explanation(cause).detail) }
      for (row, field, reason) in refused.sorted(by: { $0.row < $1.row }) { try reject(row, field, reason) }
      return false
    }
  }

  /// Where a stocktake counts what does not say where; nil when there is no such stocktake, and the row is at fault. Where
  /// all rows are for one, the act says that it is not there.
  private func place(ofStocktake name: String) -> String? {
    if let known = placesOfStocktakes[name] { return known }
    let card = try? importer.service.ask(StocktakeCard(name), for: .person(importer.actor))
    placesOfStocktakes[name] = card?.stocktake.place ?? (binding.isByColumn(.stocktake) ? nil : "")
    return placesOfStocktakes[name]
  }
}

/// Locations whose place comes later in the file.
extension ImportRun {
  struct WaitingLocation {
    var row: ImportLocations.Row
    var line: Int
    var text: RejectsFile.Text
  }

  private func keepWaiting(_ row: ImportLocations.Row, _ rejection: Rejection, _ origins: [Int]) -> Bool {
    guard case .noSuchLocation = rejection.error else { return false }
    let index = origins[rejection.row]
    waiting.append(
      WaitingLocation(
        row: row, line: batch.rows[index].line,
        text: RejectsFile.Text(bytes: Array(batch.raw(index)), cells: cells(of: batch.rows[index]))))
    return true
  }

  /// Sends those that wait again, as long as that helps.
  private func takeWaiting() throws(ExchangeError) {
    while !waiting.isEmpty, !result.isCancelled {
      let before = waiting
      waiting = []
      for start in stride(from: 0, to: before.count, by: importer.chunkRows) {
        let part = Array(before[start..<min(start + importer.chunkRows, before.count)])
        let answer = try perform(ImportLocations(part.map(\.row)), nextKey)
        result.accepted += part.count - answer.rejections.count - answer.unchanged
        result.unchanged += answer.unchanged
        for rejection in answer.rejections {
          let location = part[rejection.row]
          guard case .noSuchLocation(let name) = rejection.error else {
            try reject(location, rejection.error)
            continue
          }
          // A dry run adds nothing, so that a place of this file stays unknown.
          if options.isDryRun, lines[name.lowercased()] != nil {
            result.accepted += 1
          } else {
            waiting.append(location)
          }
        }
      }
      if waiting.count == before.count { break }
    }
    for location in waiting { try reject(location, .noSuchLocation(location.row.edits.parent ?? "")) }
    waiting = []
  }

  private func reject(_ location: WaitingLocation, _ error: InventoryError) throws(ExchangeError) {
    let column = error.importField(options.kind).map { binding.columnNames[$0] ?? $0.label }
    try reject(
      RejectedRow(line: location.line, column: column, reason: Explanation(error).detail), location.text)
  }
}

/// Mode `replace`.
extension ImportRun {
  private func replace() throws(ExchangeError) {
    guard result.rejected == 0, !result.isCancelled else {
      result.isReplacingHeldBack = true
      return
    }
    let replacing = Replacing(service: importer.service)
    do throws(InventoryError) {
      switch options.kind {
      case .items:
        try remove(replacing.items(except: lines)) { ImportItems($0) }
      case .locations:
        try remove(replacing.locations(except: lines)) { ImportLocations($0) }
      case .stock:
        try remove(replacing.stock(except: stockSeen)) { ImportStock($0) }
      case .movements, .counts, .transferLines, .receiptLines: break
      case .orders, .invoiceLines: break
      }
    } catch {
      throw .refused(error, result)
    }
  }

  private func remove<Row, A: Act>(_ rows: [Row], _ act: ([Row]) -> A) throws(InventoryError) {
    for start in stride(from: 0, to: rows.count, by: importer.chunkRows) {
      let part = Array(rows[start..<min(start + importer.chunkRows, rows.count)])
      chunks += 1
      let key = "\(importer.key):replace:\(chunks)"
      let context = ActContext(
        key: key, actor: importer.actor, terminal: importer.terminal, now: importer.clock(),
        isDryRun: options.isDryRun)
      let answer = try importer.service.perform(act(part), context)
      if !options.isDryRun { result.lastKey = key }
      result.removed += part.count - answer.rejections.count - answer.unchanged
      for rejection in answer.rejections where result.notRemoved.count < ImportResult.mostKept {
        result.notRemoved.append(Explanation(rejection.error).detail)
      }
    }
  }
}
