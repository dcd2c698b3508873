import Inventory
import Ledger

/// P15: a poster killed at any moment. All it was told is done is there afterwards, the books are right, and opening
/// them takes no longer than usual.
struct Killed {
  private let workshop: Workshop
  private static let name = "killed.db"

  init(_ workshop: Workshop) { self.workshop = workshop }

  func measure() throws {
    let (folder, bases) = (workshop.folder, workshop.bases)
    let path = try bases.copy(bases.small(), as: Killed.name)
    defer { folder.remove(Killed.name) }
    _ = try Books(at: path)
    let usual = try workshop.latencies(50) { try open(path) }
    var random = Xorshift()
    var starts = Samples()
    var acknowledged = 0
    for _ in 0..<workshop.sizes.kills {
      let keys = try killOnce(after: Double(random.below(60_000)) * 1e-6)
      acknowledged += keys.count
      starts.add(try Clock.seconds { try open(path) })
      try check(keys, path)
    }
    Report.line("p15_kills", Double(workshop.sizes.kills), "kills")
    Report.line("p15_acknowledged", Double(acknowledged), "postings")
    Report.line("p15_lost", 0, "postings")
    Report.line("p15_start_usual", usual.median * 1e3, "ms")
    Report.line("p15_start_after_kill", starts.median * 1e3, "ms")
    Report.line("p15_start_after_kill_max", starts.percentile(1) * 1e3, "ms")
  }

  /// Lets a poster run until some time after its first posting; the keys it was given back.
  private func killOnce(after seconds: Double) throws -> [String] {
    let child = try Child(worker: ["acknowledge", Killed.name], in: workshop.folder)
    guard let first = child.line() else { throw Failure("the poster never posted") }
    Clock.sleep(seconds: seconds)
    child.kill()
    var keys = [first]
    while let key = child.line() { keys.append(key) }
    child.wait()
    return keys
  }

  private func open(_ path: String) throws {
    _ = try Books(at: path).ask(StockPage())
  }

  private func check(_ keys: [String], _ path: String) throws {
    let books = try Books(at: path)
    for key in keys {
      try require(try books.ask(FindAct(key: key)) != nil, "\(key) was acknowledged and is lost")
    }
    for finding in try books.ask(Verification()) {
      try require(finding.drift.isEmpty, "\(finding.check): \(finding.drift.first ?? "")")
    }
  }
}
