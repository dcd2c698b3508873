import Glibc

/// How much is measured, from the environment.
struct Sizes {
  /// Items; the codes are `SKU-0000000` and on.
  let skus = number("BENCH_SKUS", 200_000)
  /// Bins, each of which has a record of every item.
  let locations = number("BENCH_LOCATIONS", 5)
  /// Ledger entries of the questions about the past.
  let ledger = number("BENCH_LEDGER", 10_000_000)
  /// Rows of the import.
  let rows = number("BENCH_ROWS", 1_000_000)
  /// Rows of one act of an import.
  let chunk = number("BENCH_CHUNK", 10_000)
  /// Rounds of which the median counts.
  let repetitions = number("BENCH_REPS", 5)
  /// How often a poster is killed.
  let kills = number("BENCH_KILLS", 100)

  private static func number(_ name: String, _ standard: Int) -> Int {
    guard let text = getenv(name), let value = Int(String(cString: text)), value > 0 else { return standard }
    return value
  }
}
