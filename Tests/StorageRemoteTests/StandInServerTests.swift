import Testing

@testable import RqliteStandIn

/// How the stand-in talks, and the traps that no recorded exchange shows.
@Suite struct StandInServerTests {
  @Test("requests of which several are under way are answered in order")
  func pipelining() throws {
    let house = try StandInHouse()
    let client = try house.client()
    for number in 0..<50 { client.sendRequest("POST", "/db/query", "[\"SELECT \(number) AS n\"]") }
    for number in 0..<50 { #expect(try client.answer().body.contains("[[\(number)]]")) }
    #expect(house.server.connectionCount == 1)
  }

  @Test("a body may come in chunks, and bytes in any pieces")
  func pieces() throws {
    let house = try StandInHouse()
    let client = try house.client()
    let text =
      "POST /db/query HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n[\"SEL\r\n9;x=y\r\nECT 1+1\"]\r\n0\r\n\r\n"
    for byte in text.utf8 { client.send([byte]) }
    #expect(try client.answer().body.contains("[[2]]"))
    client.sendRequest("POST", "/db/query", "[\"SELECT 3\"]", headers: "Expect: 100-continue\r\n")
    let first = try client.answer()
    #expect(try (first.status == 100 ? client.answer() : first).body.contains("[[3]]"))
    client.sendRequest("GET", "/db/query?q=SELECT+'a%26b'+AS+x", headers: "Connection: close\r\n")
    #expect(try client.answer().body.contains("[[\"a\\u0026b\"]]"))
    #expect(throws: PlainClient.End.self) { try client.answer() }
    let other = try house.client()
    other.send("what?\r\n\r\n".utf8)
    #expect(try other.answer().status == 400)
  }

  @Test("many at once are served, each in its turn")
  func crowd() throws {
    let house = try StandInHouse(["CREATE TABLE op(id INTEGER PRIMARY KEY, who INTEGER)"])
    let clients = try (0..<20).map { _ in try house.client() }
    for round in 0..<10 {
      for (who, client) in clients.enumerated() {
        client.sendRequest(
          "POST", "/db/execute?transaction", "[[\"INSERT INTO op(who) VALUES(?)\",\(who * 100 + round)]]")
      }
    }
    for client in clients { for _ in 0..<10 { #expect(try client.answer().status == 200) } }
    #expect(try house.value("SELECT count(DISTINCT who) FROM op")?.number == "200")
  }

  @Test(
    "accounts do what they may, and are not told why not",
    arguments: [
      ("", "/db/query", 401), ("Y2xlcms6cHc=", "/db/query", 200), ("Y2xlcms6bm8=", "/db/query", 401),
      ("Y2xlcms6cHc=", "/db/execute", 401), ("Y2xlcms6cHc=", "/db/request", 401), ("cm9vdDpwdw==", "/db/request", 200),
    ])
  func accounts(_ credentials: String, _ path: String, _ status: Int) throws {
    let house = try StandInHouse(users: [
      StandInUser("clerk", password: "pw", may: ["query"]), StandInUser("root", password: "pw", may: ["all"]),
      StandInUser("*", may: ["ready"]),
    ])
    let client = try house.client()
    let header = credentials.isEmpty ? "" : "Authorization: Basic \(credentials)\r\n"
    let answer = try client.post(path, "[\"SELECT 1\"]", headers: header)
    #expect(answer.status == status)
    #expect(status == 200 || answer.body.isEmpty)
    #expect(try client.get("/readyz").status == 200)
  }

  @Test("it says its version, and that it is no rqlite")
  func version() throws {
    let house = try StandInHouse(foreignKeys: false)
    let answer = try house.client().get("/status")
    #expect(answer.headers["x-rqlite-version"] == "v10.2.7")
    #expect(answer.headers["server"]?.contains("stand-in") == true)
    #expect(answer.json?["store"]?["sqlite3"]?["pragmas"]?["rw"]?["foreign_keys"]?.string == "0")
    house.server.version = "v7.0.0"
    #expect(try house.client().get("/readyz").headers["x-rqlite-version"] == "v7.0.0")
    _ = try house.client().post("/db/execute", "[\"PRAGMA foreign_keys=ON\"]")
    let status = try house.client().get("/status").json
    #expect(status?["store"]?["sqlite3"]?["pragmas"]?["rw"]?["foreign_keys"]?.string == "1")
  }

  @Test("a commit that a deferred key refuses undoes all and leaves no result")
  func deferred() throws {
    let house = try StandInHouse([
      "CREATE TABLE a(id INTEGER PRIMARY KEY)",
      "CREATE TABLE b(a INTEGER REFERENCES a(id) DEFERRABLE INITIALLY DEFERRED)",
    ])
    let answer = try house.client().post("/db/execute?transaction", "[\"INSERT INTO b VALUES(1)\"]")
    #expect(answer.body == "{\"results\":[],\"error\":\"FOREIGN KEY constraint failed\"}")
    #expect(try house.value("SELECT count(*) FROM b")?.number == "0")
  }

  @Test(
    "functions of mathematics are missing, in triggers too", arguments: ["ceil(x)", "pow(x,2)", "log(2,x)", "pi()"])
  func mathematics(_ call: String) throws {
    let house = try StandInHouse([
      "CREATE TABLE t(x)", "CREATE TRIGGER tt AFTER INSERT ON t BEGIN SELECT \(call) FROM t; END",
    ])
    let answer = try house.client().post("/db/execute", "[\"INSERT INTO t VALUES(1.5)\"]")
    #expect(answer.body == "{\"results\":[{\"error\":\"no such function: \(call.prefix { $0 != "(" })\"}]}")
  }

  @Test("a whole database goes out as a file and comes in as one, or as text that turns foreign keys off")
  func wholeDatabases() throws {
    let house = try StandInHouse(["CREATE TABLE t(x)", "INSERT INTO t VALUES(1)", "PRAGMA user_version=7"])
    let other = try StandInHouse()
    let client = try house.client()
    client.sendRequest("GET", "/db/backup")
    let backup = try client.answerBytes()
    #expect(backup.starts(with: "SQLite format 3\0".utf8))
    let loading = try other.client()
    loading.send("POST /db/load HTTP/1.1\r\nContent-Length: \(backup.count)\r\n\r\n".utf8)
    loading.send(backup)
    #expect(try loading.answer().body == "{\"results\":[]}")
    #expect(try other.value("SELECT x FROM t")?.number == "1")
    #expect(try other.value("PRAGMA user_version")?.number == "7")
    let dump = "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nINSERT INTO t VALUES(2);\nCOMMIT;\n"
    #expect(try loading.post("/db/load", dump, type: "text/plain").body == "{\"results\":[]}")
    #expect(try other.value("SELECT count(*) FROM t")?.number == "2")
    let status = try loading.get("/status").json
    #expect(status?["store"]?["sqlite3"]?["pragmas"]?["rw"]?["foreign_keys"]?.string == "0")
  }

  @Test(
    "what the stand-in does not do it says",
    arguments: ["/db/execute?queue", "/db/backup?fmt=sql", "/db/backup?compress"])
  func notDone(_ target: String) throws {
    let client = try StandInHouse().client()
    let answer = try target.contains("backup") ? client.get(target) : client.post(target, "[\"SELECT 1\"]")
    #expect(answer.status == 501)
  }

  @Test(
    "a value goes in and comes out exactly",
    arguments: [
      ("9223372036854775807", "9223372036854775807"), ("-9223372036854775808", "-9223372036854775808"),
      ("\"\"", "\"\""), ("\"\\ud83d\\ude00 é\"", "\"😀 é\""), ("[]", "[]"), ("[0,255]", "[0,255]"), ("null", "null"),
      ("1.5e-7", "1.5e-7"), ("0.000001", "0.000001"), ("123.456", "123.456"), ("1e21", "1e+21"), ("100.0", "100"),
    ])
  func values(_ given: String, _ expected: String) throws {
    let house = try StandInHouse(["CREATE TABLE v(x BLOB)"])
    let client = try house.client()
    _ = try client.post("/db/execute", "[[\"INSERT INTO v VALUES(:x)\",{\"x\":\(given)}]]")
    let answer = try client.post("/db/query?blob_array", "[\"SELECT x FROM v\"]")
    #expect(answer.body == "{\"results\":[{\"columns\":[\"x\"],\"types\":[\"blob\"],\"values\":[[\(expected)]]}]}")
  }
}
