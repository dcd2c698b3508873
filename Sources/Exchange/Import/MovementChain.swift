import Inventory

/// The keys of the chunks of a file of movements or counts. Each key names the fingerprint of all that stands before the chunk,
/// its number of rows, and the fingerprint of all up to its end:
///
///     import:<before>:<rows>:<after>
///
/// so that the same file finds its chunks posted, a killed import goes on where it stopped, and a file that grew at its
/// end posts only what is new, however large its chunks are now. The fingerprint begins with the kind, the mapping and
/// the header line: rows mean what they mean only with these. Rows that are refused count; a chunk of nothing else posts
/// nothing and leaves no key, so its rows count with the chunk behind it. So the keys of a file follow on each other
/// without a gap.
struct MovementChain {
  /// Of all rows so far.
  private var digest = RowDigest()
  /// Of the rows up to the last chunk that is in the books, and how many came since.
  private var anchor = RowDigest()
  private var rowsSince = 0
  /// Whether a chunk has been found or posted.
  private(set) var hasBegun = false

  init(_ options: ImportOptions, columns: [String]) {
    func add(_ name: String, _ parts: String...) {
      digest.update(([name] + parts).map { "\($0.utf8.count):\($0)" }.joined() + "\n")
    }
    add("kind", options.kind.rawValue)
    add("format", options.format?.rawValue ?? "")
    add("decimal", options.usesDecimalComma ? "," : ".")
    add("dates", options.dateOrder.rawValue)
    for pair in options.mapping.columns { add("map", pair.column, pair.field) }
    for pair in options.mapping.constants { add("set", pair.field, pair.column) }
    for value in options.mapping.translations { add("values", value.field, value.from, value.to) }
    if let occasion = options.occasion { add("occasion", occasion) }
    // The names in NDJSON stand in each row.
    if options.format == .csv { for column in columns { add("column", column) } }
    anchor = digest
  }

  private var prefix: String { "import:\(anchor.text):" }

  /// Whether a chunk that was posted before may begin here.
  var isAtAnchor: Bool { rowsSince == 0 }

  /// The key of a chunk that ends with these rows.
  func key(of range: Range<Int>, in batch: RowBatch) -> String {
    var after = digest
    batch.bytes(of: range).withUnsafeBufferPointer { after.update($0) }
    return "\(prefix)\(rowsSince + range.count):\(after.text)"
  }

  /// Goes on behind these rows; `isDone` when they are in the books.
  mutating func goOn(over range: Range<Int>, in batch: RowBatch, isDone: Bool) {
    batch.bytes(of: range).withUnsafeBufferPointer { digest.update($0) }
    guard isDone else {
      rowsSince += range.count
      return
    }
    anchor = digest
    rowsSince = 0
    hasBegun = true
  }

  /// The chunks that were posted before and begin here, by their rows; shortest first.
  func candidates(_ service: any InventoryService) throws(InventoryError) -> [Candidate] {
    let keys = try service.ask(ActKeys(prefix: prefix), for: .house)
    return keys.compactMap { key in
      let parts = key.split(separator: ":")
      guard parts.count == 4, let rows = Int(parts[2]), rows > 0 else { return nil }
      return Candidate(rows: rows, after: String(parts[3]), key: key)
    }.sorted { $0.rows < $1.rows }
  }

  struct Candidate: Hashable {
    var rows: Int
    var after: String
    var key: String
  }

  /// Which of the candidates these rows begin with; the longest.
  func found(_ candidates: [Candidate], in batch: RowBatch) -> Candidate? {
    var running = digest
    var row = 0
    var found: Candidate?
    for candidate in candidates {
      guard candidate.rows <= batch.rows.count else { break }
      batch.bytes(of: row..<candidate.rows).withUnsafeBufferPointer { running.update($0) }
      row = candidate.rows
      if running.text == candidate.after { found = candidate }
    }
    return found
  }
}
