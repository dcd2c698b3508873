import Delivery
import Glibc
import Inventory
import Testing

@testable import tallyman

/// Events, webhooks and connectors by the program itself, with the real curl.
@Suite struct WebhookRunTests {
  private static let secret = "a-secret-of-this-test-only"

  private func shop() throws -> Shop {
    let shop = try Shop()
    try shop.run("location", "add", "HALL")
    try shop.run("item", "add", "WID")
    return shop
  }

  private func receive(_ shop: Shop, _ times: Int = 1) throws {
    for _ in 0..<times { try shop.run("move", "receipt", "WID", "5", "--at", "HALL") }
  }

  @Test("an address gets each event signed and in order, again after it failed, and nobody else sees the secret")
  func address() throws {
    let shop = try shop()
    let receiver = try HookReceiver()
    defer { receiver.close() }
    receiver.look(for: WebhookRunTests.secret)
    let file = try shop.folder.write("secret", WebhookRunTests.secret + "\n")
    try shop.run("webhook", "add", receiver.address, "--secret-file", file, exit: 4)
    chmod(file, 0o600)
    let added = try shop.run("webhook", "add", receiver.address, "--secret-file", file, "--event", "stock.changed")
    let pinged = try shop.run("webhook", "test", "WH-0001")
    #expect(pinged.output.hasPrefix("WH-0001 took the ping: it answered 200 and said: well."))
    try receive(shop, 2)
    receiver.answer(200, 500)
    let failed = try shop.run("deliver", exit: 1)
    #expect(failed.output.contains("it answered 500 and said: well"))
    let doctor = try shop.run("doctor")
    #expect(doctor.output.contains("1 wait; 1 try failed: it answered 500"))
    // A redirect is followed nowhere.
    try shop.run("webhook", "resume", "1")
    receiver.answer(302)
    #expect(try shop.run("deliver", exit: 1).output.contains("it answered 302"))
    try shop.run("webhook", "resume", "1")
    try shop.run("deliver")
    #expect(try shop.run("deliver").output == "Nothing waits to be delivered.\n")
    let got = receiver.got
    let ids = got.map { $0.headers["x-tallyman-id"] ?? "" }
    let listed = try shop.run("event", "list", "--ndjson").output.split(separator: "\n")
      .map { JSONPeek.text("id", in: String($0)) ?? "" }
    #expect(listed.count == 2 && ids == ["0-0", listed[0], listed[1], listed[1], listed[1]])
    #expect(got.allSatisfy { $0.method == "POST" && $0.headers["content-type"] == "application/json" })
    #expect(got.map { $0.headers["x-tallyman-type"] ?? "" } == ["ping"] + Array(repeating: "stock.changed", count: 4))
    try check(try #require(got.last), shop)
    #expect(receiver.seenInProcesses == [])
    let said = [
      added, pinged, failed, doctor, try shop.run("webhook", "list", "--json"), try shop.run("audit", "list", "--json"),
    ]
    #expect(said.allSatisfy { !($0.output + $0.errors).contains(WebhookRunTests.secret) })
  }

  /// Whoever knows the secret finds the same code with a tool of their own.
  private func check(_ request: HookReceiver.Request, _ shop: Shop) throws {
    let message = try shop.folder.write("message", (request.headers["x-tallyman-timestamp"] ?? "") + "." + request.body)
    let openssl = try CommandRun(
      ["dgst", "-sha256", "-hmac", WebhookRunTests.secret, message], program: "/usr/bin/openssl"
    ).finish()
    let code = openssl.output.split { $0 == " " || $0 == "\n" }.last.map(String.init) ?? ""
    #expect(code.utf8.count == 64 && request.headers["x-tallyman-signature"] == "sha256=" + code, "\(openssl)")
  }

  @Test("a command gets the event on its standard input; one that fails is told of with what it said")
  func command() throws {
    let shop = try shop()
    let file = shop.folder.path + "/events"
    try shop.run("webhook", "add", "--command", "cat >> \(file)")
    try shop.run("webhook", "add", "--command", "echo no room >&2; exit 3")
    try receive(shop)
    let run = try shop.run("deliver", exit: 1)
    #expect(run.output.contains("it ended with code 3 and said: no room"))
    let line = try #require(shop.folder.read("events"))
    #expect(JSONPeek.text("type", in: line) == "stock.changed" && line.hasSuffix("\n"))
  }

  @Test("a command that does not end in time is ended, with all that it started")
  func late() {
    let began = World.monotonic()
    let errand = Errand.run(["sh", "-c", "sleep 60 & sleep 60"], input: "x", seconds: 1)
    #expect(errand.isLate && World.monotonic() - began < 30_000)
    let plain = Errand.run(["sh", "-c", "cat; echo oh >&2; exit 2"], input: "text", seconds: 60)
    #expect(String(decoding: plain.output, as: UTF8.self) == "text")
    #expect(plain.outcome == .ended(code: 2, errors: "oh\n") && !plain.isLate)
  }

  @Test("who follows gets every event a line, and ends when nobody reads any more or somebody interrupts")
  func follows() throws {
    let shop = try shop()
    try receive(shop, 3)
    let follow = "\(CommandRun.tallyman) --db \(shop.database) event follow --since 0"
    let piped = try CommandRun(["-c", "\(follow) | head -n 2"], program: "/bin/sh").finish()
    #expect(piped.exit == 0 && piped.output.split(separator: "\n").count == 2, "\(piped)")
    let stopped = try CommandRun(
      ["--preserve-status", "-s", "INT", "1", "/bin/sh", "-c", "exec \(follow)"], program: "/usr/bin/timeout"
    ).finish()
    #expect(stopped.exit == 130 && stopped.output.split(separator: "\n").count == 3, "\(stopped)")
  }

  @Test("a connector takes files from its folder, and its failures stay told until somebody has seen them")
  func connector() throws {
    let shop = try shop()
    try shop.run(
      "connector", "add", "wms", "--kind", "wms", "--pull", "--what", "movements", "--folder", shop.folder.path + "/in",
      "--every", "1m")
    #expect(try shop.run("connector", "run", "--due", exit: 1).output.contains("No such file"))
    #expect(try shop.run("doctor").output.contains("1 run failed and nobody has seen it"))
    try shop.run("connector", "ack", "1")
    mkdir(shop.folder.path + "/in", 0o755)
    _ = try shop.folder.write("in/1.csv", "sku,kind,quantity,location\nWID,receipt,7,HALL\n")
    #expect(try shop.run("connector", "run", "--due").output == "No run fits.\n")
    try shop.run("connector", "run", "wms")
    #expect(shop.folder.read("in/done/1.csv") != nil)
    let logs = try shop.run("connector", "logs", "wms", "--ndjson").output.split(separator: "\n")
    #expect(logs.map { JSONPeek.number("rows", in: String($0)) } == [1, 0])
    let events = try shop.run("event", "list", "--type", "sync.completed", "--ndjson").output
    #expect(events.split(separator: "\n").count == 2)
  }
}
