import Inventory
import Ledger
import StorageLocal

/// P4 and P12: a million movements by acts of import, made of rows that stand ready in memory, and what they take on
/// the disk, audit and history included.
struct Import {
  private let workshop: Workshop

  init(_ workshop: Workshop) { self.workshop = workshop }

  func measure() throws {
    var (rates, costs, bytes) = (Samples(), Samples(), Samples())
    for _ in 0..<min(workshop.sizes.repetitions, 3) {
      let round = try importOnce()
      rates.add(round.rate)
      costs.add(round.processor)
      bytes.add(round.bytes)
    }
    Report.line("p4_import_acts", rates.median, "rows/s")
    Report.line("p4_import_acts_cpu", costs.median * 1e6, "us")
    Report.line("p12_bytes_per_movement", bytes.median, "B")
  }

  private func importOnce() throws -> (rate: Double, processor: Double, bytes: Double) {
    let (bases, sizes) = (workshop.bases, workshop.sizes)
    let database = try LocalDatabase(path: bases.copy(bases.base(), as: "import.db"), mode: .readWrite)
    defer { workshop.folder.remove("import.db") }
    let books = try Books(database)
    let before = workshop.folder.size("import.db")
    var random = Xorshift()
    let lines = (0..<sizes.rows).map { _ in bases.data.receipt(&random) }
    let busy = Clock.processor()
    let seconds = try Clock.seconds {
      for start in stride(from: 0, to: lines.count, by: sizes.chunk) {
        let act = ImportMovements(Array(lines[start..<min(start + sizes.chunk, lines.count)]))
        let answer = try books.perform(act, Poster.context(key: "import-\(start)"))
        try require(answer.rejections.isEmpty, "a row was refused")
      }
    }
    let processor = Clock.processor() - busy
    database.checkpointIfIdle()
    let grown = workshop.folder.size("import.db") - before
    let rows = Double(sizes.rows)
    return (rows / seconds, processor / rows, Double(grown) / rows)
  }
}
