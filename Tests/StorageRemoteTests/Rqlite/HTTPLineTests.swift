import Testing

@testable import StorageRemote

@Suite("A line to a server")
struct HTTPLineTests {
  static let hello = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"

  private func request(_ path: String = "/", _ body: [UInt8]? = nil) -> HTTPRequest {
    HTTPRequest(path, host: "localhost", authorization: nil, body: body)
  }

  private func line(_ server: ScriptedServer) throws -> HTTPLine {
    try HTTPLine("127.0.0.1", server.port, isTLS: false, by: .after(60_000))
  }

  @Test("carries request after request, and several at once in order")
  func keeps() throws {
    let server = try ScriptedServer { peer in
      while let request = peer.next() {
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: \(request.utf8.count)\r\n\r\n\(request)")
      }
    }
    let line = try line(server)
    let first = line.exchange([request("/a")], by: .after(60_000))
    #expect(first.answers.map(\.words) == ["GET /a"])
    #expect(!first.wasUsed)
    let next = line.exchange([request("/b", Array("[1]".utf8)), request("/c")], by: .after(60_000))
    #expect(next.answers.map(\.words) == ["POST /b [1]", "GET /c"])
    #expect(next.wasUsed && next.sent == 2 && next.fault == nil)
    #expect(line.isQuiet)
    #expect(server.connections == 1)
  }

  @Test("takes an answer byte by byte")
  func slowly() throws {
    let server = try ScriptedServer { peer in
      while peer.next() != nil { for byte in HTTPLineTests.hello.utf8 { peer.send([byte]) } }
    }
    let outcome = try line(server).exchange([request(), request()], by: .after(60_000))
    #expect(outcome.answers.map(\.words) == ["hi", "hi"])
  }

  @Test("sends a large request and takes a large answer")
  func large() throws {
    let server = try ScriptedServer { peer in
      while let request = peer.next() {
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: \(request.utf8.count)\r\n\r\n\(request)")
      }
    }
    let body = [UInt8](repeating: UInt8(ascii: "x"), count: 3 << 20)
    let outcome = try line(server).exchange([request("/", body), request("/", body)], by: .after(60_000))
    #expect(outcome.answers.map(\.body.count) == [body.count + 7, body.count + 7])
  }

  @Test("that is silent is given up in time")
  func silent() throws {
    let server = try ScriptedServer { $0.hold() }
    let line = try line(server)
    let start = WireDeadline.now().milliseconds
    let outcome = line.exchange([request()], by: .after(100))
    #expect(outcome.fault?.words == "no answer came in time")
    #expect(outcome.sent == 1 && outcome.answers.isEmpty)
    #expect(WireDeadline.now().milliseconds - start < 30_000)
    #expect(!line.isQuiet)
  }

  @Test("that trickles on is given up in time")
  func trickling() throws {
    let server = try ScriptedServer { peer in
      _ = peer.next()
      peer.send("HTTP/1.1 200 OK\r\nContent-Length: 20000000\r\n\r\n")
      for _ in 0..<100 where peer.number == 0 {
        peer.send("x")
        WireDeadline.pause(10)
      }
      peer.hold()
    }
    let outcome = try line(server).exchange([request()], by: .after(200))
    #expect(outcome.fault?.words == "no answer came in time")
  }

  @Test("tells how many requests went out and how many were answered before it broke")
  func broken() throws {
    let server = try ScriptedServer { peer in
      _ = peer.next()
      peer.send(HTTPLineTests.hello)
      _ = peer.next()
    }
    let line = try line(server)
    let outcome = line.exchange([request(), request()], by: .after(60_000))
    #expect(outcome.answers.count == 1 && outcome.sent == 2)
    #expect(outcome.fault?.kind == .unreachable)
    #expect(!line.isGood)
  }

  @Test("knows that a request which did not go out whole did not go out")
  func halfSent() throws {
    let server = try ScriptedServer { _ in }
    let line = try line(server)
    let outcome = line.exchange([request("/", [UInt8](repeating: 1, count: 30 << 20))], by: .after(60_000))
    #expect(outcome.sent == 0 && outcome.fault != nil)
  }

  @Test("hears what a server says before it has heard all")
  func early() throws {
    let server = try ScriptedServer { peer in
      _ = peer.receive()
      peer.send("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n")
      peer.hold()
    }
    let line = try line(server)
    let outcome = line.exchange([request("/", [UInt8](repeating: 1, count: 30 << 20))], by: .after(60_000))
    #expect(outcome.answers.map(\.status) == [413])
    #expect(outcome.sent == 0 && !line.isGood)
  }

  @Test("on which an answer comes twice is not used again")
  func twice() throws {
    let server = try ScriptedServer { peer in
      while peer.next() != nil { peer.send(HTTPLineTests.hello + HTTPLineTests.hello) }
    }
    let line = try line(server)
    let outcome = line.exchange([request()], by: .after(60_000))
    #expect(outcome.answers.count == 1 && outcome.fault == nil)
    #expect(!line.isQuiet)
  }

  @Test("that the server closed while it lay idle is not quiet")
  func closed() throws {
    let server = try ScriptedServer { peer in
      _ = peer.next()
      peer.send(HTTPLineTests.hello)
    }
    let line = try line(server)
    #expect(line.exchange([request()], by: .after(60_000)).answers.count == 1)
    // The end of the line comes as soon as the server has closed it.
    for _ in 0..<2000 where line.isQuiet { WireDeadline.pause(1) }
    #expect(!line.isQuiet)
  }

  @Test("that nobody takes is refused at once, and one to a name that is none says so")
  func nobody() throws {
    let server = try ScriptedServer { $0.hold() }
    server.stop()
    let refused = #expect(throws: WireFault.self) {
      _ = try HTTPLine("127.0.0.1", 1, isTLS: false, by: .after(60_000))
    }
    #expect(refused == .unreachable("connection refused"))
    let unknown = #expect(throws: WireFault.self) {
      _ = try HTTPLine("no-such-host.invalid", 4001, isTLS: false, by: .after(3000))
    }
    #expect(unknown?.kind == .unreachable && unknown?.words.contains("no-such-host.invalid") == true)
  }
}
