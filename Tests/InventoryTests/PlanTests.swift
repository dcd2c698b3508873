import Inventory
import Testing

/// What acts plan from facts made by hand: no database is near.
@Suite struct PlanTests {
  private static let noon = Instant(milliseconds: 1_783_166_400_000)
  private static let context = ActContext(key: "k", actor: "anna", terminal: "tty1", now: noon)
  private static let north = LocationID(1)

  private static func item(_ id: Int64, _ sku: String, _ unit: String, _ tracking: Tracking, active: Bool = true)
    -> Item
  {
    Item(id: ItemID(id), code: ItemCode(sku: sku), unit: UnitOfMeasure(unit), tracking: tracking, isActive: active)
  }

  private static func bin(
    _ id: Int64, _ code: String, site: Int64 = 1, structural: Bool = false, active: Bool = true,
    quarantine: Bool = false
  ) -> Location {
    Location(
      id: LocationID(id), code: code, kind: .bin, parent: LocationID(site), parentCode: "S\(site)",
      site: LocationID(site), siteCode: "S\(site)", isStructural: structural, isActive: active, isQuarantine: quarantine
    )
  }

  /// Drills by the piece, cable by the metre, glue by lot (L1 known), scales by serial (S1 at A, S2 gone), old lamps that
  /// are retired; bins A and B in site 1, Q its quarantine, G structural, R retired, X in site 2.
  private static let facts: Facts = {
    var facts = Facts()
    for item in [
      item(1, "DRILL", "pcs", .none), item(2, "CABLE", "m", .none), item(3, "GLUE", "pcs", .lot),
      item(4, "SCALE", "pcs", .serial), item(5, "LAMP", "pcs", .none, active: false),
    ] {
      facts.items[item.code.sku] = item
    }
    facts.items["401"] = facts.items["DRILL"]
    for bin in [
      bin(2, "A"), bin(3, "B"), bin(4, "Q", quarantine: true), bin(5, "G", structural: true),
      bin(6, "R", active: false),
      bin(8, "X", site: 7),
    ] {
      facts.locations[bin.code] = bin
    }
    facts.ambiguous["Shelf"] = ["S1/A", "S1/B"]
    facts.lots[Needs.LotName("GLUE", "L1")] = Lot(id: LotID(1), code: "L1")
    facts.serials[Needs.SerialName("SCALE", "S1")] = SerialFact(location: LocationID(2), place: "A")
    facts.serials[Needs.SerialName("SCALE", "S2")] = SerialFact(location: nil, place: nil)
    return facts
  }()

  private static func line(
    _ kind: MovementKind, _ item: String, _ quantity: String, at place: String = "A",
    _ fill: (inout MovementLine) -> Void = { _ in }
  ) -> MovementLine {
    var line = MovementLine(kind, item, Quantity(quantity) ?? .zero, at: place)
    fill(&line)
    return line
  }

  /// On hand, reserved, allocated, blocked, incoming of each entry, as a reader sees them.
  private func words(_ plan: Plan) -> String {
    plan.entries.map { entry in
      "\(entry.kind.name)@\(entry.place) " + entry.change.all.map(\.description).joined(separator: " ")
        + (entry.reason.map { " \($0)" } ?? "")
    }.joined(separator: ", ")
  }

  private func outcome(_ act: some Act, _ facts: Facts = facts) -> String {
    do throws(InventoryError) {
      return words(try act.plan(facts, PlanTests.context))
    } catch {
      return Explanation(error).type
    }
  }

