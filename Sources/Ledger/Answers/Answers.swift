import Inventory
import Storage

/// Answers every question from the books.
struct Answers: Answering {
  let reader: Reader
  /// Who asks; see ``viewer`` and ``viewerHolds(_:)``.
  let asking: Viewer
  /// When it is: a reservation that has expired by then holds nothing, whether or not anybody has written it down.
  let now: Instant

  /// - Parameter now: any instant will do for what does not depend on it.
  init(reader: Reader, for asker: Asker, at now: Instant = Instant(milliseconds: 0)) {
    self.reader = reader
    self.now = now
    asking = Viewer(asker, reader)
  }

  /// What day it is: a lot that has expired by then may not be used, whether or not anybody has marked and blocked it.
  var today: Day { now.day }

  /// Reservations that have expired and are not written down: nearly always none.
  var overdue: Overdue { get throws(InventoryError) { try Overdue(reader, at: now) } }

  func answer(_ question: ChangeToken) throws(InventoryError) -> Int64 {
    do {
      return try reader.database.changeToken()
    } catch {
      throw InventoryError(error)
    }
  }

  func answer(_ question: Settings) throws(InventoryError) -> [Settings.Setting] {
    let set = try reader.all(Statement("SELECT name, value FROM setting")) { ($0.text(0), $0.text(1)) }
    return KnownSetting.all.map { known in
      let value = set.first { $0.0 == known.name }?.1
      return Settings.Setting(
        name: known.name, value: value ?? known.standard, about: known.explanation,
        standard: known.standard, group: known.group)
    }
  }
}
