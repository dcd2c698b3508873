import Glibc

/// When to report progress.
struct Pace {
  private let start = Pace.seconds
  private let every: Double
  private var last: Double

  init(every seconds: Double) {
    every = seconds
    last = Pace.seconds
  }

  var secondsSinceStart: Double { Pace.seconds - start }

  /// Whether the time has come; then it begins anew.
  var isDue: Bool {
    mutating get {
      let now = Pace.seconds
      guard now - last >= every else { return false }
      last = now
      return true
    }
  }

  private static var seconds: Double {
    var time = timespec()
    _ = clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
