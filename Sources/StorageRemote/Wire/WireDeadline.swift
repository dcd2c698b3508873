import Glibc

/// A moment by which something has to be over, on the clock that nobody sets.
struct WireDeadline: Comparable, Sendable {
  /// Since some moment before the program started.
  let milliseconds: Int64

  static func now() -> WireDeadline { WireDeadline(milliseconds: microseconds() / 1000) }

  static func after(_ milliseconds: Int64) -> WireDeadline { now().later(by: milliseconds) }

  static func microseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
  }

  func later(by milliseconds: Int64) -> WireDeadline {
    WireDeadline(milliseconds: self.milliseconds + milliseconds)
  }

  var isOver: Bool { left == 0 }

  /// How long it is until then, for `poll`.
  var left: Int32 { Int32(clamping: max(0, milliseconds - WireDeadline.now().milliseconds)) }

  static func < (one: WireDeadline, other: WireDeadline) -> Bool { one.milliseconds < other.milliseconds }

  static func pause(_ milliseconds: Int32) { _ = poll(nil, 0, milliseconds) }
}
