import Inventory
import Storage

/// Answers every question from the books.
struct Answers: Answering {
  let reader: Reader
  /// Who asks; see ``viewer`` and ``viewerHolds(_:)``.
  let asking: Viewer
  /// What day it is: what has expired by then may not be used, whether or not anybody has marked and blocked it.
  let today: Day
  /// By which what expires by itself has expired: snoozes, reservations.
  let now: Instant

  /// - Parameter now: any instant will do for what does not depend on it.
  init(reader: Reader, for asker: Asker, at now: Instant = Instant(milliseconds: 0)) {
    self.reader = reader
    self.now = now
    today = now.day
    asking = Viewer(asker, reader)
  }

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
      return Settings.Setting(name: known.name, value: value ?? known.standard, about: known.explanation)
    }
  }
}
