import CSQLite
import Glibc

/// How long a connection puts up with a lock that somebody holds who does not take turns: a `sqlite3` shell, say.
final class Patience {
  private let milliseconds: Int64
  private var since: Int64 = 0

  init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// Makes `connection` wait as long as this. The connection must be closed before this goes.
  func guide(_ connection: OpaquePointer) {
    sqlite3_busy_handler(
      connection,
      { context, attempt in
        guard let context else { return 0 }
        return Unmanaged<Patience>.fromOpaque(context).takeUnretainedValue().waits(attempt: Int64(attempt)) ? 1 : 0
      }, Unmanaged.passUnretained(self).toOpaque())
  }

  private func waits(attempt: Int64) -> Bool {
    let now = monotonicMilliseconds()
    if attempt == 0 { since = now }
    guard now - since < milliseconds else { return false }
    // Soon at first, since most locks are short; then often enough to be there when the holder pauses.
    var pause = timespec(tv_sec: 0, tv_nsec: Int(min(attempt + 1, 10)) * 1_000_000)
    nanosleep(&pause, nil)
    return true
  }
}

func monotonicMilliseconds() -> Int64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
}