  private static let movements: [(MovementLine, String)] = [
    (line(.receipt, "DRILL", "5"), "receipt@S1/A 5 0 0 0 0"), (line(.receipt, "401", "5"), "receipt@S1/A 5 0 0 0 0"),
    (line(.opening, "CABLE", "0.5"), "opening@S1/A 0.5 0 0 0 0"),
    (line(.return, "DRILL", "1"), "return@S1/A 1 0 0 0 0 RETURN"),
    (line(.issue, "DRILL", "1"), "issue@S1/A -1 0 0 0 0"), (line(.scrap, "DRILL", "1"), "scrap@S1/A -1 0 0 0 0"),
    (line(.damage, "DRILL", "1"), "damage@S1/A -1 0 0 0 0 DAMAGE"),
    (line(.theft, "DRILL", "1"), "theft@S1/A -1 0 0 0 0 THEFT"),
    (line(.reserve, "DRILL", "2"), "reserve@S1/A 0 2 0 0 0"), (line(.release, "DRILL", "2"), "release@S1/A 0 -2 0 0 0"),
    (line(.consume, "DRILL", "2"), "consume@S1/A -2 -2 0 0 0"),
    (line(.adjustment, "DRILL", "-2") { $0.reason = "AUDIT" }, "adjustment@S1/A -2 0 0 0 0 AUDIT"),
    (line(.adjustment, "DRILL", "2"), "reason-needed"),
    (line(.adjustment, "DRILL", "2") { $0.reason = "" }, "reason-needed"),
    (line(.adjustment, "DRILL", "0") { $0.reason = "AUDIT" }, "bad-quantity"),
    (line(.receipt, "DRILL", "0"), "bad-quantity"), (line(.receipt, "DRILL", "-1"), "bad-quantity"),
    (line(.receipt, "DRILL", "1.5"), "bad-quantity"), (line(.receipt, "CABLE", "1.5"), "receipt@S1/A 1.5 0 0 0 0"),
    (line(.receipt, "CABLE", "1") { $0.quantity = Quantity(thousandths: .max) }, "bad-quantity"),
    (line(.receipt, "NONE", "1"), "no-such-item"), (line(.receipt, "DRILL", "1", at: "NONE"), "no-such-location"),
    (line(.receipt, "DRILL", "1", at: "Shelf"), "ambiguous-location"),
    (line(.receipt, "DRILL", "1", at: "G"), "location-structural"),
    (line(.issue, "DRILL", "1", at: "G"), "location-structural"),
    (line(.receipt, "DRILL", "1", at: "R"), "location-retired"),
    (line(.issue, "DRILL", "1", at: "R"), "issue@S1/R -1 0 0 0 0"),
    (line(.adjustment, "DRILL", "1", at: "R") { $0.reason = "AUDIT" }, "location-retired"),
    (line(.adjustment, "DRILL", "-1", at: "R") { $0.reason = "AUDIT" }, "adjustment@S1/R -1 0 0 0 0 AUDIT"),
    (line(.receipt, "LAMP", "1"), "item-retired"), (line(.issue, "LAMP", "1"), "issue@S1/A -1 0 0 0 0"),
    // Quarantine: all that stands there is blocked, and nothing is sold or promised from there.
    (line(.receipt, "DRILL", "5", at: "Q"), "receipt@S1/Q 5 0 0 5 0"),
    (line(.scrap, "DRILL", "5", at: "Q"), "scrap@S1/Q -5 0 0 -5 0"),
    (line(.issue, "DRILL", "5", at: "Q"), "insufficient-stock"),
    (line(.reserve, "DRILL", "5", at: "Q"), "insufficient-stock"),
    // Transfers.
    (
      line(.transferOut, "DRILL", "5") { $0.to = "B" },
      "transfer_out@S1/A -5 0 0 0 0 TRANSFER, transfer_in@S1/B 5 0 0 0 0 TRANSFER"
    ),
    (
      line(.transferOut, "DRILL", "5") { $0.to = "Q" },
      "transfer_out@S1/A -5 0 0 0 0 TRANSFER, transfer_in@S1/Q 5 0 0 5 0 TRANSFER"
    ),
    (
      line(.transferOut, "DRILL", "5", at: "Q") { $0.to = "A" },
      "transfer_out@S1/Q -5 0 0 -5 0 TRANSFER, transfer_in@S1/A 5 0 0 0 0 TRANSFER"
    ),
    (line(.transferOut, "DRILL", "5") { $0.to = "A" }, "same-location"),
    (line(.transferOut, "DRILL", "5") { $0.to = "X" }, "another-site"),
    (line(.transferOut, "DRILL", "5") { $0.to = "R" }, "location-retired"),
    (line(.transferOut, "DRILL", "5") { $0.to = "G" }, "location-structural"),
    (line(.transferOut, "DRILL", "5") { $0.to = "NONE" }, "no-such-location"),
    // Lots.
    (line(.receipt, "GLUE", "1"), "lot-needed"),
    (line(.receipt, "GLUE", "1") { $0.lot = "NEW" }, "receipt@S1/A 1 0 0 0 0"),
    (line(.issue, "GLUE", "1") { $0.lot = "NEW" }, "no-such-lot"),
    (line(.issue, "GLUE", "1") { $0.lot = "L1" }, "issue@S1/A -1 0 0 0 0"),
    (line(.receipt, "GLUE", "1") { $0.lot = "" }, "bad-code"),
    (line(.receipt, "DRILL", "1") { $0.lot = "L1" }, "no-lots"),
    (line(.receipt, "GLUE", "1") { ($0.lot, $0.serials) = ("L1", ["S"]) }, "no-serials"),
    (line(.reserve, "GLUE", "1"), "reserve@S1/A 0 1 0 0 0"),
    (line(.reserve, "GLUE", "1") { $0.lot = "NEW" }, "no-such-lot"),
    (line(.reserve, "DRILL", "1") { $0.lot = "L1" }, "no-lots"), (line(.consume, "GLUE", "1"), "lot-needed"),
    // Serials.
    (line(.receipt, "SCALE", "2") { $0.serials = ["S8"] }, "serials-needed"),
    (line(.receipt, "SCALE", "1"), "serials-needed"),
    (line(.receipt, "SCALE", "2") { $0.serials = ["S8", "s8"] }, "serial-twice"),
    (line(.receipt, "SCALE", "1") { $0.serials = ["S1"] }, "serial-in-stock"),
    (line(.return, "SCALE", "1") { $0.serials = ["S2"] }, "return@S1/A 1 0 0 0 0 RETURN"),
    (line(.issue, "SCALE", "1") { $0.serials = ["S1"] }, "issue@S1/A -1 0 0 0 0"),
    (line(.issue, "SCALE", "1", at: "B") { $0.serials = ["S1"] }, "serial-not-here"),
    (line(.issue, "SCALE", "1") { $0.serials = ["S2"] }, "serial-not-here"),
    (line(.receipt, "SCALE", "1") { $0.serials = ["S\n"] }, "bad-code"),
    (line(.receipt, "DRILL", "1") { $0.serials = ["S1"] }, "no-serials"),
    // Time.
    (line(.receipt, "DRILL", "1") { $0.occurredAt = noon.adding(milliseconds: 1) }, "in-the-future"),
    (line(.receipt, "DRILL", "1") { $0.occurredAt = noon }, "receipt@S1/A 1 0 0 0 0"),
  ]

