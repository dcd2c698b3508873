import Glibc

/// The clocks of measurements, in seconds, and the wall clock of acts.
enum Clock {
  static func now() -> Double { read(CLOCK_MONOTONIC) }

  /// What this process has used of the processors, in the kernel too.
  static func processor() -> Double { read(CLOCK_PROCESS_CPUTIME_ID) }

  /// UTC milliseconds since 1970.
  static func wallMilliseconds() -> Int64 { Int64(read(CLOCK_REALTIME) * 1000) }

  static func sleep(seconds: Double) {
    var pause = timespec(tv_sec: Int(seconds), tv_nsec: Int((seconds - seconds.rounded(.down)) * 1e9))
    nanosleep(&pause, nil)
  }

  /// How long `body` took.
  static func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = now()
    try body()
    return now() - start
  }

  private static func read(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
