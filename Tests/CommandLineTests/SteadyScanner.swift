import Glibc
import LineTesting
import PtyTesting

/// A scanner that types a code every half second by a clock of its own, whatever the console does, and notes when each is
/// seen on the screen.
struct SteadyScanner {
  /// One scan: when it was typed and when it was seen.
  struct Scan {
    var code: String
    /// By the clock of the wall, in milliseconds.
    var typedAt: Int64
    var seenAt: Int64 = 0
    var echo: Int64 = 0
  }

  static let beat: Int64 = 500

  let console: TerminalProgram
  /// How many scans a screen tells of.
  let shown: (ScreenModel) -> Int
  private(set) var scans: [Scan] = []
  private var typed: [Int64] = []
  private var seen = 0

  init(_ console: TerminalProgram, shown: @escaping (ScreenModel) -> Int) {
    self.console = console
    self.shown = shown
  }

  /// Scans all of them, and returns when the last one was seen.
  /// - Parameter before: what happens in the world before a scan of that number.
  mutating func scan(_ codes: [String], before: [Int: () throws -> Void] = [:]) throws {
    let begin = MonotonicTime.milliseconds
    for (number, code) in codes.enumerated() {
      look(until: begin + Int64(number) * SteadyScanner.beat)
      try before[number]?()
      typed.append(MonotonicTime.milliseconds)
      scans.append(Scan(code: code, typedAt: SteadyScanner.wall))
      console.send(code + "\r")
    }
    let end = MonotonicTime.milliseconds + 20_000
    while seen < scans.count {
      guard MonotonicTime.milliseconds < end else {
        throw PtyFailure(what: "\(seen) of \(scans.count) scans were seen", lines: console.screen.lines)
      }
      look(until: MonotonicTime.milliseconds + 20)
    }
  }

  private mutating func look(until end: Int64) {
    while true {
      let left = end - MonotonicTime.milliseconds
      if left <= 0 { return }
      guard console.terminal.pump(milliseconds: Int32(left)) else { continue }
      let count = min(shown(console.screen), scans.count)
      while seen < count {
        scans[seen].seenAt = SteadyScanner.wall
        scans[seen].echo = MonotonicTime.milliseconds - typed[seen]
        seen += 1
      }
    }
  }

  /// From the end of a scan until it was seen, in milliseconds, the quickest first.
  var echoes: [Int64] { scans.map(\.echo).sorted() }

  private static var wall: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
