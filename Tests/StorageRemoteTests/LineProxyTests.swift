import LineTesting
import RqliteStandIn
import Testing

/// The line between, over which other tests reach a server.
@Suite struct LineProxyTests {
  private static let ask = "[\"SELECT 1\"]"

  private static func milliseconds(_ work: () throws -> Void) rethrows -> Int64 {
    let start = MonotonicTime.milliseconds
    try work()
    return MonotonicTime.milliseconds - start
  }

  @Test("a line that is well passes everything on")
  func plain() throws {
    let house = try StandInHouse()
    let line = try LineProxy(to: house.server.port)
    let client = try PlainClient(port: line.port)
    let long = String(repeating: "x", count: 3_000_000)
    let answer = try client.post("/db/query", "[[\"SELECT ?\",\"\(long)\"]]")
    #expect(answer.body.utf8.count > 3_000_000)
    for number in 0..<100 { client.sendRequest("POST", "/db/query", "[\"SELECT \(number)\"]") }
    for number in 0..<100 { #expect(try client.answer().body.contains("[[\(number)]]")) }
    #expect(line.connectionCount == 1)
    client.sendRequest("POST", "/db/query", Self.ask, headers: "Connection: close\r\n")
    _ = try client.answer()
    #expect(throws: PlainClient.End.closed) { try client.answer() }
  }

  @Test("a slow line takes its time each way, and to connect, for all that is under way together")
  func delay() throws {
    let house = try StandInHouse()
    let line = try LineProxy(to: house.server.port, LineWeather(delay: 40))
    let client = try PlainClient(port: line.port)
    #expect(try Self.milliseconds { _ = try client.post("/db/query", Self.ask) } >= 160)
    #expect(try Self.milliseconds { _ = try client.post("/db/query", Self.ask) } >= 80)
    let together = try Self.milliseconds {
      for _ in 0..<50 { client.sendRequest("POST", "/db/query", Self.ask) }
      for _ in 0..<50 { _ = try client.answer() }
    }
    #expect(together >= 80 && together < 50 * 80)
  }

  @Test("what is lost comes late and in order")
  func loss() throws {
    let house = try StandInHouse()
    let line = try LineProxy(to: house.server.port, LineWeather(loss: 0.5, stall: 5...20), seed: 3)
    let client = try PlainClient(port: line.port)
    for number in 0..<40 {
      #expect(try client.post("/db/query", "[\"SELECT \(number)\"]").body.contains("[[\(number)]]"))
    }
    #expect(line.stalls > 10)
    let lost = line.stalls
    line.weather = LineWeather()
    for _ in 0..<40 { _ = try client.post("/db/query", Self.ask) }
    #expect(line.stalls == lost)
  }

  @Test("a line that is cut ends what there is and takes what comes")
  func cut() throws {
    let house = try StandInHouse()
    let line = try LineProxy(to: house.server.port)
    let client = try PlainClient(port: line.port)
    _ = try client.post("/db/query", Self.ask)
    line.cut()
    #expect(throws: PlainClient.End.self) { try client.post("/db/query", Self.ask) }
    #expect(try PlainClient(port: line.port).post("/db/query", Self.ask).status == 200)
  }

  @Test("a line that refuses does so until it is restored")
  func refuse() throws {
    let house = try StandInHouse()
    let line = try LineProxy(to: house.server.port)
    let client = try PlainClient(port: line.port)
    _ = try client.post("/db/query", Self.ask)
    line.refuse()
    #expect(throws: PlainClient.End.self) { try client.answer() }
    #expect(throws: PlainClient.End.refused) { try PlainClient(port: line.port) }
    try line.restore()
    #expect(try PlainClient(port: line.port).post("/db/query", Self.ask).status == 200)
  }

  @Test("a dead line says nothing, and lets pass what it held back when it is restored")
  func dead() throws {
    let house = try StandInHouse()
    let line = try LineProxy(to: house.server.port)
    let client = try PlainClient(port: line.port, patience: 60)
    line.goDead()
    #expect(throws: PlainClient.End.silent) { try client.post("/db/query", Self.ask) }
    #expect(house.server.requests.isEmpty)
    try line.restore()
    let patient = try PlainClient(port: line.port)
    #expect(try patient.post("/db/query", Self.ask).status == 200)
  }

  @Test("behind a line to nobody a connection breaks")
  func nobody() throws {
    let house = try StandInHouse()
    house.server.stop()
    let line = try LineProxy(to: house.server.port)
    #expect(throws: PlainClient.End.self) { try PlainClient(port: line.port).post("/db/query", Self.ask) }
  }
}
