import Inventory
import Storage

/// Holds what is sealed against its seals, and these against each other. Reads all that is sealed once, in one snapshot.
struct SealChecks {
  let reader: Reader
  /// The hash, or its beginning, that somebody kept.
  let kept: String?

  private static let mostDrift = 100

  func finding() throws(InventoryError) -> Verification.Finding {
    var seals: [Seal] = []
    var bounds: [[Int64]] = [[], []]
    var parts = Seal.Part.allCases.map { PartDigest($0) }
    try reader.each([SealTable.all] + SealChecks.statements) { statement, row in
      if statement == 0 {
        seals.append(SealTable.seal(row))
        bounds[0].append(seals[seals.count - 1].lastEntry)
        bounds[1].append(seals[seals.count - 1].lastEvent)
        return true
      }
      let part = statement - 1
      parts[part].end(before: row.integer(0), bounds[parts[part].rows.isByEvent ? 1 : 0])
      parts[part].add(row)
      return true
    }
    for index in parts.indices { parts[index].endAll(bounds[parts[index].rows.isByEvent ? 1 : 0]) }
    let drift = chain(seals) + mismatches(seals, parts) + keptHash(seals)
    return Verification.Finding(
      check: "what is sealed is as it was sealed", checked: seals.count,
      drift: Array(drift.prefix(SealChecks.mostDrift)))
  }

  /// What stands behind the last seal is not sealed.
  private static var statements: [Statement] {
    Seal.Part.allCases.map { part in
      let rows = SealRows.of(part)
      let last = rows.isByEvent ? "last_event" : "last_entry"
      return rows.statement(where: "\(rows.key) <= (SELECT max(\(last)) FROM seal)")
    }
  }

  /// Each follows from the one before, and from what it says.
  private func chain(_ seals: [Seal]) -> [String] {
    var drift: [String] = []
    var previous = Seal.beginning
    for (index, seal) in seals.enumerated() {
      let before = index == 0 ? nil : seals[index - 1]
      if seal.number != (before?.number ?? 0) + 1 {
        drift.append("\(SealChecks.words(seal, before)): the seal before it is missing")
      } else if seal.chained(to: previous) != seal.hash {
        drift.append(
          "\(SealChecks.words(seal, before)): its hash does not follow from what it says and from the seal before it")
      }
      previous = seal.hash
    }
    return drift
  }

  private func mismatches(_ seals: [Seal], _ parts: [PartDigest]) -> [String] {
    var drift: [String] = []
    for (index, seal) in seals.enumerated() {
      let words = SealChecks.words(seal, index == 0 ? nil : seals[index - 1])
      for part in Seal.Part.allCases where parts[part.rawValue].digests[index] != seal.parts[part.rawValue] {
        let there = parts[part.rawValue].counts[index]
        switch part {
        case .events: drift.append(words + SealChecks.sentence("events", there, seal.events))
        case .entries: drift.append(words + SealChecks.sentence("ledger entries", there, seal.entries))
        case .details: drift.append(words + ": costs, notes or reversals of its entries are not those that were sealed")
        case .serials: drift.append(words + ": serials of its entries are not those that were sealed")
        case .documents: drift.append(words + ": what its events keep of documents is not what was sealed")
        }
      }
    }
    return drift
  }

  private func keptHash(_ seals: [Seal]) -> [String] {
    guard let kept = kept?.lowercased() else { return [] }
    if seals.contains(where: { $0.words.hasPrefix(kept) }) { return [] }
    return [
      "no seal has the hash \(kept) that was kept: the chain was made anew, or ends before it"
    ]
  }

  private static func sentence(_ what: String, _ there: Int64, _ sealed: Int64) -> String {
    if there < sealed { return ": \(sealed - there) of its \(sealed) \(what) are missing" }
    if there > sealed { return ": \(there - sealed) \(what) were added to its \(sealed)" }
    return ": its \(what) are not those that were sealed"
  }

  /// Which seal it is: its events and when they were recorded.
  private static func words(_ seal: Seal, _ before: Seal?) -> String {
    "seal \(seal.number) (events \((before?.lastEvent ?? 0) + 1) to \(seal.lastEvent), \(seal.beganAt) to \(seal.endedAt))"
  }
}
