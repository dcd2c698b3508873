import Glibc
import Testing

enum OpenSSLCommand {
  static let isThere = access("/usr/bin/openssl", X_OK) == 0
}

/// TLS with OpenSSL's own server at the other end, and certificates made for the test.
@Suite("TLS to an rqlite", .enabled(if: OpenSSLCommand.isThere, "the openssl command is not installed"))
struct SecureWireTests {
  /// An authority, and a certificate by it for `localhost` and nothing else.
  private func certificates() throws -> TemporaryPlace {
    let place = try TemporaryPlace()
    func openssl(_ words: String...) throws {
      let (text, status) = try ProgramRun.run(["/usr/bin/openssl"] + words)
      try #require(status == 0, "\(text)")
    }
    let (authority, key) = (place.path + "/ca.pem", place.path + "/ca.key")
    try openssl(
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key, "-out",
      authority, "-days", "2", "-subj", "/CN=Test authority")
    let (request, own) = (place.path + "/own.csr", place.path + "/own.key")
    try openssl(
      "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", own, "-out", request,
      "-subj", "/CN=localhost")
    let names = try place.write("subjectAltName=DNS:localhost\n", to: "names", mode: 0o600)
    try openssl(
      "x509", "-req", "-in", request, "-CA", authority, "-CAkey", key, "-CAcreateserial", "-days", "2", "-extfile",
      names,
      "-out", place.path + "/own.pem")
    return place
  }

  /// Starts a server on a free port.
  private func server(_ place: TemporaryPlace) throws -> (run: ProgramRun, port: Int) {
    let run = try ProgramRun(
      [
        "/usr/bin/openssl", "s_server", "-accept", "127.0.0.1:0", "-cert", place.path + "/own.pem", "-key",
        place.path + "/own.key",
      ], environment: [:])
    // "ACCEPT 127.0.0.1:41234"
    let said = run.read(until: "ACCEPT 127.0.0.1:")
    let port = said.split(separator: "\n").last.flatMap { $0.split(separator: ":").last }.flatMap { Int($0) }
    return (run, try #require(port, "\(said)"))
  }

  private func answer(_ body: String) -> String {
    "HTTP/1.1 200 OK\r\nX-Rqlite-Version: v10.2.7\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
  }

  @Test("is spoken with a server whose authority this machine trusts")
  func trusted() throws {
    let place = try certificates()
    let (server, port) = try server(place)
    let client = try ProgramRun(
      [ProgramRun.tallyman, "--db", "rqlites://localhost:\(port)", "stock", "list"],
      environment: ["HOME": "/nonexistent", "SSL_CERT_FILE": place.path + "/ca.pem", "LOGNAME": "anna"])
    // Both questions of the first trip are there before the first is answered.
    let asked = server.read(until: "user_version, (SELECT")
    #expect(asked.contains("Host: localhost:\(port)"))
    server.write(answer(#"{"results":[{}]}"#) + answer(#"{"results":[{"values":[[0,5,1]]}]}"#))
    let said = client.read()
    #expect(said.contains("not one of Tallyman's"), "\(said)")
  }

  @Test("ends when the authority is not trusted, or the name is another")
  func untrusted() throws {
    let place = try certificates()
    let authority = place.path + "/ca.pem"
    for (host, trust) in [("localhost", "/dev/null"), ("127.0.0.1", authority)] {
      let (server, port) = try server(place)
      let (text, status) = try ProgramRun.run(
        [ProgramRun.tallyman, "--db", "rqlites://\(host):\(port)", "stock", "list"],
        environment: ["SSL_CERT_FILE": trust, "SSL_CERT_DIR": "/nonexistent"])
      #expect(text.contains("is not to be trusted as \(host)'s"), "\(text)")
      #expect(status != 0)
      withExtendedLifetime(server) {}
    }
  }

  @Test("with a server that does not speak it says so")
  func plain() throws {
    let server = try ScriptedServer { peer in
      _ = peer.receive()
      peer.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
    }
    defer { server.stop() }
    let (text, status) = try ProgramRun.run(
      [ProgramRun.tallyman, "--db", "rqlites://localhost:\(server.port)", "stock", "list"])
    #expect(text.contains("no TLS can be agreed on"), "\(text)")
    #expect(status != 0)
  }

  @Test("is not loaded where nobody asks for it")
  func notLoaded() throws {
    let server = try ScriptedServer { $0.hold() }
    defer { server.stop() }
    let run = try ProgramRun(
      [ProgramRun.tallyman, "--db", "rqlite://127.0.0.1:\(server.port)", "stock", "list"],
      environment: ["HOME": "/nonexistent", "LOGNAME": "anna"])
    for _ in 0..<20_000 where server.connections == 0 { usleep(1000) }
    let maps = try Recorded.lines(of: "/proc/\(run.process)/maps")
    #expect(maps.count > 10)
    #expect(!maps.contains { $0.contains("libssl") || $0.contains("libcrypto") })
  }
}
