import Exchange
import Glibc
import Inventory
import Ledger
import StorageLocal

// A program for tests that want a process of its own. It posts one movement an act and says the key of each that is
// done, imports in small chunks, sets a stocktake up to be reviewed, scans, carries goods about, or reserves them.
//
//   Poster post DB NAME COUNT RECORDS
//   Poster import DB FILE ROWS
//   Poster count DB LINES OUTSIDE
//   Poster scan DB STOCKTAKE NAME SCANS ITEMS PLACE
//   Poster move DB NAME FILE END
//   Poster receive DB TRANSFER NAME SCANS
//   Poster ship DB TRANSFER NAME PIECES
//   Poster issue DB PLACE NAME PIECES
//   Poster reserve DB PLACE NAME TIMES
//   Poster keep OUTBOX ADDRESS NAME SCANS
//   Poster far OUTBOX ADDRESS NAME SCANS

func now() -> Instant {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
}

func contents(_ path: String) -> String {
  guard let file = fopen(path, "r") else { return "" }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = fread(&buffer, 1, buffer.count, file)
    if count == 0 { return String(decoding: bytes, as: UTF8.self) }
    bytes += buffer[..<count]
  }
}

let arguments = CommandLine.arguments
guard arguments.count >= 5 else { exit(2) }

if arguments[1] == "keep" {
  guard arguments.count >= 6, let scans = Int(arguments[5]) else { exit(2) }
  try Keeper(file: arguments[2], address: arguments[3], name: arguments[4], scans: scans).run()
  exit(0)
}

if arguments[1] == "far" {
  guard arguments.count >= 6, let scans = Int(arguments[5]) else { exit(2) }
  try FarCounter(file: arguments[2], address: arguments[3], name: arguments[4], scans: scans).run()
  exit(0)
}

let isNew = arguments[1] == "count"
let books = try Books(LocalDatabase(path: arguments[2], mode: isNew ? .readWriteCreate : .readWrite), clock: now)

switch arguments[1] {
case "post":
  guard let count = Int(arguments[4]), let records = Int(arguments[5]) else { exit(2) }
  for number in 0..<count {
    let key = "\(arguments[3])-\(number)"
    let line = MovementLine(.receipt, "ITEM-\(number % records)", Quantity(1), at: "SITE", reference: key)
    _ = try books.perform(
      PostMovements([line]), ActContext(key: key, actor: "poster", terminal: arguments[3], now: now()))
    say(key)
  }
case "import":
  guard let rows = Int(arguments[4]) else { exit(2) }
  var importer = Importer(
    service: books, options: ImportOptions(.movements), actor: "poster", terminal: "test", key: "import", clock: now)
  importer.chunkRows = rows
  _ = try importer.run(from: arguments[3])
case "count":
  guard let lines = Int(arguments[3]), let outside = Int(arguments[4]) else { exit(2) }
  try CountScene(books: books, lines: lines, outside: outside, now: now()).make()
case "scan":
  guard arguments.count >= 8, let scans = Int(arguments[5]), let items = Int(arguments[6]) else { exit(2) }
  try Counter(
    books: books, stocktake: arguments[3], name: arguments[4], scans: scans, items: items, place: arguments[7]
  ).run()
case "move":
  guard arguments.count >= 6 else { exit(2) }
  var mover = Mover(books, name: arguments[3], stock: contents(arguments[4]), end: arguments[5])
  try mover.run()
case "receive", "ship", "issue":
  guard arguments.count >= 6, let count = Int(arguments[5]) else { exit(2) }
  let worker = DockWorker(books: books, transfer: arguments[3], name: arguments[4], count: count)
  switch arguments[1] {
  case "receive": try worker.receive()
  case "ship": try worker.ship()
  default: try worker.issue(at: arguments[3])
  }
case "reserve":
  guard arguments.count >= 6, let count = Int(arguments[5]) else { exit(2) }
  try Reserver(books: books, place: arguments[3], name: arguments[4], count: count).run()
default: exit(2)
}
