import Exchange
import Glibc
import Inventory
import Ledger
import StorageLocal

// A program for tests that want a process of its own: it posts one movement an act and says the key of each that is
// done, or imports in small chunks.
//
//   Poster post DB NAME COUNT RECORDS
//   Poster import DB FILE ROWS
//   Poster count DB LINES OUTSIDE

func now() -> Instant {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
}

let arguments = CommandLine.arguments
guard arguments.count >= 5 else { exit(2) }

let isNew = arguments[1] == "count"
let books = try Books(LocalDatabase(path: arguments[2], mode: isNew ? .readWriteCreate : .readWrite))

if isNew, let lines = Int(arguments[3]), let outside = Int(arguments[4]) {
  try CountScene(books: books, lines: lines, outside: outside, now: now()).make()
} else if arguments[1] == "post", let count = Int(arguments[4]), let records = Int(arguments[5]) {
  for number in 0..<count {
    let key = "\(arguments[3])-\(number)"
    let line = MovementLine(.receipt, "ITEM-\(number % records)", Quantity(1), at: "SITE", reference: key)
    _ = try books.perform(
      PostMovements([line]), ActContext(key: key, actor: "poster", terminal: arguments[3], now: now()))
    var acknowledgement = key + "\n"
    _ = acknowledgement.withUTF8 { write(1, $0.baseAddress, $0.count) }
  }
} else if let rows = Int(arguments[4]) {
  var importer = Importer(
    service: books, options: ImportOptions(.movements), actor: "poster", terminal: "test", key: "import", clock: now)
  importer.chunkRows = rows
  _ = try importer.run(from: arguments[3])
}
