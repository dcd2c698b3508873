import Inventory
import Testing

/// Every refusal in words: one row for each cause, so that a reader sees them all on one page.
@Suite struct ExplanationTests {
  private static let drill = ItemCode(sku: "DRILL-18V")
  private static let noon = Instant(milliseconds: 1_783_166_400_000)

  private static let words: [(InventoryError, type: String, status: Int, detail: String?)] = [
    (
      .noSuchItem("DRIL"), "no-such-item", 404,
      "No item has the SKU or barcode \"DRIL\". Look for it with: tallyman item list --search TEXT"
    ),
    (
      .noSuchLocation("A-9"), "no-such-location", 404,
      "No location is called \"A-9\". See them with: tallyman location list"
    ),
    (.noSuchLot("L9", item: drill), "no-such-lot", 404, "DRILL-18V has no lot \"L9\" in the books."),
    (
      .noSuchStock(item: drill, place: "NORTH/A-01"), "no-such-stock", 404,
      "DRILL-18V has no stock record at NORTH/A-01. A first receipt there makes one."
    ),
    (
      .noSuchEntry("9"), "no-such-entry", 404, "The ledger has no entry \"9\". See the latest with: tallyman move list"
    ),
    (.noSuchAct(key: "k"), "no-such-act", 404, nil), (.noSuchEvent("9"), "no-such-event", 404, nil),
    (.noSuchSetting("x", known: ["a", "b"]), "no-such-setting", 404, "There is no setting \"x\". There are: a, b."),
    (
      .noSuchOperator("zoe"), "no-such-operator", 404,
      "No operator is called \"zoe\". See them with: tallyman operator list"
    ),
    (.badCode(what: "sku", code: "", .empty), "bad-code", 422, "\"\" cannot be a sku: it is empty."),
    (.badCode(what: "sku", code: "x", .tooLong), "bad-code", 422, "\"x\" cannot be a sku: it is longer than 64 bytes."),
    (.badCode(what: "sku", code: "x", .controlCharacter), "bad-code", 422, nil),
    (
      .badCode(what: "operator", code: "x", .controlCharacter), "bad-code", 422,
      "\"x\" cannot be an operator: it holds a control character."
    ),
    (.badCode(what: "unit", code: "", .empty), "bad-code", 422, "\"\" cannot be a unit: it is empty."),
    (.badCode(what: "sku", code: "x", .blankAtAnEnd), "bad-code", 422, nil),
    (.badCode(what: "sku", code: "x", .slash), "bad-code", 422, nil),
    (
      .badQuantity("1.5", item: drill, .mustBeWhole(unit: "pcs")), "bad-quantity", 422,
      "1.5 is no quantity of DRILL-18V: DRILL-18V is counted in pcs, so it must be a whole number."
    ),
    (.badQuantity("x", item: drill, .notANumber), "bad-quantity", 422, nil),
    (.badQuantity("-1", item: drill, .notPositive), "bad-quantity", 422, nil),
    (.badQuantity("0", item: drill, .zero), "bad-quantity", 422, nil),
    (
      .badQuantity("1e12", item: drill, .tooLarge), "bad-quantity", 422,
      "1e12 is no quantity of DRILL-18V: the most is 99999999999.999."
    ),
    (
      .badField(name: "currency", value: "EU", wanted: "three capital letters"), "bad-value", 422,
      "\"EU\" is no currency: three capital letters."
    ),
    (
      .ambiguousLocation("Shelf", candidates: ["NORTH/A", "SOUTH/B"]), "ambiguous-location", 422,
      "\"Shelf\" is the name of NORTH/A, SOUTH/B. Use the code."
    ),
    (
      .needsReason(.adjustment), "reason-needed", 422,
      "A movement of kind adjustment needs a reason: SALE, RETURN, ADJUSTMENT, DAMAGE, THEFT, TRANSFER, AUDIT, or one of "
        + "your own."
    ),
    (.needsLot(drill), "lot-needed", 422, nil), (.takesNoLot(drill), "no-lots", 422, nil),
    (
      .needsSerials(drill, asked: Quantity(3), given: 2), "serials-needed", 422,
      "DRILL-18V is kept by serial number: 3 units need as many serials, 2 were given."
    ),
    (.takesNoSerials(drill), "no-serials", 422, nil), (.serialGivenTwice("S1", item: drill), "serial-twice", 422, nil),
    (
      .serialNotHere("S1", item: drill, place: "A-01", isAt: "A-02"), "serial-not-here", 422,
      "Serial S1 of DRILL-18V is not at A-01: it is at A-02."
    ),
    (
      .serialNotHere("S1", item: drill, place: "A-01", isAt: nil), "serial-not-here", 422,
      "Serial S1 of DRILL-18V is not at A-01."
    ),
    (.serialAlreadyHere("S1", item: drill, place: "A-01"), "serial-in-stock", 422, nil),
    (
      .inTheFuture(Instant(milliseconds: noon.milliseconds + 60_000), now: noon), "in-the-future", 422,
      "2026-07-04T12:01:00Z has not come yet (it is 2026-07-04T12:00:00Z). A movement has happened."
    ),
    (.itemRetired(drill), "item-retired", 422, "DRILL-18V is retired: it can be used up, but not received."),
    (.locationRetired("A-01"), "location-retired", 422, nil),
    (
      .locationStructural("A"), "location-structural", 422,
      "A only groups other places and holds no stock. Name a place inside it."
    ),
    (
      .locationHoldsStock("A-01"), "location-holds-stock", 422,
      "A-01 holds stock. Move it away first: tallyman stock list --at A-01"
    ),
    (.locationHasPlaces("A"), "location-has-places", 422, nil), (.locationInsideItself("A"), "location-loop", 422, nil),
    (.kindNeedsParent(.bin), "location-needs-parent", 422, "A bin stands in a site or a room: name it with --in."),
    (.siteHasNoParent("A"), "site-has-no-parent", 422, nil), (.sameLocation("A"), "same-location", 422, nil),
    (.anotherSite(from: "NORTH/A", to: "SOUTH/B"), "another-site", 422, nil),
    (.notReversible(entry: 7, kind: .receipt), "not-reversible", 422, nil),
    (.nothingToChange, "nothing-to-change", 422, nil),
    (
      .firstOperatorMustBeAdmin("zoe"), "first-operator-is-admin", 422,
      "The house has no operators yet, and whoever is the first must be able to add the others. Use: tallyman operator "
        + "add zoe --role admin"
    ),
    (
      .lastAdmin("zoe"), "last-admin", 422,
      "zoe is the last admin at work: without one nobody could change operators or settings any more. Make somebody else "
        + "one first: tallyman operator edit NAME --role admin"
    ),
    (
      .tooManyLines(10_001, most: 10_000), "too-many-lines", 422,
      "10001 lines in one act; the most is 10000. Use: tallyman import movements FILE"
    ),
    (.itemExists(drill), "item-exists", 409, "DRILL-18V exists already. Change it with: tallyman item edit DRILL-18V"),
    (.locationExists("A"), "location-exists", 409, nil),
    (
      .barcodeTaken("123", by: drill), "barcode-taken", 409,
      "Barcode 123 belongs to DRILL-18V already. One number, one item."
    ),
    (
      .insufficient(item: drill, place: "NORTH/A-01", lot: nil, .available, asked: Quantity(12), has: Quantity(3)),
      "insufficient-stock", 409,
      "Only 3 of DRILL-18V are available at NORTH/A-01 (12 asked). Take fewer, or see who holds the rest with: tallyman "
        + "stock show DRILL-18V"
    ),
    (
      .insufficient(item: drill, place: "A-01", lot: "L1", .onHand, asked: Quantity(12), has: Quantity(3)),
      "insufficient-stock", 409, "Only 3 of DRILL-18V lot L1 are on hand at A-01 (12 asked). Count it, or take fewer."
    ),
    (
      .belowLater(
        item: drill, place: "A-01", asked: Quantity(3), occurredAt: noon,
        at: Instant(milliseconds: noon.milliseconds + 60_000), would: Quantity(-1)), "insufficient-stock", 409,
      "3 of DRILL-18V cannot be taken from A-01 as of 2026-07-04T12:00:00Z: at 2026-07-04T12:01:00Z only -1 would have "
        + "been left. Check the date, or what was posted after it."
    ),
    (.operatorExists("zoe"), "operator-exists", 409, nil),
    (
      .badgeTaken("B-17", by: "zoe"), "badge-taken", 409, "Badge B-17 belongs to zoe already. One badge, one operator."
    ),
    (.overflow(item: drill, place: "A-01"), "quantity-too-large", 422, nil),
    (
      .versionMovedOn(what: "DRILL-18V", given: 3, current: 5), "version-moved-on", 412,
      "DRILL-18V is at version 5, not 3: somebody changed it. Look at it again, then repeat the change."
    ),
    (
      .keyUsedOtherwise(key: "k"), "key-reused", 409,
      "The key \"k\" was used before for an act with other content. Use a new key for a new act."
    ),
    (.alreadyReversed(entry: 7, by: 9), "already-reversed", 409, "Entry 7 was reversed by entry 9 already."),
    (.tooContended(detail: "x"), "contended", 409, nil),
    (
      .unknownOperator("zoe"), "unknown-operator", 403,
      "zoe is no operator at work in this house. Say who acts with --as NAME, or scan a badge. See who is there with: "
        + "tallyman operator list"
    ),
    (
      .notPermitted(actor: "zoe", role: .counter, right: .operate), "not-permitted", 403,
      "zoe is a counter and may not move goods or change items, places and stock. A dock, a supervisor or an admin may. "
        + "See who that is with: tallyman operator list"
    ),
    (
      .notPermitted(actor: "zoe", role: .supervisor, right: .administer), "not-permitted", 403,
      "zoe is a supervisor and may not change operators and settings. An admin may. See who that is with: tallyman "
        + "operator list"
    ),
    (.notPermitted(actor: "zoe", role: .dock, right: .supervise), "not-permitted", 403, nil),
    (
      .store(.missing("/x/stock.db")), "no-database", 503,
      "There is no database at /x/stock.db. Nothing was done. Make one with: tallyman demo /x/stock.db"
    ),
    (.store(.notADatabase("/x")), "not-a-database", 503, "/x is not a database. Nothing was done."),
    (.store(.notOurs("/x")), "not-tallyman", 503, nil), (.store(.readOnly("/x")), "read-only", 503, nil),
    (.store(.noPermission("/x")), "no-permission", 503, nil),
    (.store(.full("/x")), "disk-full", 503, "The disk that holds /x is full. Free some room. Nothing was done."),
    (.store(.locked("/x")), "locked", 503, nil),
    (
      .store(.damaged("/x", detail: "page 7")), "damaged", 503,
      "/x is damaged (page 7). Nothing was done. Restore a backup with: tallyman restore FILE"
    ),
    (.store(.newerSchema(found: 9, known: 1)), "newer-schema", 503, nil),
    (.store(.olderSchema(found: 1, known: 2)), "older-schema", 503, nil),
    (.store(.unreachable("ssh://hall3/stock.db", why: "connection refused")), "unreachable", 503, nil),
    (.store(.denied("ssh://hall3/stock.db", why: "permission denied")), "not-admitted", 503, nil),
    (.store(.unsuitable("ssh://hall3/stock.db", why: "it speaks version 2")), "unsuitable", 503, nil),
    (.store(.behindOthers(waiting: 7)), "behind-others", 503, nil),
    (.store(.interrupted), "interrupted", 503, nil), (.store(.failed(detail: "x")), "database-failed", 503, nil),
    (
      .outcomeUnknown(key: "k", detail: "no answer came"), "outcome-unknown", 503,
      "It is not known whether the act took effect (no answer came). Send it again with --key k: it will not be done "
        + "twice."
    ),
  ]

