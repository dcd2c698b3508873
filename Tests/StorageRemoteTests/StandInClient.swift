import Glibc

@testable import RqliteStandIn

/// A client that says exactly what it is told, over one connection of its own.
final class PlainClient {
  struct Answer: Hashable {
    var status: Int
    var headers: [String: String]
    var body: String

    var json: JSON? { JSON(body.utf8) }
  }

  /// How a connection ended instead of an answer.
  enum End: Error, Hashable { case refused, closed, reset, silent }

  /// What must not go away before the client does.
  var house: StandInHouse?
  private let descriptor: Int32
  private var buffer: [UInt8] = []

  /// - Parameter patience: how long an answer may take, in milliseconds.
  init(port: UInt16, patience: Int = 20_000) throws(End) {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let code = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    var time = timeval(tv_sec: patience / 1000, tv_usec: patience % 1000 * 1000)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
    if code != 0 { throw .refused }
  }

  deinit { close(descriptor) }

  func send(_ bytes: some Collection<UInt8>) {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count > 0 { rest = rest.dropFirst(count) } else if errno != EINTR { return }
    }
  }

  func sendRequest(
    _ method: String, _ target: String, _ body: String? = nil, type: String = "application/json", headers: String = ""
  ) {
    let length = body.map { "Content-Type: \(type)\r\nContent-Length: \($0.utf8.count)\r\n" } ?? ""
    send("\(method) \(target) HTTP/1.1\r\nHost: here\r\n\(headers)\(length)\r\n\(body ?? "")".utf8)
  }

  func post(_ target: String, _ body: String, type: String = "application/json", headers: String = "") throws(End)
    -> Answer
  {
    sendRequest("POST", target, body, type: type, headers: headers)
    return try answer()
  }

  func get(_ target: String, headers: String = "") throws(End) -> Answer {
    sendRequest("GET", target, headers: headers)
    return try answer()
  }

  /// The next answer that comes.
  func answer() throws(End) -> Answer {
    let (status, headers, body) = try received()
    return Answer(status: status, headers: headers, body: String(decoding: body, as: UTF8.self))
  }

  /// The body of the next answer, which may be no text.
  func answerBytes() throws(End) -> [UInt8] { try received().body }

  private func received() throws(End) -> (status: Int, headers: [String: String], body: [UInt8]) {
    var end: Int?
    while end == nil {
      end = buffer.indices.first { buffer[$0...].starts(with: "\r\n\r\n".utf8) }
      if end == nil { try receive() }
    }
    let head = String(decoding: buffer[..<(end ?? 0)], as: UTF8.self).split(separator: "\r\n")
    var headers: [String: String] = [:]
    for line in head.dropFirst() {
      let halves = line.split(separator: ":", maxSplits: 1)
      headers[halves[0].lowercased()] = String(halves[1].drop { $0 == " " })
    }
    let start = (end ?? 0) + 4
    let length = headers["content-length"].flatMap { Int($0) } ?? 0
    while buffer.count < start + length { try receive() }
    let body = Array(buffer[start..<start + length])
    buffer.removeFirst(start + length)
    let status = head.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    return (status ?? 0, headers, body)
  }

  private func receive() throws(End) {
    var piece = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(descriptor, &piece, piece.count, 0)
      if count > 0 {
        buffer += piece[..<count]
        return
      }
      if count == 0 { throw .closed }
      if errno == EAGAIN { throw .silent }
      if errno != EINTR { throw .reset }
    }
  }
}

/// A folder for a test, gone with it, and the stand-in over a file in it.
final class StandInHouse {
  let folder: String
  let server: StandInServer

  var file: String { folder + "/stock.db" }

  static func makeFolder() -> String {
    var template = Array("/tmp/stand-in-XXXXXX".utf8CString)
    return mkdtemp(&template).map { String(cString: $0) } ?? "/tmp"
  }

  static func remove(_ folder: String) {
    for name in ["stock.db", "stock.db-wal", "stock.db-shm"] { unlink(folder + "/" + name) }
    rmdir(folder)
  }

  /// - Parameter statements: done before the test begins.
  init(users: [StandInUser] = [], foreignKeys: Bool = true, _ statements: [String] = []) throws {
    folder = StandInHouse.makeFolder()
    server = try StandInServer(file: folder + "/stock.db", foreignKeys: foreignKeys, users: users)
    if !statements.isEmpty {
      let list = JSON.array(statements.map { .string($0) })
      _ = try client().post("/db/execute", list.text)
      server.forgetRequests()
    }
  }

  deinit {
    server.stop()
    StandInHouse.remove(folder)
  }

  func client(patience: Int = 20_000) throws -> PlainClient {
    let client = try PlainClient(port: server.port, patience: patience)
    client.house = self
    return client
  }

  /// What a query of one value says, asked over a connection of its own.
  func value(_ sql: String) throws -> JSON? {
    try client().post("/db/query", JSON.array([.string(sql)]).text).json?["results"]?[0]?["values"]?[0]?[0]
  }
}
