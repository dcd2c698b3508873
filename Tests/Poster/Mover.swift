import Glibc
import Inventory
import Ledger

/// Somebody who carries goods from bin to bin, brings some in and takes some away, of what is really there, and writes the
/// papers at once, a little later, or, where the books will not have them, never.
///
/// A file says what is there: `item,lot,bin,quantity`. Of all that happens it says when and what: `did KEY MS CHANGE ITEM
/// LOT BIN`, one line for each bin; and of each paper what became of it: `posted KEY` or `lost KEY`.
struct Mover {
  struct Goods: Hashable {
    var item: String
    var lot: String
    var bin: String
  }

  private struct Late {
    var key: String
    var line: MovementLine
    var due: Instant
    var tries = 0
  }

  let books: Books
  let name: String
  private var there: [Goods: Int] = [:]
  private var late: [Late] = []

  private let end: String

  /// - Parameter end: a file whose appearance ends the work.
  init(_ books: Books, name: String, stock: String, end: String) {
    self.books = books
    self.name = name
    self.end = end
    for line in stock.split(separator: "\n") {
      let parts = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      there[Goods(item: parts[0], lot: parts[1], bin: parts[2])] = Int(parts[3]) ?? 0
    }
  }

  /// Works until it is told to end; then the late papers are posted.
  mutating func run() throws {
    var number = 0
    while access(end, F_OK) != 0 {
      number += 1
      try move(number)
      let time = now()
      for index in late.indices.reversed() where late[index].due <= time { try post(index) }
      usleep(2_000)
    }
    for _ in 0..<3 { for index in late.indices.reversed() { try post(index) } }
    for paper in late { say("lost \(paper.key)") }
  }

  private mutating func move(_ number: Int) throws {
    let stocked = there.filter { $0.value > 0 }.map(\.key)
    guard let goods = stocked.randomElement(), let has = there[goods] else { return }
    let quantity = Int.random(in: 1...max(1, min(has, 20)))
    var line = MovementLine(.transferOut, goods.item, Quantity(quantity), at: goods.bin)
    if !goods.lot.isEmpty { line.lot = goods.lot }
    var changes = [(goods, -quantity)]
    switch Int.random(in: 0..<6) {
    case 0: line.kind = .issue
    case 1:
      line.kind = .receipt
      changes = [(goods, quantity)]
    default:
      var to = goods
      to.bin = Set(there.keys.map(\.bin)).subtracting([goods.bin]).randomElement() ?? goods.bin
      line.to = to.bin
      changes.append((to, quantity))
    }
    let key = "\(name)-\(number)"
    let time = now()
    for (goods, change) in changes {
      there[goods, default: 0] += change
      say("did \(key) \(time.milliseconds) \(change) \(goods.item) \(goods.lot.isEmpty ? "-" : goods.lot) \(goods.bin)")
    }
    line.reference = key
    line.occurredAt = time
    var paper = Late(key: key, line: line, due: time)
    if Int.random(in: 0..<3) == 0 { paper.due = time.adding(milliseconds: Int64.random(in: 50...1500)) }
    late.append(paper)
    if paper.due == time { try post(late.count - 1) }
  }

  private mutating func post(_ index: Int) throws {
    let paper = late[index]
    do throws(InventoryError) {
      _ = try books.perform(
        PostMovements([paper.line]), ActContext(key: paper.key, actor: name, terminal: name, now: now()))
      say("posted \(paper.key)")
      late.remove(at: index)
    } catch {
      let type = Explanation(error).type
      guard ["insufficient-stock", "no-such-lot"].contains(type) else { throw error }
      late[index].tries += 1
      late[index].due = now().adding(milliseconds: 300)
    }
  }
}