  private static let counting: [(InventoryError, type: String, status: Int, detail: String?)] = [
    (
      .noSuchStocktake("ST-9"), "no-such-stocktake", 404,
      "There is no stocktake \"ST-9\". See them with: tallyman stocktake list"
    ),
    (
      .noSuchCountLine(7, stocktake: "ST-0001"), "no-such-line", 404,
      "ST-0001 has no line 7. See them with: tallyman stocktake lines ST-0001"
    ),
    (
      .stocktakeIs("ST-0001", .applied, wanted: "count in it"), "invalid-state", 422,
      "ST-0001 is applied: one cannot count in it now. Open another one."
    ),
    (
      .stocktakeIs("ST-0001", .counting, wanted: "apply it"), "invalid-state", 422,
      "ST-0001 is counting: one cannot apply it now. Reconcile it first: tallyman stocktake reconcile ST-0001"
    ),
    (
      .lineIs(7, stocktake: "ST-0001", .open), "invalid-state", 422,
      "Line 7 of ST-0001 is not counted. Count it first."
    ),
    (.lineIs(7, stocktake: "ST-0001", .approved), "invalid-state", 422, nil),
    (.nothingToDecide(stocktake: "ST-0001"), "nothing-to-decide", 422, nil),
    (
      .undecided(stocktake: "ST-0001", lines: 2), "undecided", 422,
      "2 counted lines of ST-0001 are not decided: approve, reject or recount first: tallyman stocktake lines ST-0001"
    ),
    (.outsideStocktake("NORTH/B", stocktake: "ST-0001", scope: "NORTH/A"), "outside-stocktake", 422, nil),
    (
      .nothingToTakeBack(stocktake: "ST-0001"), "nothing-to-undo", 422, "You have no count in ST-0001 to take back."
    ),
    (
      .binTaken(place: "NORTH/A-01", by: "maria", since: noon, lines: 12), "bin-taken", 409,
      "maria is counting at NORTH/A-01 since 2026-07-04T12:00:00Z (12 lines). Join, count again independently, or go "
        + "elsewhere."
    ),
    (
      .serialCounted("S1", item: drill, place: "NORTH/A-01", by: "maria"), "serial-counted", 409,
      "Serial S1 of DRILL-18V was counted at NORTH/A-01 by maria already. A serial counts once."
    ),
    (
      .countBelowZero(item: drill, place: "NORTH/A-01", counted: Quantity(3), change: Quantity(-4)), "count-below-zero",
      422, "3 of DRILL-18V are counted at NORTH/A-01: -4 would leave less than nothing."
    ),
    (.recountBySame(item: drill, place: "NORTH/A-01", actor: "maria"), "recount-by-another", 403, nil),
    (
      .ownCount(actor: "maria", line: 3, lines: 1), "own-count", 403,
      "maria counted line 3: somebody else approves them."
    ),
    (.binNotEmpty(place: "A-01", lines: 1), "bin-not-empty", 409, nil),
    (
      .withheld("the order of stock"), "withheld", 403,
      "the order of stock is withheld while you count blind. Count what is there; a supervisor compares."
    ),
    (
      .countedTooFew(item: drill, place: "NORTH/A-01", counted: Quantity(90), issued: Quantity(95)), "counted-too-few",
      409,
      "90 of DRILL-18V counted at NORTH/A-01, yet 95 were issued since. Count it again, or find the wrong paper."
    ),
    (.serialMovedSince("S1", item: drill, place: "NORTH/A-01"), "serial-moved", 409, nil),
    (
      .expectedChanged(item: drill, place: "NORTH/A-01", approved: Quantity(-10), now: Quantity(-2)),
      "expected-changed", 409,
      "What was posted since makes the variance of DRILL-18V at NORTH/A-01 -2, not -10 as approved. Look at it again."
    ),
    (
      .heldByStocktake(place: "NORTH/A-01", stocktake: "ST-0001", .locked), "held-by-stocktake", 409,
      "NORTH/A-01 is locked by ST-0001: nothing moves there until it is applied or cancelled. A supervisor may let it "
        + "through with --override."
    ),
    (
      .onlyByCounting(.count), "only-by-counting", 422,
      "A movement of kind count is made by applying a count, not by hand. Use: tallyman count"
    ),
    (
      .reversedByLine(stocktake: "ST-0001"), "reversed-by-line", 422,
      "ST-0001 is taken back line by line, not as a whole. Reverse the entries of the lines that were wrong. See them "
        + "with: tallyman move list --reference ST-0001/N"
    ),
  ]

