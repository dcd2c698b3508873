import Glibc
import Inventory
import Ledger
import StorageLocal

/// A counter at a console whose line is down: says the key of each scan once it is kept.
struct Keeper {
  let file: String
  let address: String
  let name: String
  let scans: Int

  func run() throws {
    let outbox = try Outbox(LocalDatabase(path: file, mode: .readWriteCreate), for: address)
    let service = OutboxService(
      outbox,
      OutboxSurroundings(
        open: { () throws(InventoryError) in throw .store(.unreachable("far", why: "there is no line")) }, clock: now,
        pause: { usleep(UInt32($0) * 1000) }))
    for number in 0..<scans {
      let key = "\(name)-\(number)"
      let answer = try service.perform(
        RecordCounts("ST-0001", [CountEntry(.scan, "ITEM-\(number % 3)", Quantity(1), at: "SITE")]),
        ActContext(key: key, actor: name, terminal: "hh3", now: now()))
      guard answer.isKept else { exit(1) }
      say(key)
    }
  }
}
