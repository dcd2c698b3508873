import Testing

@testable import StorageRemote

@Suite("An HTTP answer")
struct HTTPAnswerTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var status: Int
    var body: String
    var keepsLine = true
    /// The answer ends where the line does.
    var endsWithLine = false

    var testDescription: String { text.debugDescription }
  }

  static let whole = [
    Case(text: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", status: 200, body: "hello"),
    Case(text: "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello", status: 200, body: "hello"),
    Case(text: "HTTP/1.1 200\r\ncontent-LENGTH:5\r\n\r\nhello", status: 200, body: "hello"),
    Case(text: "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n", status: 401, body: ""),
    Case(text: "HTTP/1.1 204 No Content\r\n\r\n", status: 204, body: ""),
    Case(
      text: "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx", status: 200, body: "x",
      keepsLine: false),
    Case(text: "HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx", status: 200, body: "x", keepsLine: false),
    Case(
      text: "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 1\r\n\r\nx", status: 200, body: "x"),
    Case(
      text: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA;note=1\r\n0123456789\r\n0\r\n\r\n",
      status: 200, body: "abc0123456789"),
    Case(
      text: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nX-Trailer: y\r\n\r\n", status: 200,
      body: "x"),
    Case(
      text:
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 503 Service Unavailable\r\nContent-Length: 16\r\n\r\nleader not found",
      status: 503, body: "leader not found"),
    Case(
      text: "HTTP/1.1 200 OK\r\n\r\nup to the end", status: 200, body: "up to the end", keepsLine: false,
      endsWithLine: true),
  ]

  @Test("is the same in whatever two pieces it comes", arguments: whole)
  func split(_ wanted: Case) throws {
    let bytes = Array(wanted.text.utf8)
    for cut in 0...bytes.count {
      var reader = HTTPAnswerReader()
      for piece in [bytes[..<cut], bytes[cut...]] {
        let taken = try piece.withUnsafeBytes { try reader.take($0) }
        #expect(taken == piece.count)
      }
      if wanted.endsWithLine { try reader.end() }
      #expect(reader.isWhole)
      #expect(reader.answer.status == wanted.status)
      #expect(String(decoding: reader.answer.body, as: UTF8.self) == wanted.body)
      #expect(reader.answer.keepsLine == wanted.keepsLine)
    }
  }

  @Test("leaves what follows it alone")
  func following() throws {
    let one = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab"
    var reader = HTTPAnswerReader()
    let taken = try Array((one + one).utf8).withUnsafeBytes { try reader.take($0) }
    #expect(taken == one.utf8.count)
  }

  @Test("that is cut off is none", arguments: whole.filter { !$0.endsWithLine })
  func cutOff(_ wanted: Case) throws {
    let bytes = Array(wanted.text.utf8)
    for cut in 0..<bytes.count {
      var reader = HTTPAnswerReader()
      _ = try bytes[..<cut].withUnsafeBytes { try reader.take($0) }
      #expect(throws: WireFault.self) { try reader.end() }
    }
  }

  @Test(
    "that makes no sense is refused",
    arguments: [
      "SSH-2.0-OpenSSH_9.2\r\n", "HTTP/2 200\r\n", "HTTP/1.1 2x0 OK\r\n", "HTTP/1.1 99999 OK\r\n", "\r\n",
      "HTTP/1.1 200 OK\r\nno colon\r\n", "HTTP/1.1 200 OK\r\n: nothing\r\n",
      "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999\r\n\r\n",
      "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nxy\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n",
      "HTTP/1.1 200 OK\r\nX: " + String(repeating: "x", count: 70_000),
      "HTTP/1.1 200 OK\r\n" + String(repeating: "A: b\r\n", count: 20_000),
    ])
  func nonsense(_ text: String) {
    var reader = HTTPAnswerReader()
    let error = #expect(throws: WireFault.self) {
      _ = try Array(text.utf8).withUnsafeBytes { try reader.take($0) }
    }
    #expect(error?.kind == .unsuitable)
  }
}