  private static let pallets: [(InventoryError, type: String, status: Int, detail: String?)] = [
    (
      .noSuchPlate("P1"), "no-such-plate", 404,
      "There is no pallet \"P1\". See them with: tallyman plate list"
    ),
    (
      .plateIs("P1", .opened, place: "NORTH/A-01"), "invalid-state", 422,
      "Pallet P1 was opened at NORTH/A-01: it cannot be taken as a whole now. Its goods are loose: move and count them "
        + "piece by piece."
    ),
    (.plateIs("P1", .inTransit, place: nil), "invalid-state", 422, nil),
    (.plateIs("P1", .standing, place: "A-01"), "invalid-state", 422, nil),
    (.plateElsewhere("P1", isAt: "NORTH/A-01", asked: "NORTH/A-02"), "plate-elsewhere", 409, nil),
    (
      .plateDoubtful("P1", item: drill, place: "NORTH/A-01", lot: nil, says: Quantity(18), has: Quantity(17)),
      "plate-doubtful", 409,
      "Pallet P1 is not moved as a whole: the pallets at NORTH/A-01 should hold 18 of DRILL-18V, and only 17 are there. "
        + "Goods were taken piece by piece: count them, or open it with: tallyman plate open P1"
    ),
    (.plateSerialStrayed("P1", serial: "S1", item: drill, place: "A-01"), "plate-doubtful", 409, nil),
    (.plateExists("P1", .standing, place: "A-01"), "plate-exists", 409, nil),
    (
      .plateExists("106141412345678908", .opened, place: "A-01"), "plate-exists", 409,
      "Pallet 106141412345678908 is in the books already: it was opened at A-01. One number, one pallet, and an SSCC is "
        + "not given twice."
    ),
    (
      .notEnoughLoose(
        item: drill, place: "NORTH/A-01", lot: "L7", asked: Quantity(12), loose: Quantity(3), onHand: Quantity(20)),
      "insufficient-stock", 409,
      "Only 3 of DRILL-18V lot L7 stand loose at NORTH/A-01 (12 asked, 20 on hand): the rest stands on other pallets. See "
        + "them with: tallyman plate list --at NORTH/A-01"
    ),
    (.serialOnPlate("S1", item: drill, plate: "P1"), "serial-on-plate", 409, nil),
    (
      .noCompanyPrefix, "no-company-prefix", 422,
      "The house has no GS1 company prefix to number a pallet with. Name a code of your own, or set it with: tallyman "
        + "setting set gs1_company_prefix DIGITS"
    ),
    (.plateNumbersUsedUp(prefix: "0614141"), "plate-numbers-used-up", 422, nil),
    (
      .noSuchPutAwayRule(subject: "category Tools", place: "NORTH/A-01"), "no-such-putaway-rule", 404,
      "No rule says that category Tools is put away at NORTH/A-01. See them with: tallyman putaway list"
    ),
    (.unprintable(.code("KÄSE")), "unprintable", 422, nil),
    (
      .labelCommandFailed(command: "lp", why: "it ended with code 1"), "label-command-failed", 422,
      "\"lp\" did not print the labels: it ended with code 1. Try the command by hand, or name another with --print."
    ),
  ]

