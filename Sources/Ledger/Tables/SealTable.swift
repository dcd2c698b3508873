import Inventory
import Storage

/// Seals as rows.
enum SealTable {
  static let columns =
    "number, last_event, events, last_entry, entries, began_at, ended_at, sealed_at, parts, hash"

  /// In their order.
  static let all = Statement("SELECT \(columns) FROM seal ORDER BY number")
  static let newest = Statement("SELECT \(columns) FROM seal ORDER BY number DESC LIMIT 1")

  static func seal(_ row: any Row) -> Seal {
    let parts = row.blob(8)
    let width = parts.count / Seal.Part.allCases.count
    var seal = Seal(
      number: row.integer(0), lastEvent: row.integer(1), events: row.integer(2), lastEntry: row.integer(3),
      entries: row.integer(4), beganAt: row.instant(5), endedAt: row.instant(6), sealedAt: row.instant(7),
      parts: Seal.Part.allCases.map { Array(parts[($0.rawValue * width)..<(($0.rawValue + 1) * width)]) }, after: [])
    seal.hash = row.blob(9)
    return seal
  }

  static func add(_ seals: [Seal]) -> Statement {
    Statement(
      "INSERT INTO seal(\(columns)) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)", rows: seals.count,
      seals.flatMap { seal -> [Value] in
        [
          .integer(seal.number), .integer(seal.lastEvent), .integer(seal.events), .integer(seal.lastEntry),
          .integer(seal.entries), .instant(seal.beganAt), .instant(seal.endedAt), .instant(seal.sealedAt),
          .blob(Array(seal.parts.joined())), .blob(seal.hash),
        ]
      })
  }

  static func guarding(newest number: Int64) -> Statement {
    Statement("INSERT INTO assert_that SELECT ifnull((SELECT max(number) FROM seal), 0) = ?1", [.integer(number)])
  }
}

/// What acts that change many documents keep of each, as rows.
enum DocumentTable {
  /// Nil where there is nothing to keep.
  static func add(_ documents: [PlannedDocument]) -> Statement? {
    if documents.isEmpty { return nil }
    return Statement(
      "INSERT INTO act_document(act, number, entity, before, after) SELECT max(id), ?1, ?2, ?3, ?4 FROM act",
      rows: documents.count,
      documents.enumerated().flatMap { number, document -> [Value] in
        [
          .integer(Int64(number)), .text(document.entity), .text(ifAny: document.before?.json),
          .text(ifAny: document.after?.json),
        ]
      })
  }
}
