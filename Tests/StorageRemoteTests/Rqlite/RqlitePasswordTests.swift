import Glibc
import Testing

@Suite("A password for an rqlite")
struct RqlitePasswordTests {
  static let secret = "kr0ne/Dach+42"

  /// A server that wants none, and answers that the database is somebody else's.
  private func server() throws -> ScriptedServer {
    try ScriptedServer { peer in
      while let request = peer.next() {
        let isRight = peer.head.contains("Authorization: Basic bWFyaWE6a3IwbmUvRGFjaCs0Mg==")
        guard isRight else {
          peer.answer("", status: 401)
          continue
        }
        peer.answer(
          request.contains("db/query") ? #"{"results":[{"values":[[0,5,1]]}]}"# : #"{"results":[{}]}"#)
      }
    }
  }

  /// Runs a command at the server; nothing it says may hold the secret.
  private func run(
    _ server: ScriptedServer, _ environment: [String: String], user: String = "maria@",
    _ words: [String] = ["stock", "list"]
  ) throws -> String {
    let address = "rqlite://\(user)127.0.0.1:\(server.port)"
    let (text, _) = try ProgramRun.run([ProgramRun.tallyman, "--db", address] + words, environment: environment)
    #expect(!text.contains(Self.secret))
    #expect(!text.contains("bWFyaWE6"))
    return text
  }

  @Test("comes from the environment")
  func environment() throws {
    let server = try server()
    defer { server.stop() }
    let set = ["TALLYMAN_PASSWORD": Self.secret]
    #expect(try run(server, set).contains("not one of Tallyman's"))
    #expect(
      try run(server, set.merging(["TALLYMAN_USER": "maria"]) { $1 }, user: "").contains("not one of Tallyman's"))
    #expect(try run(server, set, user: "").contains("set TALLYMAN_USER"))
    #expect(try run(server, ["TALLYMAN_PASSWORD": "wrong"]).contains("does not let this account in"))
    #expect(try run(server, [:]).contains("does not let this account in"))
  }

  @Test("comes from a file that only its owner can read")
  func file() throws {
    let server = try server()
    defer { server.stop() }
    let folder = try TemporaryPlace()
    let alone = try folder.write("\(Self.secret)\n", to: "alone", mode: 0o600)
    #expect(try run(server, ["TALLYMAN_PASSWORD_FILE": alone]).contains("not one of Tallyman's"))
    let list = "# ours\nelsewhere maria x\n127.0.0.1 otto y\n127.0.0.1:\(server.port) maria \(Self.secret)\n"
    let listed = try folder.write(list, to: "passwords", mode: 0o600)
    let set = ["TALLYMAN_CONFIG": folder.path]
    #expect(try run(server, set).contains("not one of Tallyman's"))
    #expect(try run(server, set, user: "otto@").contains("does not let this account in"))
    for path in [alone, listed] {
      for mode in [0o640, 0o604, 0o644] as [mode_t] {
        chmod(path, mode)
        let text = try run(server, path == alone ? ["TALLYMAN_PASSWORD_FILE": path] : set)
        #expect(text.contains("others can read \(path)"))
      }
      chmod(path, 0o600)
    }
    #expect(try run(server, ["TALLYMAN_PASSWORD_FILE": folder.path + "/none"]).contains("is not there"))
    #expect(try run(server, ["TALLYMAN_PASSWORD_FILE": folder.path]).contains("is no file"))
  }

  @Test(
    "is in nothing that is said",
    arguments: [
      ["stock", "list", "--output", "json"], ["doctor"], ["doctor", "--output", "json"], ["verify"],
      ["backup", "/nowhere/x"], ["--help"], ["nonsense"],
    ])
  func everywhere(_ words: [String]) throws {
    let server = try server()
    defer { server.stop() }
    for secret in [Self.secret, Self.secret + "x"] {
      _ = try run(server, ["TALLYMAN_PASSWORD": secret], words)
    }
    let (text, status) = try ProgramRun.run(
      [ProgramRun.tallyman, "--db", "rqlite://maria:\(Self.secret)@127.0.0.1:\(server.port)"] + words)
    #expect(!text.contains(Self.secret))
    #expect(status != 0 || words == ["--help"])
  }
}

/// A folder for one test, gone when it is over.
final class TemporaryPlace {
  let path: String

  init() throws {
    var template = Array("/tmp/tallyman-rqlite-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw ServerTrouble() }
    path = String(cString: made)
  }

  deinit { _ = try? ProgramRun.run(["/bin/rm", "-rf", path]) }

  func write(_ text: String, to name: String, mode: mode_t) throws -> String {
    let file = path + "/" + name
    let descriptor = open(file, O_WRONLY | O_CREAT | O_TRUNC, mode)
    var text = text
    let written = text.withUTF8 { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    guard written == text.utf8.count, close(descriptor) == 0 else { throw ServerTrouble() }
    chmod(file, mode)
    return file
  }
}