  private static let moving: [(InventoryError, type: String, status: Int, detail: String?)] = [
    (.noSuchTransfer("x"), "no-such-transfer", 404, nil), (.noSuchDiscrepancy("9"), "no-such-discrepancy", 404, nil),
    (
      .transferIs("TR-0001", .inTransit, wanted: "cancel it"), "transfer-state", 422,
      "TR-0001 is in transit: nobody can cancel it now. Look at it with: tallyman transfer show TR-0001"
    ),
    (
      .notOnTransfer(drill, lot: "L1", transfer: "TR-0001"), "not-on-transfer", 404,
      "TR-0001 has no line of DRILL-18V lot L1. If it came all the same, receive it as over: tallyman transfer receive "
        + "TR-0001 --line DRILL-18V=1,over=1,lot=L1"
    ),
    (.serialNotOnTransfer("S1", item: drill, transfer: "TR-0001"), "serial-not-on-transfer", 404, nil),
    (.nothingToShip("TR-0001"), "nothing-to-ship", 422, nil),
    (.nothingToReceive("TR-0001"), "nothing-to-receive", 422, "Nothing of TR-0001 is in transit any more."),
    (.nothingScanned("TR-0001"), "nothing-scanned", 422, nil),
    (.nothingReceived("TR-0001"), "nothing-received", 422, nil),
    (
      .beyondRequest(drill, transfer: "TR-0001", asked: Quantity(9), left: Quantity(8)), "beyond-request", 409,
      "9 of DRILL-18V are more than TR-0001 still asks for (8). Ship fewer, or change it with: tallyman transfer edit "
        + "TR-0001"
    ),
    (
      .overReceipt(drill, transfer: "TR-0001", asked: Quantity(12), left: Quantity(10), allowed: nil), "over-receipt",
      409,
      "12 of DRILL-18V came, but only 10 are in transit with TR-0001. If more came, say how many are over: tallyman "
        + "transfer receive TR-0001 --line DRILL-18V=12,over=2"
    ),
    (
      .overReceipt(drill, transfer: "TR-0001", asked: Quantity(12), left: Quantity(10), allowed: Quantity(1)),
      "over-receipt", 409,
      "12 of DRILL-18V came, 10 are in transit with TR-0001; you may take 1 as over. A supervisor may take more."
    ),
    (.notOver(drill, transfer: "TR-0001", over: Quantity(2), inTransit: Quantity(10)), "not-over", 422, nil),
    (
      .notInTransit(drill, transfer: "TR-0001", asked: Quantity(3), has: Quantity(2)), "not-in-transit", 409,
      "Only 2 of DRILL-18V are in transit with TR-0001 (3 asked)."
    ),
    (.needsShortReason, "reason-needed", 422, nil), (.needsClaimReference, "reference-needed", 422, nil),
    (.discrepancyResolved(7, .lost), "discrepancy-resolved", 409, "Discrepancy 7 has been resolved already: lost."),
    (
      .resolutionDoesNotFit(.accepted, .short), "resolution-does-not-fit", 422,
      "What is short cannot be resolved as \"accepted\". It can be: came_later, never_shipped, lost, returned, claim."
    ),
    (.onlyByTransfer(.expected), "only-by-transfer", 422, nil),
    (.belongsToTransfer(entry: 17, transfer: "TR-0001"), "belongs-to-transfer", 422, nil),
    (
      .serialScanned("S1", item: drill, by: "ben"), "serial-twice", 422,
      "Serial S1 of DRILL-18V was scanned by ben already. Each unit is scanned once."
    ),
  ]

