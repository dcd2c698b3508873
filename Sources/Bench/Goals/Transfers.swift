import Inventory
import Ledger

/// P9: a transfer of 100 lines created, shipped and received, an act each; and one of 5,000 lines.
struct Transfers {
  private let workshop: Workshop

  init(_ workshop: Workshop) { self.workshop = workshop }

  func measure() throws {
    let bases = workshop.bases
    let books = try Books(at: bases.copy(bases.base(), as: "transfer.db"))
    defer { workshop.folder.remove("transfer.db") }
    let bins = [SampleData.bin(1), SampleData.bin(2)]
    // A piece of each of the first goods, wherever the last round left none.
    let most = min(5_000, workshop.sizes.skus)
    let supply = (0..<most).map { MovementLine(.receipt, SampleData.sku($0), Quantity(100), at: bins[0]) }
    try perform(ImportMovements(supply), books)
    try measure(books, lines: 100, rounds: 20, as: "p9_transfer_100", bins)
    try measure(books, lines: most, rounds: 3, as: "p9_transfer_5000", bins)
  }

  private func measure(_ books: Books, lines: Int, rounds: Int, as name: String, _ bins: [String]) throws {
    var steps = [Samples](repeating: Samples(), count: 3)
    var all = Samples()
    for _ in 0..<rounds {
      let request = (0..<lines).map { TransferRequestLine(SampleData.sku($0), Quantity(1)) }
      var total = 0.0
      let create = try Clock.seconds { try perform(CreateTransfer(from: bins[0], to: bins[1], request), books) }
      let number = try books.ask(TransferPage(limit: 1)).rows[0].transfer.number
      let acts: [() throws -> Void] = [
        { try perform(ShipTransfer(number), books) }, { try perform(ReceiveTransfer(number), books) },
      ]
      steps[0].add(create * 1e3)
      total += create
      for (step, act) in acts.enumerated() {
        let seconds = try Clock.seconds(act)
        steps[step + 1].add(seconds * 1e3)
        total += seconds
      }
      all.add(total * 1e3)
    }
    Report.line(name, all.median, "ms")
    for (step, samples) in zip(["create", "ship", "receive"], steps) {
      Report.line("\(name)_\(step)", samples.median, "ms")
    }
  }

  private func perform(_ act: some Act, _ books: Books) throws {
    let answer = try books.perform(act, Poster.context(key: "transfer-\(Clock.wallMilliseconds())-\(Keys.next())"))
    try require(answer.rejections.isEmpty, "\(act.action) was refused")
  }
}
