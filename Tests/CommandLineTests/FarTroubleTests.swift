import Glibc
import LineTesting
import RqliteStandIn
import SecureShellTesting
import Testing

@testable import StorageRemote

/// What a person is told who asks the built program for an act on another machine, in each case of trouble.
@Suite struct FarTroubleTests {
  /// A run that is under way, and what is to come of it.
  private struct Trial {
    let name: String
    let run: CommandRun
    let words: [String]
  }

  private static let act = ["move", "receipt", "BOLT", "5", "--at", "SITE"]

  private func books() throws -> Shop {
    let shop = try Shop()
    try shop.run("location", "add", "SITE")
    try shop.run("item", "add", "BOLT")
    return shop
  }

  /// Nobody may believe that something was done, or might be.
  private func expectNothingDone(_ trials: [Trial]) throws {
    for trial in trials {
      let result = trial.run.finish()
      #expect(result.exit == 7, "\(trial.name): \(result.exit) \(result.output)\(result.errors)")
      for words in trial.words + ["Nothing was done."] {
        #expect(result.errors.contains(words), "\(trial.name): \(words) is not in: \(result.errors)")
      }
      #expect(!result.errors.contains("not known whether"), "\(trial.name): \(result.errors)")
      #expect(result.output.isEmpty, "\(trial.name)")
    }
  }

  @Test(.onlyOfFiles("copies are made where the database lies"))
  func `trouble with a cluster is told as what it is, ends with 7, and nothing was done`() throws {
    let shop = try books()
    var servers: [StandInServer] = []
    var names: [String] = []
    defer { for server in servers { server.stop() } }
    func stand(_ name: String, foreignKeys: Bool = true, users: [StandInUser] = []) throws -> StandInServer {
      let copy = shop.folder.path + "/\(name).db"
      try shop.run("backup", copy)
      names.append(name)
      servers.append(try StandInServer(file: copy, foreignKeys: foreignKeys, users: users))
      return servers[servers.count - 1]
    }
    func trial(_ name: String, _ address: String, _ environment: [String: String] = [:], _ words: String...) throws
      -> Trial
    {
      Trial(
        name: name, run: try CommandRun(["--db", address] + FarTroubleTests.act, environment: environment),
        words: words)
    }
    let locked = try stand(
      "locked",
      users: [
        StandInUser("maria", password: "right", may: ["all"]), StandInUser("reader", password: "right", may: ["query"]),
      ])
    let old = try stand("old")
    old.version = "v8.43.0"
    let unwatched = try stand("unwatched", foreignKeys: false)
    let full = try stand("full")
    full.faults.shake(seed: 1, [(.diskFull, 1)], on: .writes)
    let leaderless = try stand("leaderless")
    leaderless.faults.next(.noLeader(times: 100_000))
    let elsewhere = try stand("elsewhere")
    elsewhere.faults.shake(seed: 1, [(.instead(status: 301, type: "text/plain", body: ""), 1)])
    let another = try stand("another")
    another.faults.shake(seed: 1, [(.instead(status: 404, type: "text/html", body: "<h1>Not Found</h1>"), 1)])
    let at = { (user: String, server: StandInServer) in "rqlite://\(user)@127.0.0.1:\(server.port)" }
    try expectNothingDone([
      trial("nobody listens", "rqlite://127.0.0.1:1", [:], "cannot be reached", "connection refused"),
      trial("name not known", "rqlite://hall3.invalid:4001", [:], "rqlite://hall3.invalid:4001 cannot be reached"),
      trial("wrong password", at("maria", locked), ["TALLYMAN_PASSWORD": "wrong-1"], "does not let this account in"),
      trial("no password", "rqlite://127.0.0.1:\(locked.port)", [:], "does not let this account in"),
      trial("may only read", at("reader", locked), ["TALLYMAN_PASSWORD": "right"], "does not let this account in"),
      trial("older rqlite", old.address, [:], "v8.43.0", "version 9 or newer"),
      trial("foreign keys off", unwatched.address, [:], "foreign keys are not watched", "-fk"),
      trial("disk full", full.address, [:], "is full", "Free some room"),
      trial("no leader", leaderless.address, [:], "leader not found"),
      trial("sends elsewhere", elsewhere.address, [:], "cannot keep these books", "sends elsewhere"),
      trial("another server", another.address, [:], "cannot keep these books", "no rqlite"),
    ])
    for name in names {
      let file = shop.folder.path + "/\(name).db"
      let moved = try CommandRun(["--db", file, "move", "list", "--ndjson"]).finish()
      #expect(moved.exit == 0 && moved.output.isEmpty, "\(name): \(moved.output)\(moved.errors)")
    }
  }

