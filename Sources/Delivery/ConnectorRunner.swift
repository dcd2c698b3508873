import Exchange
import Inventory

/// Runs a connector once, and writes down how it went. Two runs of the same at once do no harm: what is pulled has keys made
/// of what it says, and what is pushed is put in place whole.
public struct ConnectorRunner {
  private let service: any InventoryService
  private let errands: Errands
  private let actor: String
  private let terminal: String
  private let clock: @Sendable () -> Instant
  private let makeKey: () -> String
  private let isCancelled: () -> Bool

  public init(
    service: any InventoryService, by errands: Errands, actor: String, terminal: String,
    clock: @escaping @Sendable () -> Instant, makeKey: @escaping () -> String,
    isCancelled: @escaping () -> Bool = { false }
  ) {
    self.service = service
    self.errands = errands
    self.actor = actor
    self.terminal = terminal
    self.clock = clock
    self.makeKey = makeKey
    self.isCancelled = isCancelled
  }

  /// What went wrong, in a sentence.
  private struct Trouble: Error {
    let why: String
    init(_ why: String) { self.why = why }
    init(_ error: ExchangeError) { why = error.detail }
    init(_ error: DropFolder.Trouble) { why = error.why }
  }

  /// The run as the log keeps it. Throws where the books could not be told of it.
  public func run(_ connector: Connector) throws(InventoryError) -> SyncRun {
    var run = SyncRun(connector: connector.name, begunAt: clock(), endedAt: clock())
    do throws(Trouble) {
      switch (connector.direction, connector.target) {
      case (.pull, .folder(let path)): try pull(connector, DropFolder(path: path), &run)
      case (.pull, .url(let url)): try pull(connector, url, &run)
      case (.push, .folder(let path)): try push(connector, to: "\(path)/\(connector.fileName)", &run)
      case (.push, .url(let url)): try push(connector, url, &run)
      }
    } catch {
      run.error = error.why
    }
    run.endedAt = clock()
    let answer = try service.perform(
      RecordSync(run), ActContext(key: makeKey(), actor: actor, terminal: terminal, now: run.endedAt))
    if let number = answer.document.flatMap({ JSONValue(reading: $0)?["log"]?.plain }).flatMap({ Int64($0) }) {
      run.number = number
    }
    return run
  }

  // MARK: Pulling

  /// One file after the other. One that cannot be read is put aside and the next is taken; where the books cannot be reached
  /// it stays where it is.
  private func pull(_ connector: Connector, _ folder: DropFolder, _ run: inout SyncRun) throws(Trouble) {
    let waiting = try waiting(in: folder)
    // One of these stops nobody else's file.
    var troubles = waiting.unreadable.map { "\($0): its name is no text in UTF-8; give it another." }
    for name in waiting.names {
      if isCancelled() { throw Trouble("it was asked to stop before \(name)") }
      let rejects = try free(name + ".rejects" + ConnectorRunner.ending(of: name), in: folder)
      let result: ImportResult
      do throws(ExchangeError) {
        result = try take(connector, folder.path + "/" + name, named: name, rejects: rejects)
      } catch {
        if error.isOfBooks { throw Trouble("\(name): \(error.detail)") }
        troubles.append("\(name): \(error.detail)")
        try move(name, in: folder, to: .failed)
        continue
      }
      run.rows += result.rows
      run.refused += result.rejected
      if result.isCancelled { throw Trouble("it was asked to stop during \(name)") }
      run.files += 1
      try move(name, in: folder, to: result.rejected > 0 ? .failed : .done)
    }
    if !troubles.isEmpty { throw Trouble(troubles.joined(separator: " ")) }
  }

  private func waiting(in folder: DropFolder) throws(Trouble) -> DropFolder.Waiting {
    do throws(DropFolder.Trouble) { return try folder.waiting() } catch { throw Trouble(error) }
  }

  private func free(_ name: String, in folder: DropFolder) throws(Trouble) -> String {
    do throws(DropFolder.Trouble) { return try folder.free(name, in: .failed) } catch { throw Trouble(error) }
  }

  private func move(_ name: String, in folder: DropFolder, to place: DropFolder.Place) throws(Trouble) {
    do throws(DropFolder.Trouble) { try folder.move(name, to: place) } catch { throw Trouble(error) }
  }

