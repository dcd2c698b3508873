import Glibc
import Inventory
import Ledger

/// Somebody with a scanner who never pauses: one scan an act. Says of each that is done its number and how long it took in
/// microseconds.
struct Counter {
  let books: Books
  let stocktake: String
  let name: String
  let scans: Int
  let items: Int
  let place: String

  func run() throws {
    for number in 0..<scans {
      let began = microseconds()
      var entry = CountEntry(.scan, "ITEM-\(number % items)", Quantity(1), at: place)
      entry.text = "\(name)-\(number)"
      _ = try books.perform(
        RecordCounts(stocktake, [entry]),
        ActContext(key: "\(name)-\(number)", actor: name, terminal: name, now: now()))
      say("\(number) \(microseconds() - began)")
    }
  }

  private func microseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
  }
}

/// Writes a line at once and whole.
func say(_ line: String) {
  var line = line + "\n"
  _ = line.withUTF8 { write(1, $0.baseAddress, $0.count) }
}
