/// A request as it came over a connection.
struct HTTPRequest: Sendable {
  var method = ""
  /// With what stands behind the question mark: `/db/execute?transaction`.
  var target = ""
  var isOldVersion = false
  /// Names in small letters.
  var headers: [String: String] = [:]
  var body: [UInt8] = []

  var path: String { String(target.prefix { $0 != "?" }) }

  /// What stands behind the question mark, by name; a name alone is empty.
  var parameters: [String: String] {
    let query = target.drop { $0 != "?" }.dropFirst()
    var parameters: [String: String] = [:]
    for part in query.split(separator: "&") {
      let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      parameters[HTTPRequest.unescaped(halves[0])] = halves.count > 1 ? HTTPRequest.unescaped(halves[1]) : ""
    }
    return parameters
  }

  var isLast: Bool { headers["connection"]?.lowercased() == "close" || isOldVersion }

  /// The name and password of its `Authorization`; nil where there is none.
  var credentials: (name: String, password: String)? {
    guard let header = headers["authorization"], header.lowercased().hasPrefix("basic "),
      let bytes = Base64.bytes(of: header.dropFirst(6))
    else { return nil }
    let halves = String(decoding: bytes, as: UTF8.self).split(
      separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    return (String(halves[0]), halves.count > 1 ? String(halves[1]) : "")
  }

  private static func unescaped(_ text: some StringProtocol) -> String {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      if byte == 37, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte == 43 ? 32 : byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Takes requests out of the bytes of a connection, as many as are whole.
struct HTTPReader {
  enum Fault: Error { case noRequest }

  private(set) var buffer: [UInt8] = []
  /// A head was read that asks whether the body may come.
  private(set) var expectsContinue = false
  private var start = 0

  mutating func add(_ bytes: some Sequence<UInt8>) { buffer += bytes }

  mutating func told() { expectsContinue = false }

  /// The next request; nil while some of it is missing.
  mutating func next() throws(Fault) -> HTTPRequest? {
    guard let end = endOfHead() else { return nil }
    var request = try head(buffer[start..<end])
    var place = end + 4
    if request.headers["transfer-encoding"]?.lowercased() == "chunked" {
      while true {
        guard let line = endOfLine(from: place) else { return waiting(request) }
        let digits = String(decoding: buffer[place..<line], as: UTF8.self).prefix { $0.isHexDigit }
        guard let size = Int(digits, radix: 16) else { throw .noRequest }
        guard buffer.count >= line + 2 + size + 2 else { return waiting(request) }
        request.body += buffer[line + 2..<line + 2 + size]
        place = line + 2 + size + 2
        if size == 0 { break }
      }
    } else if let length = request.headers["content-length"] {
      guard let size = Int(length), size >= 0 else { throw .noRequest }
      guard buffer.count >= place + size else { return waiting(request) }
      request.body = Array(buffer[place..<place + size])
      place += size
    }
    start = place
    if start == buffer.count {
      buffer.removeAll(keepingCapacity: true)
      start = 0
    }
    expectsContinue = false
    return request
  }

  private mutating func waiting(_ request: HTTPRequest) -> HTTPRequest? {
    expectsContinue = request.headers["expect"]?.lowercased() == "100-continue"
    return nil
  }

  private func endOfHead() -> Int? {
    var place = start
    while let line = endOfLine(from: place) {
      if buffer.count >= line + 4, buffer[line + 2] == 13, buffer[line + 3] == 10 { return line }
      place = line + 2
    }
    return nil
  }

  private func endOfLine(from place: Int) -> Int? {
    var place = place
    while let carriage = buffer[min(place, buffer.count)...].firstIndex(of: 13) {
      guard carriage + 1 < buffer.count else { return nil }
      if buffer[carriage + 1] == 10 { return carriage }
      place = carriage + 1
    }
    return nil
  }

  private func head(_ bytes: ArraySlice<UInt8>) throws(Fault) -> HTTPRequest {
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false)
    let words = lines[0].split(separator: " ")
    guard words.count == 3, words[2].hasPrefix("HTTP/1.") else { throw .noRequest }
    var request = HTTPRequest(method: String(words[0]), target: String(words[1]), isOldVersion: words[2] == "HTTP/1.0")
    for line in lines.dropFirst() {
      let halves = line.split(separator: ":", maxSplits: 1)
      guard halves.count == 2 else { continue }
      request.headers[halves[0].lowercased()] = String(halves[1].drop { $0 == " " })
    }
    return request
  }
}

/// An answer to be written.
struct HTTPAnswer: Sendable {
  var status = 200
  var type: String? = "application/json; charset=utf-8"
  var headers: [(name: String, value: String)] = []
  var body: [UInt8] = []

  init(status: Int = 200, json: JSON) {
    self.status = status
    body = Array(json.text.utf8)
  }

  /// A line of text, as Go's `http.Error` writes it.
  init(status: Int, text: String) {
    self.status = status
    type = "text/plain; charset=utf-8"
    body = Array((text + "\n").utf8)
  }

  init(status: Int, type: String?, body: [UInt8] = []) {
    self.status = status
    self.type = type
    self.body = body
  }

  var bytes: [UInt8] {
    var head = "HTTP/1.1 \(status) \(HTTPAnswer.reasons[status] ?? "Status")\r\n"
    if let type { head += "Content-Type: \(type)\r\n" }
    for header in headers { head += "\(header.name): \(header.value)\r\n" }
    if status != 204 { head += "Content-Length: \(body.count)\r\n" }
    return Array((head + "\r\n").utf8) + body
  }

  private static let reasons = [
    200: "OK", 204: "No Content", 301: "Moved Permanently", 400: "Bad Request", 401: "Unauthorized", 404: "Not Found",
    405: "Method Not Allowed", 500: "Internal Server Error", 501: "Not Implemented", 503: "Service Unavailable",
  ]
}
