import Inventory
import Ledger
import StorageLocal

/// Reservations: reserved, confirmed, fulfilled, a durable act each.
struct Promises {
  private let workshop: Workshop

  init(_ workshop: Workshop) { self.workshop = workshop }

  func measure() throws {
    let bases = workshop.bases
    let books = try Books(
      LocalDatabase(path: bases.copy(bases.base(), as: "promise.db"), mode: .readWrite),
      clock: { Instant(milliseconds: Clock.wallMilliseconds()) })
    defer { workshop.folder.remove("promise.db") }
    var promiser = Promiser(books, bases.data)
    var disk = try RawDisk(workshop.folder)
    defer { disk.close() }
    for _ in 0..<200 { try promiser.promise() }
    var (raw, rates, ratios, costs, latencies) = (Samples(), Samples(), Samples(), Samples(), Samples())
    for _ in 0..<workshop.sizes.repetitions {
      let most = try disk.rate(bytes: Promises.rawBytes, seconds: 1.5)
      var own: [Double] = []
      let (start, busy) = (Clock.now(), Clock.processor())
      while Clock.now() - start < 2 { own += try promiser.promise() }
      let seconds = Clock.now() - start
      raw.add(most)
      rates.add(Double(own.count) / seconds)
      ratios.add(Double(own.count) / seconds / most)
      costs.add((Clock.processor() - busy) / Double(own.count))
      latencies.add(own)
    }
    Report.line("promise_raw_disk", raw.median, "ops/s")
    Report.line("promise_act", rates.median, "ops/s")
    Report.line("promise_act_cpu", costs.median * 1e6, "us")
    Report.line("promise_act_to_raw_disk", ratios.median, "ratio")
    Report.latencies("promise_act", latencies)
    for (name, samples) in promiser.steps { Report.latencies("promise_\(name)", samples) }
  }

  /// Pages that a posting of `limit.c` writes to the log, with their heads.
  private static let rawBytes = 5 * 4120
}

/// Reserves one piece of something somewhere, confirms it and fulfils it.
private struct Promiser {
  private let books: Books
  private let data: SampleData
  private var random = Xorshift(stream: 3)
  private let prefix = "promise-\(Clock.wallMilliseconds())-"
  private var count = 0
  private(set) var steps: [(name: String, samples: Samples)] = [
    ("reserve", Samples()), ("confirm", Samples()), ("fulfil", Samples()),
  ]

  init(_ books: Books, _ data: SampleData) {
    self.books = books
    self.data = data
  }

  /// How long each of the three acts took, in seconds. Where nothing is available of what was chosen, something else is.
  mutating func promise() throws -> [Double] {
    while true {
      count += 1
      let subject = "order:\(prefix)\(count)"
      let sku = SampleData.sku(random.below(data.skus))
      let line = ReserveStock.Line(sku, at: SampleData.bin(1 + random.below(data.locations)), Quantity(1))
      let start = Clock.now()
      do throws(InventoryError) {
        _ = try books.perform(ReserveStock(for: subject, [line]), context("reserve"))
      } catch {
        guard case .insufficient = error else { throw error }
        continue
      }
      let reserved = Clock.now()
      _ = try books.perform(ConfirmReservation(.subject(subject)), context("confirm"))
      let confirmed = Clock.now()
      _ = try books.perform(FulfilReservation(.subject(subject)), context("fulfil"))
      let took = [reserved - start, confirmed - reserved, Clock.now() - confirmed]
      for (step, seconds) in took.enumerated() { steps[step].samples.add(seconds) }
      return took
    }
  }

  private func context(_ step: String) -> ActContext { Poster.context(key: "\(prefix)\(count)-\(step)") }
}
