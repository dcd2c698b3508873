import Ledger
import Storage
import StorageLocal

/// P10: many processes that post without a pause; who waits how long, and whether all that was acknowledged is there.
struct ManyPosters {
  private let workshop: Workshop
  private static let seconds = 6.0

  init(_ workshop: Workshop) { self.workshop = workshop }

  func measure() throws {
    for processes in [1, 2, 8, 32] { try measure(processes) }
  }

  private func measure(_ processes: Int) throws {
    let (folder, bases) = (workshop.folder, workshop.bases)
    _ = try bases.copy(bases.base(), as: "many.db")
    defer { folder.remove("many.db") }
    let before = try ledgerRows("many.db")
    let start = Clock.now() + 0.5 + Double(processes) * 0.02
    let children = try (0..<processes).map { number in
      try Child(worker: ["many", "many.db", String(number), "\(start)", "\(ManyPosters.seconds)"], in: folder)
    }
    var latencies = Samples()
    var counts: [Int] = []
    for child in children {
      let posted = child.rest().withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
      try require(child.wait(), "a poster failed")
      latencies.add(posted)
      counts.append(posted.count)
    }
    let elapsed = max(ManyPosters.seconds, Clock.now() - start)
    let all = counts.reduce(0, +)
    let lost = before + all - (try ledgerRows("many.db"))
    try require(lost == 0, "\(lost) postings were lost")
    let name = "p10_\(processes)"
    Report.line(name, Double(all) / elapsed, "ops/s")
    Report.latencies(name, latencies)
    Report.line(name + "_max", latencies.percentile(1) * 1e3, "ms")
    Report.line(name + "_least_served", Double(counts.min() ?? 0) * Double(processes) / Double(max(all, 1)), "ratio")
  }

  private func ledgerRows(_ name: String) throws -> Int {
    var count = 0
    let database = try LocalDatabase(path: workshop.folder.file(name), mode: .readWrite)
    try database.read([Statement("SELECT count(*) FROM ledger")]) { _, row in
      count = Int(row.integer(0))
      return true
    }
    return count
  }
}
