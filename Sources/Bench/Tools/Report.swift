import Glibc

/// Lines of `name value unit` on standard output, each out at once.
enum Report {
  static func line(_ name: String, _ value: Double, _ unit: String) {
    Standard.output.write("\(name) \(text(value)) \(unit)\n")
  }

  /// Milliseconds at the middle and at the edge, of latencies in seconds.
  static func latencies(_ name: String, _ seconds: Samples) {
    line(name + "_p50", seconds.median * 1e3, "ms")
    line(name + "_p99", seconds.percentile(0.99) * 1e3, "ms")
  }

  /// What goes on, for whoever watches.
  static func note(_ text: String) { Standard.error.write("# \(text)\n") }

  /// Six digits, as `%g` writes them.
  private static func text(_ value: Double) -> String {
    var buffer = [CChar](repeating: 0, count: 40)
    let count = withVaList([value]) { vsnprintf(&buffer, buffer.count, "%.6g", $0) }
    return String(decoding: buffer.prefix(Int(max(count, 0))).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// A stream of this process, written without a buffer, so that a killed process leaves all it said.
struct Standard {
  private let descriptor: Int32

  static let output = Standard(descriptor: STDOUT_FILENO)
  static let error = Standard(descriptor: STDERR_FILENO)

  func write(_ text: String) { write(Array(text.utf8)) }

  func write(_ bytes: [UInt8]) {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      done += count
    }
  }
}