  @Test("a line of a movement becomes the entries of the table, or is refused with its cause")
  func lines() {
    for (line, expected) in PlanTests.movements {
      #expect(
        outcome(PostMovements([line])) == expected,
        "\(line.kind.name) \(line.quantity) \(line.item) at \(line.location)")
    }
    #expect(outcome(PostMovements([])) == "nothing-to-change")
    let one = PlanTests.line(.receipt, "DRILL", "1")
    #expect(outcome(PostMovements(Array(repeating: one, count: PostMovements.mostLines + 1))) == "too-many-lines")
    #expect(PostMovements([one, PlanTests.line(.issue, "DRILL", "1")]).action == "movement.mixed")
    #expect(PostMovements([PlanTests.line(.transferOut, "DRILL", "1")]).action == "movement.transfer")
  }

  @Test("a plan rests on items and places as they were seen, each once")
  func requirements() throws {
    let lines = ["DRILL", "401", "CABLE"].map { PlanTests.line(.receipt, $0, "1") }
    let plan = try PostMovements(lines).plan(PlanTests.facts, PlanTests.context)
    #expect(
      plan.requirements == [
        .item(ItemID(1), code: ItemCode(sku: "DRILL"), version: 1), .location(LocationID(2), code: "A", version: 1),
        .item(ItemID(2), code: ItemCode(sku: "CABLE"), version: 1),
      ])
    let imported = try ImportMovements(lines).plan(PlanTests.facts, PlanTests.context)
    #expect(imported.requirements.count == PlanTests.facts.locations.count)
  }

  /// What is posted on 10 on hand of which 4 reserved, at place 2; then what is left, or the refusal. Dates in days
  /// before noon; the record's history: +10 eight days ago, −9 five days ago, +9 two days ago, 4 reserved.
  private static let trials: [([(onHand: Int, reserved: Int, daysAgo: Int)], String)] = [
    ([(1, 0, 0)], "11 4"), ([(-6, 0, 0)], "4 4"), ([(-7, 0, 0)], "available"), ([(-11, 0, 0)], "on_hand"),
    ([(0, -4, 0)], "10 0"), ([(0, -5, 0)], "reserved"), ([(0, 6, 0)], "10 10"), ([(0, 7, 0)], "available"),
    ([(-4, -4, 0)], "6 0"), ([(3, 0, 0), (-9, 0, 0)], "4 4"), ([(-6, 0, 0), (-1, 0, 0)], "available"),
    // Back-dated: between the fifth and the second day only 1 was there.
    ([(-1, 0, 4)], "9 4"), ([(-2, 0, 4)], "later"), ([(-2, 0, 2)], "8 4"), ([(-1, 0, 9)], "later"),
    ([(-1, 0, 8)], "9 4"),
    ([(0, 1, 4)], "10 5"), ([(0, 2, 4)], "later"), ([(5, 0, 9)], "15 4"), ([(5, 0, 9), (-6, 0, 4)], "9 4"),
    ([(5, 0, 4), (-6, 0, 5)], "later"), ([(5, 0, 5), (-6, 0, 5)], "9 4"), ([(-1, 0, 6), (-1, 0, 4)], "later"),
    ([(1, 0, 4), (-1, 0, 4), (-1, 0, 4)], "9 4"), ([(100_000_000_000, 0, 0)], "overflow"),
  ]

  private static func entry(_ onHand: Int, _ reserved: Int, daysAgo: Int, lot: String? = nil) -> PlannedEntry {
    PlannedEntry(
      kind: .adjustment, item: ItemID(1), code: ItemCode(sku: "DRILL"), location: LocationID(2), place: "A",
      lot: lot.map { PlannedLot(code: $0) }, change: Balances(onHand: Quantity(onHand), reserved: Quantity(reserved)),
      occurredAt: noon.adding(milliseconds: Int64(-daysAgo) * 86_400_000))
  }

  private func outcome(_ trial: inout StockTrial, _ entries: [PlannedEntry]) -> String {
    do throws(InventoryError) {
      let last = try trial.post(entries).last
      guard let after = last?.after else { return "not judged" }
      return "\(after.onHand) \(after.reserved)"
    } catch {
      switch error {
      case .insufficient(_, _, let lot, let balance, _, _): return (lot.map { "\($0) " } ?? "") + balance.rawValue
      case .belowLater: return "later"
      case .overflow: return "overflow"
      default: return Explanation(error).type
      }
    }
  }

  private func trial(negative: Bool = false, history isTold: Bool = true) -> StockTrial {
    var trial = StockTrial(mayGoNegative: negative)
    let balances = Balances(onHand: Quantity(10), reserved: Quantity(4))
    let last = PlanTests.noon.adding(milliseconds: -86_400_000)
    trial.know(ItemID(1), LocationID(2), balances, last)
    if isTold {
      let past = [(10, 0, 8), (-9, 0, 5), (9, 0, 2), (0, 4, 1)].map { onHand, reserved, daysAgo in
        let entry = PlanTests.entry(onHand, reserved, daysAgo: daysAgo)
        return PastChange(occurredAt: entry.occurredAt, change: entry.change)
      }
      trial.know(ItemID(1), LocationID(2), past)
    }
    return trial
  }

  @Test("a trial takes and refuses what the books would, today and back-dated, several at once")
  func trials() {
    for (number, (changes, expected)) in PlanTests.trials.enumerated() {
      var trial = trial()
      let entries = changes.map { PlanTests.entry($0.onHand, $0.reserved, daysAgo: $0.daysAgo) }
      var last = ""
      for entry in entries {
        last = outcome(&trial, [entry])
        if !last.contains(" ") { break }
      }
      #expect(last == expected, "row \(number): \(changes)")
    }
  }

  @Test("a trial takes all or nothing, lots too, allows what the house allows, and says what it cannot judge")
  func trialOfLotsAndNegatives() {
    var whole = trial()
    #expect(outcome(&whole, [PlanTests.entry(1, 0, daysAgo: 0), PlanTests.entry(-11, 0, daysAgo: 0)]) == "on_hand")
    #expect(outcome(&whole, [PlanTests.entry(-6, 0, daysAgo: 0)]) == "4 4")
    var lots = trial()
    lots.know(ItemID(1), LocationID(2), lot: "L1", Balances(onHand: Quantity(2)))
    #expect(outcome(&lots, [PlanTests.entry(-3, 0, daysAgo: 0, lot: "L1")]) == "L1 on_hand")
    #expect(outcome(&lots, [PlanTests.entry(-2, 0, daysAgo: 0, lot: "l1")]) == "8 4")
    #expect(outcome(&lots, [PlanTests.entry(-1, 0, daysAgo: 0, lot: "L1")]) == "L1 on_hand")
    #expect(outcome(&lots, [PlanTests.entry(0, -1, daysAgo: 0, lot: "L1")]) == "L1 reserved")
    var lenient = trial(negative: true)
    #expect(outcome(&lenient, [PlanTests.entry(-30, 0, daysAgo: 9)]) == "-20 4")
    #expect(outcome(&lenient, [PlanTests.entry(0, -5, daysAgo: 0)]) == "reserved")
    var untold = trial(history: false)
    #expect(outcome(&untold, [PlanTests.entry(-2, 0, daysAgo: 4)]) == "not judged")
    #expect(outcome(&untold, [PlanTests.entry(-2, 0, daysAgo: 0)]) == "6 4")
    var empty = StockTrial(mayGoNegative: false)
    #expect(outcome(&empty, [PlanTests.entry(5, 0, daysAgo: 3)]) == "5 0")
    #expect(outcome(&empty, [PlanTests.entry(-1, 0, daysAgo: 4)]) == "later")
  }

  @Test("a reversal names what it takes back, last first, and refuses what cannot be")
  func reversal() throws {
    func entry(_ id: Int64, _ kind: MovementKind, _ onHand: Int, reverses: Int64? = nil, reversedBy: Int64? = nil)
      -> LedgerEntry
    {
      LedgerEntry(
        id: id, key: "k", kind: kind, code: ItemCode(sku: "DRILL"), item: ItemID(1), location: LocationID(2),
        place: "A",
        lot: nil, serials: [], change: Balances(onHand: Quantity(onHand)), after: .zero, reason: "X", reference: "R",
        note: nil, metadata: [], cost: nil, actor: "a", terminal: "t", occurredAt: PlanTests.noon,
        recordedAt: PlanTests.noon, reverses: reverses, reversedBy: reversedBy)
    }
    var facts = Facts()
    facts.actEntries = [entry(1, .receipt, 5), entry(2, .issue, -2)]
    facts.entries[1] = facts.actEntries[0]
    facts.entries[7] = entry(7, .receipt, 5, reversedBy: 8)
    facts.entries[8] = entry(8, .receipt, -5, reverses: 7)
    let plan = try ReverseMovement(.act(key: "k"), reason: "WRONG").plan(facts, PlanTests.context)
    #expect(
      plan.entries.map(\.reverses) == [2, 1] && plan.entries.map(\.change.onHand) == [Quantity(2), Quantity(-5)])
    #expect(plan.entries.map(\.reason) == ["WRONG", "WRONG"] && plan.reference == "R")
    #expect(plan.requirements == [.notReversed(entry: 2), .notReversed(entry: 1)])
    #expect(outcome(ReverseMovement(.entry(1)), facts) == "receipt@A -5 0 0 0 0 X")
    for (id, type) in [(Int64(7), "already-reversed"), (8, "not-reversible"), (9, "no-such-entry")] {
      #expect(outcome(ReverseMovement(.entry(id)), facts) == type)
    }
    #expect(outcome(ReverseMovement(.act(key: "k")), Facts()) == "no-such-act")
  }

  @Test("an import of movements rejects rows by number, each judged after those before it")
  func importedMovements() throws {
    var facts = PlanTests.facts
    facts.balances[Needs.RecordName("DRILL", "A")] = RecordBalances(
      balances: Balances(onHand: Quantity(3)), lastMovementAt: PlanTests.noon)
    let lines = [
      PlanTests.line(.issue, "DRILL", "2"), PlanTests.line(.issue, "401", "2"), PlanTests.line(.receipt, "DRILL", "4"),
      PlanTests.line(.issue, "DRILL", "5"), PlanTests.line(.receipt, "NONE", "1"),
      PlanTests.line(.receipt, "DRILL", "0.5"),
      PlanTests.line(.transferOut, "DRILL", "1") { $0.to = "B" },
    ]
    let plan = try ImportMovements(lines).plan(facts, PlanTests.context)
    #expect(
      plan.rejections.map { "\($0.row) \(Explanation($0.error).type)" } == [
        "1 insufficient-stock", "4 no-such-item", "5 bad-quantity", "6 insufficient-stock",
      ])
    #expect(
      plan.entries.map(\.row) == [0, 2, 3] && plan.entries.map(\.after?.onHand) == [1, 5, 0].map { Quantity($0) })
  }

  @Test("an import of stock posts the difference to what is there")
  func importedStock() throws {
    var facts = PlanTests.facts
    let record = StockRow(
      item: ItemID(1), location: LocationID(2), code: ItemCode(sku: "DRILL"), name: "", category: "", unit: "pcs",
      itemIsActive: true, cost: nil, currency: "", locationCode: "A", siteCode: "S1", roomType: "",
      balances: Balances(onHand: Quantity(3)), reorderPoint: Quantity(5), bin: "7", flags: [], version: 9,
      lastMovementAt: PlanTests.noon, lastCountedAt: nil)
    for name in ["DRILL", "401"] { facts.records[Needs.RecordName(name, "A")] = record }
    let rows = [
      ImportStock.Row("DRILL", at: "A", onHand: Quantity(5)), ImportStock.Row("401", at: "A", onHand: Quantity(5)),
      ImportStock.Row("CABLE", at: "A", onHand: Quantity("1.5")),
      ImportStock.Row("CABLE", at: "B", onHand: Quantity(-1)),
      ImportStock.Row("DRILL", at: "G", onHand: Quantity(1)), ImportStock.Row("DRILL", at: "B", onHand: .zero),
      ImportStock.Row("DRILL", at: "X", onHand: nil, reorderPoint: Quantity(-1)),
      ImportStock.Row("NONE", at: "A", onHand: nil),
      ImportStock.Row("LAMP", at: "A", onHand: nil, reorderPoint: Quantity(2)),
    ]
    let plan = try ImportStock(rows).plan(facts, PlanTests.context)
    #expect(words(plan) == "adjustment@S1/A 2 0 0 0 0 AUDIT, opening@S1/A 1.5 0 0 0 0")
    #expect(
      plan.rejections.map { "\($0.row) \(Explanation($0.error).type)" } == [
        "1 bad-value", "3 bad-quantity", "4 location-structural", "6 bad-quantity", "7 no-such-item",
      ])
    #expect(plan.unchanged == 1 && plan.changeRows == [8])
    let same = ImportStock.Row("DRILL", at: "A", onHand: Quantity(3), reorderPoint: Quantity(5), bin: "7")
    let nothing = try ImportStock([same]).plan(facts, PlanTests.context)
    #expect(nothing.isEmpty && nothing.unchanged == 1)
  }

  @Test("imports of items and places say what is new, changed, unchanged and refused")
  func importedMasterData() throws {
    let items = try ImportItems([
      ImportItems.Row(ItemCode(sku: "NEW"), ItemEdits()), ImportItems.Row(ItemCode(sku: "cable"), ItemEdits()),
      ImportItems.Row(ItemCode(sku: "GLUE"), ItemEdits()), ImportItems.Row(ItemCode(sku: "401"), ItemEdits()),
      ImportItems.Row(ItemCode(sku: "glue"), ItemEdits()), ImportItems.Row(ItemCode(sku: "A/B"), ItemEdits()),
    ]).plan(PlanTests.facts, PlanTests.context)
    #expect(items.unchanged == 1 && items.changes.count == 2 && items.changeRows == [0, 1])
    #expect(
      items.rejections.map { "\($0.row) \(Explanation($0.error).type)" } == [
        "3 barcode-taken", "4 bad-value", "5 bad-code",
      ])
    func row(_ code: String, in parent: String?) -> ImportLocations.Row {
      var edits = LocationEdits()
      edits.parent = parent
      return ImportLocations.Row(code, edits)
    }
    let rows = [row("L1", in: "L2"), row("L2", in: "L1"), row("NEW", in: "A"), row("A", in: nil), row("new", in: "A")]
    let places = try ImportLocations(rows).plan(PlanTests.facts, PlanTests.context)
    #expect(places.unchanged == 1 && places.changes.count == 1)
    #expect(
      places.rejections.map { "\($0.row) \(Explanation($0.error).type)" } == [
        "0 location-loop", "1 location-loop", "4 bad-value",
      ])
  }

  @Test("settings take what they say they take")
  func settings() throws {
    let plan = try SetSetting("allow_negative_stock", "yes").plan(Facts(), PlanTests.context)
    #expect(plan.before?["allow_negative_stock"] == .text("no") && plan.after?["allow_negative_stock"] == .text("yes"))
    #expect(outcome(SetSetting("allow_negative_stock", "YES")) == "bad-value")
    #expect(outcome(SetSetting("colour", "yes")) == "no-such-setting")
  }
}