  private static let promising: [(InventoryError, type: String, status: Int, detail: String?)] = [
    (.onlyByReservation(.confirm), "only-by-reservation", 422, nil),
    (.noSuchReservation("RV-0009"), "no-such-reservation", 404, nil),
    (
      .noneReserved("order:1"), "nothing-reserved", 404,
      "No reservation for order:1 holds or waits for anything. See what became of them with: tallyman reservation list "
        + "--for order:1"
    ),
    (
      .reservationIs("RV-0001", .fulfilled, wanted: "confirm it"), "reservation-state", 422,
      "RV-0001 is fulfilled: nobody can confirm it now. See it with: tallyman reservation show RV-0001"
    ),
    (
      .reservationExpired("RV-0001", subject: "order:1", at: Instant(milliseconds: 0)), "reservation-expired", 409,
      "RV-0001 expired at 1970-01-01T00:00:00Z and holds nothing since. Reserve again: tallyman reservation create --for "
        + "order:1"
    ),
    (.notOnReservation(drill, lot: "L1", reservation: "RV-0001"), "not-on-reservation", 422, nil),
    (
      .beyondReservation(drill, lot: nil, reservation: "RV-0001", asked: Quantity(9), held: Quantity(8)),
      "beyond-reservation", 409, "RV-0001 holds 8 of DRILL-18V (9 asked)."
    ),
    (.belongsToReservation(entry: 17, reservation: "RV-0001"), "belongs-to-reservation", 422, nil),
    (
      .heldByReservations(drill, place: "A-01", lot: nil, asked: Quantity(5), loose: Quantity(2)),
      "held-by-reservations",
      409,
      "Only 2 of DRILL-18V at A-01 are reserved by movements (5 asked); the rest belongs to reservations: tallyman "
        + "reservation list --sku DRILL-18V --at A-01"
    ),
  ]

