/// P11: how much memory a process has taken at most that opened the books and leafed through them.
struct Memory {
  private let workshop: Workshop

  init(_ workshop: Workshop) { self.workshop = workshop }

  func measure() throws {
    let bases = workshop.bases
    try measure("1k", bases.small(), skus: bases.smallData.skus)
    try measure("full", bases.ledger(), skus: bases.data.skus)
  }

  private func measure(_ size: String, _ base: String, skus: Int) throws {
    let child = try Child(worker: ["memory", base, String(skus)], in: workshop.folder)
    while let line = child.line() {
      let parts = line.split(separator: " ")
      guard parts.count == 2, let kibibytes = Double(parts[1]) else { continue }
      Report.line("p11_\(size)_\(parts[0])", kibibytes / 1024, "MiB")
    }
    try require(child.wait(), "the reader failed")
  }
}
