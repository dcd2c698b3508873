import Inventory
import Testing

@Suite struct WordTests {
  @Test("a document is JSON with everything escaped that must be, in its order")
  func json() {
    var fields = Fields()
    fields.add("quote\"", "a\"b\\c/d\n\r\t\u{8}\u{0}\u{1F}\u{7F}é𝄞")
    fields.add("none", String?.none)
    fields.add("flag", true)
    fields.add("number", Int64.min)
    fields.add("quantity", Quantity("-0.125"))
    fields.add("cost", UnitCost("7"))
    fields.add("instant", Instant("2026-07-04"))
    fields.add("day", Day("2026-07-04"))
    fields.add("list", .list([.null, .flag(false), .list([]), .fields(Fields()), .json("{\"a\":1}")]))
    let expected =
      #"{"quote\"":"a\"b\\c/d\n\r\t\u0008\u0000\u001f"# + "\u{7F}é𝄞" + #"","none":null,"flag":true,"#
      + #""number":-9223372036854775808,"quantity":-0.125,"cost":7.00,"instant":"2026-07-04T00:00:00Z","#
      + #""day":"2026-07-04","list":[null,false,[],{},{"a":1}]}"#
    #expect(fields.json == expected)
    #expect(fields["list"]?.plain == " no   {\"a\":1}" && fields["flag"]?.plain == "yes" && fields["nothing"] == nil)
  }

  @Test("a code is short, printable and without blanks at its ends")
  func codes() {
    for (code, objection) in [
      ("A", nil), ("a b", nil), ("Ü-1/2", nil), (String(repeating: "x", count: 64), nil), ("", .empty),
      (String(repeating: "x", count: 65), .tooLong), (String(repeating: "ü", count: 33), .tooLong),
      (" A", .blankAtAnEnd), ("A ", .blankAtAnEnd), (" ", .blankAtAnEnd), ("A\n", .controlCharacter),
      ("A\u{0}B", .controlCharacter), ("\u{1F}", .controlCharacter), ("\u{7F}", .controlCharacter),
      ("\u{85}", .controlCharacter), ("A\r\nB", .controlCharacter),
    ] as [(String, InventoryError.BadCode?)] {
      #expect(CodeRule.objection(to: code) == objection, "\(code.debugDescription)")
    }
  }

  @Test("units are counted unless they are measured")
  func units() {
    for (unit, isCounted) in [
      ("pcs", true), ("case", true), ("", true), ("kg", false), ("KG", false), ("m", false), ("M2", false),
    ] {
      #expect(UnitOfMeasure(unit).isCounted == isCounted, "\(unit)")
    }
  }

  @Test("every kind of movement has a name that reads back, and people's words are understood")
  func kinds() {
    for kind in MovementKind.allCases { #expect(MovementKind(name: kind.name.uppercased()) == kind) }
    #expect(Set(MovementKind.allCases.map(\.name)).count == MovementKind.allCases.count)
    for (word, kind) in [
      ("Sale", MovementKind.issue), ("shipment", .issue), ("add", .receipt), ("seed", .opening),
      ("adjust", .adjustment),
      ("fulfil", .consume),
    ] {
      #expect(MovementKind(name: word) == kind)
    }
    #expect(MovementKind(name: "steal") == nil && MovementKind(name: "") == nil)
  }

  /// Available, incoming, reorder point and what the record is called then (algorithms.md 4.2).
  @Test("low is at the point, out is nothing left, covered is on its way")
  func states() throws {
    for (available, incoming, point, state) in [
      ("14", "0", "20", StockState.low), ("21", "0", "20", .ok), ("20", "0", "20", .low), ("12", "24", "60", .low),
      ("84", "200", "90", .covered), ("0", "0", "0", .out), ("0", "0", "5", .out), ("-3", "0", "5", .out),
      ("0", "5", "5", .out), ("0", "6", "5", .covered), ("1", "4", "5", .low), ("1", "0", "0", .ok),
      ("0", "1", "0", .covered),
      ("0", "0", nil, .ok), ("-3", "0", nil, .ok), ("0.001", "0", "0", .ok), ("0.001", "0", "0.001", .low),
    ] as [(String, String, String?, StockState)] {
      // The same available with goods held in each way.
      for held in [
        Balances(), Balances(reserved: Quantity(3)), Balances(allocated: Quantity(3)), Balances(blocked: Quantity(3)),
      ] {
        var balances = held
        balances.onHand = try #require(Quantity(available)) - held.available
        balances.incoming = try #require(Quantity(incoming))
        #expect(
          StockState(balances, reorderPoint: point.flatMap { Quantity($0) }) == state,
          "\(available) available, \(incoming) incoming, point \(point ?? "none")")
      }
    }
  }

  @Test("available and projected are what the specification says")
  func balances() {
    let balances = Balances(
      onHand: Quantity(100), reserved: Quantity(15), allocated: Quantity(10), blocked: Quantity(4),
      incoming: Quantity(50))
    #expect(balances.available == Quantity(71) && balances.projected == Quantity(121))
    #expect(balances + -balances == .zero)
    #expect(Balance.allCases.map { $0.of(balances).description } == ["100", "15", "10", "4", "50", "71", "121"])
  }
}
