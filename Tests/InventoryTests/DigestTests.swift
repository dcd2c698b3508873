import Inventory
import Testing

@Suite struct DigestTests {
  private func sha256(_ text: String) -> String {
    var hash = SHA256()
    hash.update(text)
    return Hexadecimal.text(hash.digest())
  }

  @Test("SHA-256 gives what NIST says")
  func vectors() {
    for (text, digest) in [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
      (
        "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
        "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
      ),
      (
        String(repeating: "a", count: 1_000_000),
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
      ),
    ] {
      #expect(sha256(text) == digest, "\(text.prefix(60))")
    }
  }

  @Test("SHA-256 does not mind how it is fed, nor where a block ends")
  func pieces() {
    for length in Array(0...130) + [1000] {
      let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31) }
      var whole = SHA256()
      whole.update(bytes)
      let expected = whole.digest()
      for piece in [1, 3, 63, 64, 65] {
        var hash = SHA256()
        var index = 0
        while index < length {
          hash.update(bytes[index..<min(index + piece, length)])
          index += piece
        }
        #expect(hash.digest() == expected, "\(length) bytes in pieces of \(piece)")
      }
    }
  }

  private func digest(_ act: some Act) -> [UInt8] {
    var digest = ContentDigest()
    digest.add("action", act.action)
    act.describe(to: &digest)
    return digest.bytes()
  }

  @Test("acts that differ in anything at all have different digests, and equal ones the same")
  func neighbours() {
    func line(_ fill: (inout MovementLine) -> Void = { _ in }) -> PostMovements {
      var line = MovementLine(.receipt, "A", Quantity(1), at: "B")
      fill(&line)
      return PostMovements([line])
    }
    func stock(_ fill: (inout ImportStock.Row) -> Void = { _ in }) -> ImportStock {
      var row = ImportStock.Row("A", at: "B", onHand: Quantity(1))
      fill(&row)
      return ImportStock([row])
    }
    func item(_ fill: (inout ItemEdits) -> Void) -> EditItem {
      var edits = ItemEdits()
      fill(&edits)
      return EditItem("A", edits)
    }
    func place(_ fill: (inout LocationEdits) -> Void) -> EditLocation {
      var edits = LocationEdits()
      fill(&edits)
      return EditLocation("A", edits)
    }
    func person(_ fill: (inout OperatorEdits) -> Void) -> EditOperator {
      var edits = OperatorEdits()
      fill(&edits)
      return EditOperator("A", edits)
    }
    let acts: [any Act] = [
      line(), line { $0.kind = .return }, line { $0.item = "AB" }, line { $0.location = "C" }, line { $0.to = "C" },
      line { $0.quantity = Quantity(2) }, line { $0.lot = "L" }, line { $0.serials = ["L"] },
      line { $0.serials = ["L", "M"] }, line { $0.serials = ["LM"] }, line { $0.made = Day("2026-01-01") },
      line { $0.expires = Day("2026-01-01") }, line { $0.reason = "" }, line { $0.reason = "X" },
      line { $0.reference = "X" }, line { $0.note = "X" }, line { $0.cost = UnitCost("1") },
      line { $0.metadata = [Flag("a=b", "c")] }, line { $0.metadata = [Flag("a", "b=c")] },
      line { $0.occurredAt = Instant("2026-01-01") },
      PostMovements([]), PostMovements(line().lines + line().lines), ImportMovements(line().lines),
      stock(), stock { $0.onHand = nil }, stock { $0.lot = "L" }, stock { $0.serials = ["L"] },
      stock { $0.made = Day("2026-01-01") }, stock { $0.expires = Day("2026-01-01") },
      stock { $0.reorderPoint = Quantity(1) }, stock { $0.bin = "1" }, stock { $0.cost = UnitCost("1") },
      stock { $0.reason = "X" }, stock { $0.reference = "X" }, stock { $0.occurredAt = Instant("2026-01-01") },
      item { _ in }, item { $0.name = "" }, item { $0.name = "X" }, item { $0.category = "X" },
      item { $0.unit = UnitOfMeasure("X") }, item { $0.tracking = .lot }, item { $0.isActive = true },
      item { $0.isActive = false }, item { $0.cost = UnitCost("1") }, item { $0.price = UnitCost("1") },
      item { $0.currency = "EUR" }, item { $0.barcodes = [] }, item { $0.barcodes = [Barcode("1")] },
      item { $0.barcodes = [Barcode("1", pack: Quantity(2))] }, item { $0.packs = [] },
      item { $0.packs = [Pack("1", Quantity(2))] }, EditItem("A", ItemEdits(), ifVersion: 1),
      place { _ in }, place { $0.name = "X" }, place { $0.kind = .bin }, place { $0.parent = "X" },
      place { $0.roomType = "X" }, place { $0.coordinates = Coordinates("1,2") }, place { $0.isStructural = true },
      place { $0.isActive = true }, EditLocation("A", LocationEdits(), ifVersion: 1), AddLocation("A"),
      EditStock("A", at: "B"), EditStock("A", at: "B", reorderPoint: .some(nil)),
      EditStock("A", at: "B", reorderPoint: .some(.zero)), EditStock("A", at: "B", bin: ""),
      EditStock("A", at: "B", flags: [Flag("a=b", "c")]), EditStock("A", at: "B", flags: [Flag("a", "b=c")]),
      EditStock("A", at: "B", ifVersion: 0), SetSetting("a", "b"), SetSetting("a", "bc"),
      AddOperator(Operator(name: "A", role: .dock)), AddOperator(Operator(name: "A", role: .admin)),
      AddOperator(Operator(name: "A", role: .dock, badge: "B")),
      AddOperator(Operator(name: "A", role: .dock, limits: "B")),
      person { _ in }, person { $0.role = .dock }, person { $0.badge = "" }, person { $0.badge = "B" },
      person { $0.limits = "" }, person { $0.limits = "B" }, person { $0.isActive = true },
      person { $0.isActive = false }, EditOperator("A", OperatorEdits(), ifVersion: 1),
      ReverseMovement(.entry(1)), ReverseMovement(.act(key: "1")), ReverseMovement(.entry(1), reason: "X"),
      AddItem(Item(code: ItemCode(sku: "A"))), AddItem(Item(code: ItemCode(sku: "A", variant: "B"))),
      AddItem(Item(code: ItemCode(sku: "A"), barcodes: [Barcode("1"), Barcode("2")])),
      AddItem(Item(code: ItemCode(sku: "A"), barcodes: [Barcode("12")])),
    ]
    var seen: [[UInt8]: Int] = [:]
    for (number, act) in acts.enumerated() {
      let bytes = digest(act)
      #expect(bytes.count == 16 && bytes == digest(act))
      if let other = seen.updateValue(number, forKey: bytes) {
        #expect(Bool(false), "\(acts[other]) and \(act) look alike")
      }
    }
  }

  @Test("hexadecimal is pairs of digits, and a cursor carries any text")
  func hexadecimal() {
    for (text, bytes) in [
      ("", []), ("00ff", [0, 255]), ("0aBC", [10, 188]), ("0", nil), ("0g", nil), ("+1", nil), ("-1", nil), (" 1", nil),
    ] as [(String, [UInt8]?)] {
      #expect(Hexadecimal.bytes(text) == bytes, "\(text)")
    }
    for parts in [[""], ["", ""], ["a", "b\u{1F}c", "ü.", "\u{0}"]] {
      let cursor = Cursor(parts)
      #expect(cursor.parts == parts)
      #expect(cursor.text.utf8.allSatisfy { $0 > 32 && $0 < 127 })
    }
    #expect(Cursor(text: "xyz").parts == nil)
  }
}
