import Inventory
import Testing

/// The words of `event`, `webhook`, `deliver` and `connector`.
@Suite struct DeliveryCommandTests {
  @Test(
    "what is typed decides the exit code",
    arguments: [
      ("webhook add https://shop.example/", 0), ("webhook add --command true", 0), ("webhook add", 2),
      ("webhook add https://shop.example/ --command true", 2), ("webhook add ftp://shop.example/", 4),
      ("webhook add https://shop.example/ --event sale", 2), ("webhook add https://shop.example/ --at NOWHERE", 3),
      ("webhook add https://shop.example/ --secret-file /nowhere", 4), ("webhook remove 1", 3), ("webhook resume x", 3),
      ("webhook test", 2), ("connector add a --kind erp --pull --what items --folder /srv/in --map a=sku", 0),
      ("connector add a --kind erp --push --what stock --url https://erp.example/ --every 15m", 0),
      ("connector add a --kind erp --pull --push --what items --folder /srv", 2),
      ("connector add a --kind erp --what items --folder /srv", 2),
      ("connector add a --kind erp --pull --what items", 2),
      ("connector add a --kind erp --pull --what items --folder /srv --url https://x/", 2),
      ("connector add a --kind erp --push --what items --folder /srv --map a=sku", 2),
      ("connector add a --kind mail --push --what items --folder /srv", 2),
      ("connector add a --kind erp --pull --what items --folder /srv --every soon", 4),
      ("connector add a --kind erp --pull --what items --folder /srv --every 1s", 4),
      ("connector add a --kind erp --pull --what serials --folder /srv", 4), ("connector remove a", 3),
      ("connector ack 9", 3), ("event list --since x", 4), ("event list --type sale", 2), ("event follow --since x", 4),
    ])
  func exits(line: String, exit: Int32) {
    let outcome = Desk().type(line)
    #expect(outcome.exit == exit, "\(outcome.errors)")
    #expect(outcome.errors.isEmpty == (exit == 0), "\(outcome.errors)")
  }

  @Test("a secret that is made is shown once: not in a dry run, and not when the act was done before")
  func secrets() {
    let desk = Desk()
    let line = "webhook add https://shop.example/ --key k"
    #expect(!desk.type(line + " --dry-run --json").output.contains("secret"))
    let first = desk.type(line).output
    #expect(first.contains("Keep it: it is not shown again."))
    #expect(first.split(separator: "\n").first { $0.hasPrefix("secret ") }?.utf8.count == 7 + 64)
    #expect(!desk.type(line).output.contains("secret"))
    #expect(!desk.type(line + " --json").output.contains("secret"))
  }
}
