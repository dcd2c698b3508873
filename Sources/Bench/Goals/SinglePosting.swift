import Inventory
import Ledger

/// P1 and P2: one durable posting after the other, between rounds of the raw disk.
struct SinglePosting {
  private let workshop: Workshop
  /// Pages that a posting of `limit.c` writes to the log, with their heads.
  private static let rawBytes = 5 * 4120

  init(_ workshop: Workshop) { self.workshop = workshop }

  func measure() throws {
    let bases = workshop.bases
    let books = try Books(at: bases.copy(bases.base(), as: "post.db"))
    defer { workshop.folder.remove("post.db") }
    var poster = Poster(books, bases.data)
    var disk = try RawDisk(workshop.folder)
    defer { disk.close() }
    for _ in 0..<600 { try poster.post() }
    var (raw, rates, ratios, costs, latencies) = (Samples(), Samples(), Samples(), Samples(), Samples())
    for _ in 0..<workshop.sizes.repetitions {
      let most = try disk.rate(bytes: SinglePosting.rawBytes, seconds: 1.5)
      let round = try Round(&poster, seconds: 2)
      raw.add(most)
      rates.add(round.rate)
      ratios.add(round.rate / most)
      costs.add(round.processor)
      latencies.add(round.latencies)
    }
    Report.line("p1_raw_disk", raw.median, "ops/s")
    Report.line("p1_post", rates.median, "ops/s")
    Report.line("p1_post_cpu", costs.median * 1e6, "us")
    Report.line("p1_post_to_raw_disk", ratios.median, "ratio")
    Report.latencies("p2_post", latencies)
  }
}

/// Postings one after the other for some seconds.
struct Round {
  let rate: Double
  /// Seconds of processor time a posting.
  let processor: Double
  let latencies: [Double]

  init(_ poster: inout Poster, seconds: Double) throws {
    var latencies: [Double] = []
    let (start, busy) = (Clock.now(), Clock.processor())
    var last = start
    while last - start < seconds {
      try poster.post()
      let now = Clock.now()
      latencies.append(now - last)
      last = now
    }
    rate = Double(latencies.count) / (last - start)
    processor = (Clock.processor() - busy) / Double(latencies.count)
    self.latencies = latencies
  }
}