  private func pull(_ connector: Connector, _ url: String, _ run: inout SyncRun) throws(Trouble) {
    let answer = try asked(CurlRequest(.get, url))
    let isLined = answer.body.first { $0 > 32 } == UInt8(ascii: "{")
    guard let file = BriefFile(answer.body, ending: isLined ? ".ndjson" : ".csv") else {
      throw Trouble("what came could not be kept: is there room in TMPDIR?")
    }
    let first: RejectedRow?
    do throws(ExchangeError) {
      let result = try take(connector, file.path, named: url, rejects: nil)
      run.files = 1
      run.rows = result.rows
      run.refused = result.rejected
      first = result.firstRejected.first
    } catch {
      throw Trouble(error)
    }
    // There is no file to keep them in.
    if let first { throw Trouble("line \(first.line): \(first.reason)") }
  }

  private func take(
    _ connector: Connector, _ path: String, named name: String, rejects: String?
  ) throws(ExchangeError) -> ImportResult {
    guard let kind = ImportKind(rawValue: connector.content) else {
      throw .badArgument(option: "--what", value: connector.content, wanted: "something that can be imported")
    }
    guard let content = BriefFile.digest(of: path) else { throw .cannotRead(path: path, detail: "it went away") }
    var options = ImportOptions(kind)
    for text in connector.mapping { try options.mapping.map(text) }
    var hash = SHA256()
    hash.update(Array(name.utf8))
    hash.update(content)
    let importer = Importer(
      service: service, options: options, actor: actor, terminal: terminal,
      key: "\(connector.entityKey)/\(Hexadecimal.text(hash.digest().prefix(12)))", clock: clock)
    return try importer.run(from: path, rejects: rejects, isCancelled: isCancelled)
  }

  private static func ending(of name: String) -> String {
    name.lowercased().hasSuffix("json") || name.lowercased().hasSuffix("jsonl") ? ".ndjson" : ".csv"
  }

  // MARK: Pushing

  private func push(_ connector: Connector, to path: String, _ run: inout SyncRun) throws(Trouble) {
    do throws(ExchangeError) {
      run.rows = try exporter(connector).run(to: path)
      run.files = 1
    } catch {
      throw Trouble(error)
    }
  }

  private func push(_ connector: Connector, _ url: String, _ run: inout SyncRun) throws(Trouble) {
    guard let file = BriefFile([], ending: ".csv") else { throw Trouble("there is no room in TMPDIR") }
    try push(connector, to: file.path, &run)
    var request = CurlRequest(.put, url)
    request.headers = ["Content-Type: text/csv"]
    request.body = .file(file.path)
    request.longest = ConnectorRunner.longest
    _ = try asked(request)
  }

  private func exporter(_ connector: Connector) throws(ExchangeError) -> Exporter {
    guard let kind = ExportKind(connector.content) else {
      throw .badArgument(option: "--what", value: connector.content, wanted: "something that can be exported")
    }
    var exporter = Exporter(service: service, for: .person(actor), kind: kind, format: .csv)
    do throws(InventoryError) {
      exporter.isSpreadsheetSafe = try service.makesFilesSpreadsheetSafe(for: .person(actor))
    } catch {
      throw .unanswered(error)
    }
    return exporter
  }

  /// In seconds: a list may be long.
  private static let longest = 300

  private func asked(_ request: CurlRequest) throws(Trouble) -> CurlAnswer {
    do throws(CurlAnswer.Trouble) {
      let answer = try errands.answer(to: request)
      guard answer.isWell else { throw CurlAnswer.Trouble(why: answer.words) }
      return answer
    } catch {
      throw Trouble("\(request.url): \(error.why)")
    }
  }
}

extension ExchangeError {
  /// The books could not take it now: the same file may do later.
  fileprivate var isOfBooks: Bool {
    let cause: InventoryError
    switch self {
    case .refused(let error, _), .unanswered(let error): cause = error
    default: return false
    }
    switch cause {
    case .store, .outcomeUnknown, .tooContended, .unknownOperator, .notPermitted: return true
    default: return false
    }
  }
}

extension Connector {
  fileprivate var entityKey: String { "connector/\(number)" }

  /// The list it pushes into a folder: `shop-stock.csv`. What a name may hold and a file's may not becomes a dash.
  fileprivate var fileName: String { String(name.map { $0 == "/" ? "-" : $0 }) + "-\(content).csv" }
}

extension ExportKind {
  /// All of a list, by the word that names it.
  fileprivate init?(_ word: String) {
    switch word {
    case "stock": self = .stock(StockFilter())
    case "items": self = .items(text: nil, category: nil, isActive: nil)
    case "locations": self = .locations(.all)
    case "lots": self = .lots(LotFilter())
    case "serials": self = .serials(SerialFilter())
    case "rules": self = .rules(RulePage())
    case "reservations": self = .reservations(ReservationFilter())
    case "transfers": self = .transfers(TransferFilter())
    case "orders": self = .orders(OrderFilter())
    default: return nil
    }
  }
}
