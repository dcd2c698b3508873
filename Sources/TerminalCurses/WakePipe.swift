import Glibc

/// A pipe whose reading end wakes a `poll`: a zero byte for a posted event, a signal's number for a signal.
public final class WakePipe: Sendable {
  let readEnd: Int32
  let writeEnd: Int32

  /// - Throws: `Failure` when the process has no descriptors left.
  public init() throws {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw Failure(errorNumber: errno) }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    readEnd = ends[0]
    writeEnd = ends[1]
  }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  public struct Failure: Error {
    public var errorNumber: Int32
  }

  /// Wakes whoever waits. A full pipe wakes as well, so a byte that does not fit is no loss.
  public func wake() {
    var zero: UInt8 = 0
    _ = write(writeEnd, &zero, 1)
  }

  /// Empties the pipe and returns the signal numbers that were in it, in order.
  func drain() -> [Int32] {
    var signals: [Int32] = []
    var bytes = [UInt8](repeating: 0, count: 256)
    while true {
      let count = read(readEnd, &bytes, bytes.count)
      if count <= 0 { return signals }
      signals += bytes[..<count].filter { $0 != 0 }.map(Int32.init)
    }
  }
}
