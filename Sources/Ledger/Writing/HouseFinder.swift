import Inventory
import Storage

/// Looks up what acts of the house itself must know.
struct HouseFinder {
  let reader: Reader

  /// Items and places are known by now: a lock is found by the one spelling that they give it.
  func add(_ needs: HouseNeeds, _ facts: inout Facts) throws(InventoryError) {
    if let entity = try? needs.locked?.entity(facts) {
      facts.house.lock = try reader.first(LockTable.on(entity), LockTable.row)
    }
    if let token = needs.token { facts.house.lock = try reader.first(LockTable.with(token: token), LockTable.row) }
    if let job = needs.job { facts.house.job = try reader.first(JobTable.find(job), JobTable.row) }
    if needs.nextJob { facts.house.nextJob = try reader.first(JobTable.next) { $0.integer(0) } ?? 1 }
    if let id = needs.correction {
      var lines = ""
      facts.house.correction = try reader.first(CorrectionTable.find(id)) { row in
        lines = row.text(CorrectionTable.width)
        return CorrectionTable.row(row)
      }
      if needs.correctionPlaces { facts.house.correctionPlaces = try places(of: lines) }
    }
    if needs.nextCorrection {
      facts.house.nextCorrection = try reader.first(CorrectionTable.next) { $0.integer(0) } ?? 1
    }
  }

  /// The places that a correction's lines name; those that went since are nobody's.
  private func places(of lines: String) throws(InventoryError) -> [LocationID] {
    var names: Set<String> = []
    for line in KeptLines.lines(lines) ?? [] { names.formUnion([line.location] + [line.to].compactMap { $0 }) }
    var places: [LocationID] = []
    for name in names.sorted() {
      if case .one(let location) = try reader.location(name) { places.append(location.id) }
    }
    return places
  }
}
