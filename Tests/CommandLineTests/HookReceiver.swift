import Glibc
import LineTesting
import Synchronization

/// A receiver of webhooks on this machine: it answers as the test has it, and keeps what it got.
final class HookReceiver: Sendable {
  struct Request: Sendable {
    var method = ""
    /// Names in small letters.
    var headers: [String: String] = [:]
    var body = ""
  }

  private let port: ListeningPort
  private let requests = Mutex<[Request]>([])
  private let statuses = Mutex<[Int]>([])
  /// Words that are looked for in the list of processes while somebody waits for an answer, and where they were.
  private let sought = Mutex<String?>(nil)
  private let seen = Mutex<[String]>([])

  init() throws {
    port = try ListeningPort()
    try port.open { [self] connection, _ in serve(connection) }
  }

  var address: String { "http://127.0.0.1:\(port.port)/hook" }
  var got: [Request] { requests.withLock { $0 } }
  var seenInProcesses: [String] { seen.withLock { $0 } }

  /// What it answers next, one after the other; then 200.
  func answer(_ next: Int...) { statuses.withLock { $0 = next } }
  func look(for words: String) { sought.withLock { $0 = words } }
  func close() { port.refuse() }

  private func serve(_ connection: Int32) {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      if let request = HookReceiver.request(bytes) {
        requests.withLock { $0.append(request) }
        if let words = sought.withLock({ $0 }) { look(inProcessesFor: words) }
        let status = statuses.withLock { $0.isEmpty ? 200 : $0.removeFirst() }
        let elsewhere = status == 302 ? "Location: \(address)/elsewhere\r\n" : ""
        let text = "HTTP/1.1 \(status) X\r\n\(elsewhere)Content-Length: 4\r\nConnection: close\r\n\r\nwell"
        _ = text.utf8.withContiguousStorageIfAvailable { write(connection, $0.baseAddress, $0.count) }
        return
      }
      let count = read(connection, &buffer, buffer.count)
      guard count > 0 else { return }
      bytes += buffer[..<count]
    }
  }

  /// Nil while some of it is missing.
  private static func request(_ bytes: [UInt8]) -> Request? {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let end = text.firstRange(of: "\r\n\r\n") else { return nil }
    let lines = text[..<end.lowerBound].split(separator: "\r\n")
    var request = Request(method: String(lines[0].prefix { $0 != " " }))
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      if parts.count == 2 { request.headers[parts[0].lowercased()] = String(parts[1].drop { $0 == " " }) }
    }
    request.body = String(text[end.upperBound...])
    let length = request.headers["content-length"].flatMap { Int($0) } ?? 0
    return request.body.utf8.count >= length ? request : nil
  }

  private func look(inProcessesFor words: String) {
    guard let directory = opendir("/proc") else { return }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      guard Int(name) != nil, let file = fopen("/proc/\(name)/cmdline", "r") else { continue }
      defer { fclose(file) }
      var bytes = [UInt8](repeating: 0, count: 65_536)
      let line = String(decoding: bytes[..<fread(&bytes, 1, bytes.count, file)], as: UTF8.self)
      if line.contains(words) { seen.withLock { $0.append(line) } }
    }
  }
}

extension JSONPeek {
  /// A text field without its quotes.
  static func text(_ field: String, in json: String) -> String? {
    raw(field, in: json).map { $0.filter { $0 != "\"" } }
  }
}
