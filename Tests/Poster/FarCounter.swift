import Glibc
import Inventory
import Ledger
import StorageLocal
import StorageRemote

/// A counter at a console whose books are in a cluster: says the key of each scan once it is kept, and sends what waits
/// whenever the line lets it.
struct FarCounter {
  let file: String
  let address: String
  let name: String
  let scans: Int

  func run() throws {
    let address = try RemoteAddress(address)
    let outbox = try Outbox(LocalDatabase(path: file, mode: .readWriteCreate), for: address.description)
    var times = RqliteTimes()
    (times.request, times.patience, times.pause) = (2_000, 200, 5)
    let service = OutboxService(
      outbox,
      OutboxSurroundings(
        open: { [times] () throws(InventoryError) in
          let database = RqliteDatabase(
            hosts: address.hosts, isTLS: false, credentials: nil, address: address.description,
            counter: Books.commitCounter, watch: Books.foreignKeyWatch, times: times)
          return OpenedBooks(try Books(database, clock: now))
        }, clock: now, pause: { usleep(UInt32($0) * 1000) }))
    for number in 0..<scans {
      let key = "\(name)-\(number)"
      let answer = try service.perform(
        RecordCounts("ST-0001", [CountEntry(.scan, "ITEM-\(number % 3)", Quantity(1), at: "SITE")]),
        ActContext(key: key, actor: name, terminal: "hh3", now: now()))
      guard answer.isKept else { exit(1) }
      say(key)
      if number % 8 == 7 { _ = service.send() }
    }
  }
}
