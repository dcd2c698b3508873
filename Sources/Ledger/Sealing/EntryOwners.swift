import Inventory
import Storage

/// Whether each ledger entry belongs to the act that made it, and each act has its entries: sums over both sides, which
/// are the same in any order and take one look at each row.
struct EntryOwners {
  private var claimed: UInt64 = 0
  private var owned: UInt64 = 0
  private(set) var acts = 0

  /// The acts that made entries: number, first entry, how many.
  static let acts = Statement("SELECT id, first_entry, entries FROM act WHERE entries > 0")

  mutating func add(entry: Int64, of act: Int64) { owned &+= EntryOwners.mixed(act, entry) }

  mutating func add(act row: any Row) {
    acts += 1
    let first = row.integer(1)
    for entry in first..<max(first, first &+ row.integer(2)) { claimed &+= EntryOwners.mixed(row.integer(0), entry) }
  }

  /// - Parameter reader: looks closer where something is amiss.
  func finding(_ reader: Reader) throws(InventoryError) -> Verification.Finding {
    var drift: [String] = []
    if claimed != owned {
      drift = try reader.all(Statement(EntryOwners.actsWithout)) { $0.text(0) }
      if drift.isEmpty { drift = try reader.all(Statement(EntryOwners.entriesWithout)) { $0.text(0) } }
      if drift.isEmpty { drift = ["acts and ledger entries do not match"] }
    }
    return Verification.Finding(
      check: "every act has its entries, and every entry its act", checked: acts, drift: drift)
  }

  private static func mixed(_ act: Int64, _ entry: Int64) -> UInt64 {
    var number = UInt64(bitPattern: act) &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(bitPattern: entry) &* 0xC2B2_AE3D_27D4_EB4F
    number ^= number >> 29
    number = number &* 0xBF58_476D_1CE4_E5B9
    return number ^ number >> 32
  }

  private static let actsWithout = """
    SELECT 'act ' || a.id || ' has not its ' || a.entries || ' entries' FROM act a
    WHERE a.entries > 0 AND a.entries <> (SELECT count(*) FROM ledger e
      WHERE e.seq >= a.first_entry AND e.seq < a.first_entry + a.entries AND e.act = a.id) LIMIT 100
    """
  private static let entriesWithout = """
    SELECT 'entry ' || e.seq || ' belongs to no act' FROM ledger e
    WHERE NOT EXISTS (SELECT 1 FROM act a
      WHERE a.id = e.act AND e.seq >= a.first_entry AND e.seq < a.first_entry + a.entries) LIMIT 100
    """
}

extension Answers {
  func answer(_ question: AuditVerification) throws(InventoryError) -> [Verification.Finding] {
    if let kept = question.kept {
      guard kept.utf8.count >= AuditVerification.leastDigits, kept.utf8.count <= 64, kept.allSatisfy(\.isHexDigit)
      else {
        throw .badField(
          name: "seal", value: kept,
          wanted: "a hash that audit seal printed, or its first \(AuditVerification.leastDigits) digits at least")
      }
    }
    let reader = try reader.streaming()
    var owners = EntryOwners()
    try reader.each([Statement("SELECT seq, act FROM ledger"), EntryOwners.acts]) { statement, row in
      if statement == 0 {
        owners.add(entry: row.integer(0), of: row.integer(1))
      } else {
        owners.add(act: row)
      }
      return true
    }
    return [
      try owners.finding(reader), try SealChecks(reader: reader, kept: question.kept).finding(), try numbered(reader),
      try WallChecks(reader: reader).finding(),
    ] + (try WordChecks(reader: reader).findings())
  }

  /// Events and entries are numbered from 1 without a gap, and what belongs to them belongs to some that are there.
  func numbered(_ reader: Reader) throws(InventoryError) -> Verification.Finding {
    var drift: [String] = []
    var checked = 0
    for (table, key, what) in [("act", "id", "events"), ("ledger", "seq", "ledger entries")] {
      try reader.each(Statement("SELECT count(*), ifnull(min(\(key)), 1), ifnull(max(\(key)), 0) FROM \(table)")) {
        row in
        let (count, first, last) = (row.integer(0), row.integer(1), row.integer(2))
        checked += Int(count)
        if first != 1 || last != count {
          drift.append("\(what) \(first) to \(last) should be \(last), and are \(count)")
        }
        return true
      }
    }
    for (sql, what) in [
      (
        "SELECT count(*) FROM entry_detail WHERE entry < 1 OR entry > (SELECT ifnull(max(seq), 0) FROM ledger)",
        "details"
      ),
      (
        "SELECT count(*) FROM entry_serial WHERE entry < 1 OR entry > (SELECT ifnull(max(seq), 0) FROM ledger)",
        "serials"
      ),
      ("SELECT count(*) FROM act_document WHERE act < 1 OR act > (SELECT ifnull(max(id), 0) FROM act)", "documents"),
    ] {
      let count = try reader.first(Statement(sql)) { $0.integer(0) } ?? 0
      if count > 0 { drift.append("\(count) \(what) belong to nothing that is there") }
    }
    return Verification.Finding(check: "events and entries are numbered without a gap", checked: checked, drift: drift)
  }
}