  @Test(.enabled(if: SecureShellHouse.isInstalled, "openssh-server is not installed"))
  func `trouble by ssh is told as what it is, ends with 7, and nothing was done`() throws {
    let shop = try books()
    let house = try SecureShellHouse.shared()
    let before = try shop.run("move", "list", "--ndjson").output
    func trial(
      _ name: String, _ address: String? = nil, ssh: String? = nil, agent: String = CommandRun.tallyman,
      act: [String] = FarTroubleTests.act, _ words: String...
    ) throws -> Trial {
      let environment = ["TALLYMAN_SSH": ssh ?? house.command, "TALLYMAN_AGENT": agent]
      let run = try CommandRun(
        ["--db", address ?? house.addressAlone(of: shop.database)] + act, environment: environment)
      return Trial(name: name, run: run, words: words)
    }
    let stranger =
      "ssh -F /dev/null -p \(house.port) -i /dev/null -oIdentitiesOnly=yes -oIdentityAgent=none -oHostName=127.0.0.1 "
      + "-oStrictHostKeyChecking=yes -oUserKnownHostsFile=\(house.folder)/known_hosts"
    let nobodyKnown =
      "ssh -F /dev/null -p \(house.port) -oHostName=127.0.0.1 -oStrictHostKeyChecking=yes "
      + "-oUserKnownHostsFile=/dev/null"
    var facts = AgentFacts(programVersion: "9.9", path: shop.database)
    facts.protocolVersion += 1
    let greeting = shop.folder.path + "/greeting"
    try #require(FarTroubleTests.write(Greeting.ofAgent(facts), to: greeting))
    let tallyman = CommandRun.tallyman
    try expectNothingDone([
      trial("nobody listens", "ssh://alone:1\(shop.database)", "cannot be reached", "Connection refused"),
      trial(
        "name not known", "ssh://hall3.invalid/stock.db", ssh: "ssh -F /dev/null", "cannot be reached", "hall3.invalid"),
      trial("wrong key", ssh: stranger, "does not let this account in", "Permission denied"),
      trial("changed host key", ssh: house.commandKnowingAnotherHost, "the host's key is not the one it had"),
      trial("host key not known", ssh: nobodyKnown, "the host's key is not known here yet"),
      trial("tallyman missing", agent: "no-such-tallyman", "tallyman is not installed there", "TALLYMAN_AGENT"),
      trial("other version", agent: "cat \(greeting); cat >/dev/null; true", "9.9", "update"),
      trial(
        "no database", house.addressAlone(of: shop.folder.path + "/none.db"), act: ["stock", "list"],
        "There is no database at ssh://alone\(shop.folder.path)/none.db"),
      trial(
        "read-only", agent: "\(tallyman) agent --read-only -- '\(shop.database)'; true", "can only be read"),
      trial("no Tallyman's database", house.addressAlone(of: greeting), "is not a database"),
      trial("ssh is killed", agent: "kill -9 $PPID; true", "cannot be reached"),
    ])
    #expect(try shop.run("move", "list", "--ndjson").output == before)
  }

  @Test(arguments: [true, false])
  func `an answer that is lost for good is told so with the key, and the key tells what became of it`(
    _ wasDone: Bool
  ) throws {
    let shop = try books()
    let server = try StandInServer(file: shop.database)
    defer { server.stop() }
    // The first look at foreign keys, the act, and then nothing gets through any more.
    server.faults.next(.slowAnswer(0), on: .writes)
    server.faults.next(wasDone ? .dropAfterCommit : .dropBeforeCommit, on: .writes)
    server.faults.shake(seed: 1, [(.dropBeforeCommit, 1)], on: .writes)
    let act = ["--db", server.address] + FarTroubleTests.act + ["--json"]
    let lost = try CommandRun(act).finish()
    #expect(lost.exit == 7 && lost.output.isEmpty, "\(lost.exit) \(lost.errors)")
    #expect(lost.errors.contains("not known whether") && !lost.errors.contains("Nothing was done"), "\(lost.errors)")
    #expect(JSONPeek.raw("type", in: lost.errors) == "outcome-unknown")
    let key = try #require(JSONPeek.raw("key", in: lost.errors))
    #expect(lost.errors.contains("--key \(key)"))
    server.faults.calm()
    for round in 0..<2 {
      let again = try CommandRun(act + ["--key", key]).finish()
      #expect(again.exit == 0, "\(again.errors)")
      #expect(JSONPeek.raw("repeated", in: again.output) == "\(wasDone || round > 0)")
    }
    #expect(shop.sum(of: "on_hand", in: try shop.run("stock", "list", "--ndjson").output) == 5)
    try shop.run("verify")
  }

  private static func write(_ bytes: [UInt8], to path: String) -> Bool {
    guard let file = fopen(path, "w") else { return false }
    defer { fclose(file) }
    return fwrite(bytes, 1, bytes.count, file) == bytes.count
  }
}
