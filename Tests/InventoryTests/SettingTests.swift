import Inventory
import Testing

/// What settings take.
@Suite struct SettingTests {
  private static let percent = KnownSetting.Kind.text(wanted: "a percentage") { $0.hasSuffix("%") }

  private static let values: [(KnownSetting.Kind, takes: [String], refuses: [String])] = [
    (.answer, ["yes", "no"], ["", "YES", "true", "yes "]),
    (.count(1...90), ["1", "90", "7"], ["0", "91", "07", "+7", "7.0", "-1", "", "seven"]),
    (.words(["live", "frozen"]), ["live", "frozen"], ["Live", "locked", ""]),
    (percent, ["5%", "%"], ["5", "", String(repeating: "9", count: 500) + "%"]),
  ]

  @Test("a setting takes what its kind says, and nothing else")
  func kinds() {
    for (kind, takes, refuses) in SettingTests.values {
      for value in takes { #expect(kind.takes(value), "\(kind.wanted): \(value)") }
      for value in refuses { #expect(!kind.takes(value), "\(kind.wanted): \(value)") }
    }
    #expect(
      SettingTests.values.map(\.0.wanted) == [
        "yes or no", "a whole number from 1 to 90", "one of live, frozen", "a percentage",
      ])
  }

  @Test("a setting is changed with what it was before, and what it does not take is refused with what it would")
  func changes() throws {
    let context = ActContext(key: "k", actor: "anna", terminal: "t", now: Instant(milliseconds: 0))
    var facts = Facts()
    let first = try SetSetting("allow_negative_stock", "yes").plan(facts, context)
    #expect(
      first.before?["allow_negative_stock"] == .text("no") && first.after?.json.contains("yes") == true)
    facts.settings = ["allow_negative_stock": "yes"]
    #expect(try SetSetting("allow_negative_stock", "no").plan(facts, context).before?.json.contains("yes") == true)
    #expect(
      throws: InventoryError.badField(
        name: "allow_negative_stock", value: "maybe", wanted: "yes or no: may on hand and available go below zero")
    ) { try SetSetting("allow_negative_stock", "maybe").plan(facts, context) }
    #expect(throws: InventoryError.noSuchSetting("nothing", known: KnownSetting.all.map(\.name))) {
      try SetSetting("nothing", "yes").plan(facts, context)
    }
    #expect(Set(KnownSetting.all.map(\.name)).count == KnownSetting.all.count)
  }
}
