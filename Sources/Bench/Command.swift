import Glibc

/// `bench DIR [goal...]`, `bench DIR compare LIMIT [goal...]`, and, for its own use, `bench DIR worker …`.
struct Command {
  private let arguments: [String]

  init(_ arguments: [String]) { self.arguments = Array(arguments.dropFirst()) }

  private static let goals: [(name: String, measure: @Sendable (Workshop) throws -> Void)] = [
    ("p1", { try SinglePosting($0).measure() }), ("p3", { try OneCommand($0).measure() }),
    ("p4", { try Import($0).measure() }), ("p5", { try StockPages($0).measure() }),
    ("p6", { try Search($0).measure() }), ("p7", { try LowStock($0).measure() }),
    ("p8", { try PastDate($0).measure() }), ("p9", { try Stocktakes($0).measure() }),
    ("p9t", { try Transfers($0).measure() }),
    ("p10", { try ManyPosters($0).measure() }),
    ("p11", { try Memory($0).measure() }), ("p13", { try FullCheck($0).measure() }),
    ("p14", { try Export($0).measure() }), ("p15", { try Killed($0).measure() }),
    ("values", { try Values($0).measure() }), ("promises", { try Promises($0).measure() }),
    ("signals", { try Signals($0).measure() }),
    ("available", { try AvailableAtOnce($0).measure() }),
  ]

  private static let usage = """
    usage: bench DIR [goal...]            measures: \(goals.map(\.name).joined(separator: " ")) (all)
           bench DIR compare LIMIT [goal...]   the same beside limit.c, as ratios
    DIR must be on the disk to be measured. p2 is printed with p1, p12 with p4.
    Sizes from the environment: BENCH_SKUS BENCH_LOCATIONS BENCH_LEDGER BENCH_ROWS BENCH_CHUNK BENCH_REPS BENCH_KILLS

    """

  func run() throws {
    guard let path = arguments.first, !path.hasPrefix("-") else {
      Standard.error.write(Command.usage)
      exit(2)
    }
    let workshop = Workshop(folder: try Folder(path), sizes: Sizes())
    let rest = Array(arguments.dropFirst())
    switch rest.first {
    case "worker": try Worker(workshop, Array(rest.dropFirst())).run()
    case "compare":
      guard rest.count > 1 else { throw Failure("compare needs the path of limit") }
      try Comparison(workshop, limit: rest[1], goals: Array(rest.dropFirst(2))).run()
    default: try measure(rest, workshop)
    }
  }

  private func measure(_ wanted: [String], _ workshop: Workshop) throws {
    for name in wanted where !Command.goals.contains(where: { $0.name == name }) {
      throw Failure("there is no goal \(name)")
    }
    for goal in Command.goals where wanted.isEmpty || wanted.contains(goal.name) { try goal.measure(workshop) }
  }
}

/// What every measurement is given.
struct Workshop {
  let folder: Folder
  let sizes: Sizes

  var bases: BaseBooks { BaseBooks(folder: folder, sizes: sizes) }

  /// How long each of `times` calls took, in seconds; the first ones, which warm up, are left out.
  func latencies(_ times: Int, _ body: () throws -> Void) rethrows -> Samples {
    for _ in 0..<3 { try body() }
    var samples = Samples()
    for _ in 0..<times { samples.add(try Clock.seconds(body)) }
    return samples
  }
}
