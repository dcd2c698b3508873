/// P3: a fresh process that posts durably, or shows a page, and ends. It is this program, which opens the books as the
/// console's program does; reading a command line and printing an answer are not in it.
struct OneCommand {
  private let workshop: Workshop

  init(_ workshop: Workshop) { self.workshop = workshop }

  func measure() throws {
    let bases = workshop.bases
    _ = try bases.copy(bases.base(), as: "command.db")
    defer { workshop.folder.remove("command.db") }
    var (posts, pages) = (Samples(), Samples())
    for _ in 0..<30 {
      pages.add(try run("page"))
      posts.add(try run("post"))
    }
    Report.line("p3_command_page", pages.median * 1e3, "ms")
    Report.line("p3_command_post", posts.median * 1e3, "ms")
  }

  private func run(_ what: String) throws -> Double {
    try Clock.seconds {
      let child = try Child(worker: ["once", what, "command.db"], in: workshop.folder)
      try require(child.wait(), "the command failed")
    }
  }
}
