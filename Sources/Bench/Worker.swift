import Glibc
import Inventory
import Ledger

/// What this program does when it is started by itself.
struct Worker {
  private let workshop: Workshop
  private let arguments: [String]

  init(_ workshop: Workshop, _ arguments: [String]) {
    self.workshop = workshop
    self.arguments = arguments
  }

  func run() throws {
    switch (arguments.first, arguments.count) {
    case ("once", 3): try once(post: arguments[1] == "post", books(arguments[2]))
    case ("many", 5): try many(books(arguments[1]))
    case ("acknowledge", 2): try acknowledge(books(arguments[1]))
    case ("memory", 3): try leaf(workshop.folder.file(arguments[1]))
    default: throw Failure("no such worker: \(arguments)")
    }
  }

  private func books(_ name: String) throws -> Books { try Books(at: workshop.folder.file(name)) }

  private func once(post: Bool, _ books: Books) throws {
    if post {
      var poster = Poster(books, workshop.bases.data)
      try poster.post()
    } else {
      _ = try books.ask(StockPage())
    }
  }

  /// Posts from one moment on for some seconds; says how long each posting took, in binary.
  private func many(_ books: Books) throws {
    guard let number = Int(arguments[2]), let start = Double(arguments[3]), let seconds = Double(arguments[4]) else {
      throw Failure("bad worker arguments")
    }
    var poster = Poster(books, workshop.bases.data, stream: number)
    while Clock.now() < start { Clock.sleep(seconds: 0.001) }
    var latencies: [Double] = []
    var last = Clock.now()
    while last < start + seconds {
      try poster.post()
      let now = Clock.now()
      latencies.append(now - last)
      last = now
    }
    Standard.output.write(latencies.withUnsafeBytes { Array($0) })
  }

  /// Posts until it is killed and says the key of each posting that is done.
  private func acknowledge(_ books: Books) throws {
    var poster = Poster(books, workshop.bases.smallData)
    while true { Standard.output.write(try poster.post() + "\n") }
  }

  /// Looks at the stock as a person does, page after page, finds, lists what is low and the last movements.
  private func leaf(_ path: String) throws {
    let books = try Books(at: path)
    var start = PageStart.first
    for _ in 0..<20 {
      guard let next = try books.ask(StockPage(start: start)).next else { break }
      start = .after(next)
    }
    _ = try books.ask(StockPage(start: .last))
    var filter = StockFilter()
    filter.isLow = true
    _ = try books.ask(StockPage(filter: filter, sort: .record))
    _ = try books.ask(StockTotals())
    _ = try books.ask(ItemPage(text: "brack"))
    _ = try books.ask(LedgerPage())
    for line in try Worker.memory() { Standard.output.write(line + "\n") }
  }

  /// `peak N`, and its parts now: `anonymous N` of our own, `file N` of the file, which the system takes back.
  private static func memory() throws -> [String] {
    let names = ["VmHWM:": "peak", "RssAnon:": "anonymous", "RssFile:": "file"]
    guard let file = fopen("/proc/self/status", "r") else { throw Failure("cannot read /proc/self/status") }
    defer { fclose(file) }
    var lines: [String] = []
    var buffer = [CChar](repeating: 0, count: 256)
    while fgets(&buffer, Int32(buffer.count), file) != nil {
      let text = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      let parts = text.split { $0 == " " || $0 == "\t" || $0 == "\n" }
      guard parts.count > 1, let name = names[String(parts[0])] else { continue }
      lines.append("\(name) \(parts[1])")
    }
    return lines
  }
}
