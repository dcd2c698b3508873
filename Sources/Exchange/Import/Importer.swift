import Inventory

/// Reads a file into the books, a chunk of rows at a time: each chunk is one act, whole or absent.
///
/// Items, locations and stock say how things are, so that importing them again finds nothing to do. Movements and
/// counts say what happened: their chunks carry keys made from what stands in the file (see ``MovementChain``), so that the same file, or
/// one that grew at its end, posts only what is new. A dry run judges each chunk against the books as they are today.
public struct Importer: Sendable {
  let service: any InventoryService
  var options: ImportOptions
  let actor: String
  let terminal: String
  let key: String
  let clock: @Sendable () -> Instant
  /// Rows in a chunk: fewer are kinder to others who write meanwhile, more are faster. It may differ from run to run.
  public var chunkRows: Int

  /// `key` makes the keys of the chunks of items, locations and stock; movements and counts make theirs from what the file
  /// says.
  public init(
    service: any InventoryService, options: ImportOptions, actor: String, terminal: String, key: String,
    clock: @escaping @Sendable () -> Instant
  ) {
    self.service = service
    self.options = options
    self.actor = actor
    self.terminal = terminal
    self.key = key
    self.clock = clock
    switch options.kind {
    case .items, .locations: chunkRows = 2000
    case .stock, .counts: chunkRows = 5000
    case .movements: chunkRows = 20_000
    case .transferLines, .receiptLines: chunkRows = PostMovements.mostLines
    case .orders, .invoiceLines: chunkRows = 5000
    }
  }

  /// Imports the file, or standard input for `-`.
  ///
  /// `rejects` is where the rejected rows are written, once there is one. `progress` is called at most every
  /// `progressEvery` seconds and at the end. `isCancelled` is asked between two chunks. Throws when the command's words
  /// are wrong, the file cannot be read or the books refuse a chunk as a whole; what was done before that is kept.
  public func run(
    from path: String, rejects: String? = nil, progressEvery: Double = 0.25,
    progress: (ImportProgress) -> Void = { _ in }, isCancelled: () -> Bool = { false }
  ) throws(ExchangeError) -> ImportResult {
    try run(
      from: ByteWindow(path: path), rejects: rejects, progressEvery: progressEvery, progress: progress,
      isCancelled: isCancelled)
  }

  func run(
    from window: ByteWindow, rejects: String? = nil, progressEvery: Double = 0.25,
    progress: (ImportProgress) -> Void = { _ in }, isCancelled: () -> Bool = { false }
  ) throws(ExchangeError) -> ImportResult {
    if options.kind.isOfOneAct {
      throw .badArgument(
        option: "import", value: options.kind.rawValue,
        wanted: "a document takes them: transfer create, transfer receive, order match")
    }
    if options.kind.isOnlyAdded, options.mode == .replace {
      throw .badArgument(
        option: "--mode", value: "replace", wanted: "\(options.kind.rawValue) are only ever added: leave it out")
    }
    let reader = try RowReading.open(window, format: options.format, separator: options.separator)
    var importer = self
    importer.options.format = reader is NDJSONReader ? .ndjson : .csv
    var file: RejectsFile?
    if let rejects {
      file = try RejectsFile(
        rejects, columns: reader.columns, separator: (reader as? CSVReader)?.separator.rawValue, source: window.path)
    }
    let run = try ImportRun(importer, reader, file, every: progressEvery)
    return try run.run(progress, isCancelled)
  }
}
