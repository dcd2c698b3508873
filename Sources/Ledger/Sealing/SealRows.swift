import Inventory
import Storage

/// How the rows of a part of a seal are read, and what bytes they are sealed as: each column by its kind and length, so
/// that no two rows read alike.
struct SealRows {
  private enum Kind {
    case number, text, blob
  }

  let table: String
  /// The column by which rows belong to a seal: an event's number or an entry's.
  let key: String
  let isByEvent: Bool
  private let columns: [(name: String, kind: Kind)]
  private let order: String

  static func of(_ part: Seal.Part) -> SealRows {
    switch part {
    case .events: events
    case .entries: entries
    case .details: details
    case .serials: serials
    case .documents: documents
    }
  }

  private static let events = SealRows(
    table: "act", key: "id", isByEvent: true,
    columns: numbers("id") + texts("key") + [("digest", .blob)] + texts("action", "actor", "terminal")
      + numbers("recorded_at") + texts("reference", "entity") + numbers("first_entry", "entries")
      + texts("before", "after"), order: "id")
  private static let entries = SealRows(
    table: "ledger", key: "seq", isByEvent: false,
    columns: numbers(
      "seq", "act", "kind", "item", "location", "lot", "occurred_at", "on_hand", "reserved", "allocated", "blocked",
      "incoming", "on_hand_after", "reserved_after", "allocated_after", "blocked_after", "incoming_after")
      + texts("reason", "reference"), order: "seq")
  private static let details = SealRows(
    table: "entry_detail", key: "entry", isByEvent: false,
    columns: numbers("entry", "reverses", "cost") + texts("note", "metadata"), order: "entry")
  private static let serials = SealRows(
    table: "entry_serial", key: "entry", isByEvent: false, columns: numbers("entry") + texts("serial"),
    order: "entry, serial")
  private static let documents = SealRows(
    table: "act_document", key: "act", isByEvent: true,
    columns: numbers("act", "number") + texts("entity", "before", "after"), order: "act, number")

  private static func numbers(_ names: String...) -> [(name: String, kind: Kind)] { names.map { ($0, .number) } }
  private static func texts(_ names: String...) -> [(name: String, kind: Kind)] { names.map { ($0, .text) } }

  /// The rows whose key the condition holds for, in the order they are sealed in; the key is the first column.
  func statement(where condition: String, _ bindings: [Value] = []) -> Statement {
    Statement(
      "SELECT \(columns.map(\.name).joined(separator: ", ")) FROM \(table) WHERE \(condition) ORDER BY \(order)",
      bindings)
  }

  /// The column of that name.
  func index(_ name: String) -> Int { columns.firstIndex { $0.name == name } ?? 0 }

  func write(_ row: any Row, to bytes: inout [UInt8]) {
    for (index, column) in columns.enumerated() {
      if row.isNull(index) {
        bytes.append(0)
        continue
      }
      switch column.kind {
      case .number:
        bytes.append(1)
        SealRows.write(row.integer(index), to: &bytes)
      case .text:
        bytes.append(2)
        row.withUTF8(index) {
          SealRows.write(Int64($0.count), to: &bytes)
          bytes.append(contentsOf: $0)
        }
      case .blob:
        let blob = row.blob(index)
        bytes.append(3)
        SealRows.write(Int64(blob.count), to: &bytes)
        bytes.append(contentsOf: blob)
      }
    }
  }

  private static func write(_ number: Int64, to bytes: inout [UInt8]) {
    let bits = UInt64(bitPattern: number)
    for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift))) }
  }
}

/// The digests of one part, seal by seal, as its rows come in their order.
struct PartDigest {
  let rows: SealRows
  private(set) var digests: [[UInt8]] = []
  private(set) var counts: [Int64] = []
  private var hash = SHA256()
  private var count: Int64 = 0
  private var buffer: [UInt8] = []

  init(_ part: Seal.Part) { rows = SealRows.of(part) }

  mutating func add(_ row: any Row) {
    rows.write(row, to: &buffer)
    count += 1
    if buffer.count >= PartDigest.piece { pass() }
  }

  /// What was added since the end before is all of one seal.
  mutating func end() {
    pass()
    digests.append(hash.digest())
    counts.append(count)
    hash = SHA256()
    count = 0
  }

  /// Ends the seals that the row's key lies behind; `bounds` are the last keys of each.
  mutating func end(before key: Int64, _ bounds: [Int64]) {
    while digests.count < bounds.count - 1, key > bounds[digests.count] { end() }
  }

  mutating func endAll(_ bounds: [Int64]) { while digests.count < bounds.count { end() } }

  private mutating func pass() {
    hash.update(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  private static let piece = 8192
}
