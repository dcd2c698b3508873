import Glibc
import Testing

/// Programs of this machine that tests ask.
enum Shell {
  static func has(_ program: String) -> Bool {
    ["/usr/bin/", "/bin/", "/usr/local/bin/"].contains { access($0 + program, X_OK) == 0 }
  }

  /// Runs a line of sh and gives what it prints, complaints too, and how it ended.
  static func run(_ line: String) throws -> (output: String, exit: Int32) {
    let stream = try #require(popen(line + " 2>&1", "r"))
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 { bytes += buffer[..<count] }
    let status = pclose(stream)
    return (String(decoding: bytes, as: UTF8.self), (status >> 8) & 0xFF)
  }
}