  @Test("every cause has a type, a status and whole sentences that end with a full stop or a command")
  func explanations() {
    let causes =
      ExplanationTests.words + ExplanationTests.counting + ExplanationTests.pallets + ExplanationTests.moving
      + ExplanationTests.promising + ReorderExplanations.words + PeopleExplanations.words
      + DeliveryExplanations.words + HouseExplanations.words
    for (error, type, status, detail) in causes {
      let explanation = Explanation(error)
      #expect(explanation.type == type, "\(error)")
      #expect(explanation.status == status, "\(error)")
      if let detail { #expect(explanation.detail == detail) }
      #expect([400, 403, 404, 409, 412, 422, 503].contains(explanation.status), "\(error)")
      #expect(!explanation.title.isEmpty && !explanation.detail.contains("Optional("), "\(error)")
      let lastLine = explanation.detail.split(separator: ": ").last.map(String.init) ?? ""
      #expect(
        explanation.detail.hasSuffix(".") || lastLine.hasPrefix("tallyman ") && !lastLine.contains(". "),
        "\(explanation.detail)")
      #expect(explanation.problem["type"] == .text(type) && explanation.problem["detail"] == .text(explanation.detail))
    }
    for balance in Balance.allCases {
      let explanation = Explanation(
        .insufficient(item: ExplanationTests.drill, place: "A", lot: nil, balance, asked: Quantity(2), has: Quantity(1))
      )
      #expect(explanation.type == "insufficient-stock" && explanation.fields[balance.rawValue] == .number("1"))
      #expect(explanation.detail.hasPrefix("Only 1 of DRILL-18V are "))
    }
  }
}
