import Glibc
import Inventory

@testable import Exchange

/// A file in memory, read in pieces of a given size.
func window(_ text: [UInt8], pieces: Int = 1 << 16) -> ByteWindow {
  var at = 0
  return ByteWindow(path: "file.csv", total: text.count, capacity: 16) { room in
    let count = min(pieces, room.count, text.count - at)
    for index in 0..<count { room[index] = text[at + index] }
    at += count
    return count
  }
}

func window(_ text: String, pieces: Int = 1 << 16) -> ByteWindow { window(Array(text.utf8), pieces: pieces) }

/// What a reader makes of a text: cells, or the trouble in words, and the line.
struct Seen: Equatable, CustomStringConvertible {
  var line: Int
  var cells: [String]
  var trouble: String?

  var description: String { "\(line):\(trouble ?? cells.joined(separator: "¦"))" }
}

func seen(_ reader: any RowReader, batches: Int = 1000) throws -> [Seen] {
  var rows: [Seen] = []
  var batch = RowBatch()
  var isOpen = true
  while isOpen {
    isOpen = try reader.read(into: &batch, upTo: batches)
    for row in batch.rows {
      let cells = batch.cells[row.firstCell..<row.firstCell + row.cellCount].map { cell -> String in
        if cell.length == .max { return "–" }
        let start = Int(cell.start & ~RowBatch.Cell.rewrittenBit)
        let bytes = cell.start & RowBatch.Cell.rewrittenBit == 0 ? batch.bytes : batch.rewritten
        return String(decoding: bytes[start..<start + Int(cell.length)], as: UTF8.self)
      }
      rows.append(Seen(line: row.line, cells: row.trouble == nil ? cells : [], trouble: row.trouble?.reason))
    }
    batch.removeFirst(batch.rows.count)
  }
  return rows
}

extension Importer {
  static let now = Instant(milliseconds: 1_800_000_000_000)

  static func of(
    _ books: Books, _ kind: ImportKind, mode: ImportMode = .upsert, dryRun: Bool = false, maps: [String] = [],
    sets: [String] = [], values: [String] = [], dates: DateOrder = .iso, decimalComma: Bool = false,
    key: String = "k", chunk: Int? = nil
  ) throws -> Importer {
    var mapping = Mapping()
    for map in maps { try mapping.map(map) }
    for set in sets { try mapping.set(set) }
    for value in values { try mapping.values(value) }
    let options = ImportOptions(
      kind, mode: mode, mapping: mapping, isDryRun: dryRun, usesDecimalComma: decimalComma, dateOrder: dates)
    var importer = Importer(
      service: books, options: options, actor: "anna", terminal: "t1", key: key, clock: { now })
    if let chunk { importer.chunkRows = chunk }
    return importer
  }

  func run(_ text: String, rejects: String? = nil) throws -> ImportResult {
    try run(from: window(text), rejects: rejects)
  }
}

/// A file that is gone when the test is over.
final class TemporaryFile {
  let path: String

  init(_ text: String = "") throws {
    var template = Array("/tmp/tallyman-exchange-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    _ = text.withCString { write(descriptor, $0, strlen($0)) }
    close(descriptor)
  }

  deinit { unlink(path) }

  var text: String { Files.text(path) ?? "" }
}

enum Files {
  static func text(_ path: String) -> String? {
    let descriptor = open(path, O_RDONLY)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &piece, piece.count)
      guard count > 0 else { break }
      bytes += piece[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The folder of public data sets: `TALLYMAN_SHARED`, or `shared` beside the checkout.
  static var shared: String? {
    if let path = getenv("TALLYMAN_SHARED") { return String(cString: path) }
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let beside = "/" + root.split(separator: "/").dropLast().joined(separator: "/") + "/shared"
    return access(beside + "/data", R_OK) == 0 ? beside : nil
  }
}

/// What an export writes.
func exported(_ books: Books, _ kind: ExportKind, _ format: ExportFormat) throws -> String {
  nonisolated(unsafe) var bytes: [UInt8] = []
  _ = try Exporter(service: books, for: .person("anna"), kind: kind, format: format).run {
    bytes += Array($0)
    return true
  }
  return String(decoding: bytes, as: UTF8.self)
}
