import Inventory
import Ledger
import Testing

/// Signing in by badge or PIN: what is known of whoever wants to, and how often a PIN may be wrong.
@Suite struct SignInTests {
  private static func house() throws -> SampleWarehouse {
    let house = try SampleWarehouse()
    try house.act(AddOperator(Operator(name: "anna", role: .admin)))
    var maria = Operator(name: "maria", role: .counter, badge: "B-MARIA")
    maria.pin = PinHash("$y$made-up")
    try house.act(AddOperator(maria))
    return house
  }

  private static func minutes(_ number: Int64) -> Instant { SampleWarehouse.noon.adding(milliseconds: number * 60_000) }

  @Test("five wrong PINs, and none is tried for five minutes; a right one or time makes them forgotten")
  func attempts() throws {
    let house = try SignInTests.house()
    func card(after minutes: Int64) throws -> SignInCard.Card {
      let books = try house.another(clock: { SignInTests.minutes(minutes) })
      return try #require(try books.ask(SignInCard("MARIA")))
    }
    func sign(_ way: RecordSignIn.Way, after minutes: Int64) throws {
      try house.act(RecordSignIn("maria", way), at: SignInTests.minutes(minutes), by: "maria")
    }
    #expect(try card(after: 0).failures == 0 && card(after: 0).person.pin == PinHash("$y$made-up"))
    for number in 1...4 {
      try sign(.wrongPin, after: 0)
      #expect(try card(after: 1).failures == number && card(after: 1).mayTryAt == nil)
    }
    try sign(.wrongPin, after: 1)
    #expect(try card(after: 2).mayTryAt == SignInTests.minutes(6) && card(after: 6).mayTryAt == nil)
    #expect(try card(after: 6).failures == 0)
    try sign(.wrongPin, after: 7)
    #expect(try card(after: 7).failures == 1)
    try sign(.pin, after: 8)
    #expect(try card(after: 8).failures == 0)
    let audit = try house.books.ask(AuditPage(action: "operator", entity: "operator:maria")).rows
    #expect(audit.first?.action == "operator.signed_in")
    #expect(audit.filter { $0.action == "operator.sign_in_failed" }.count == 6)
    #expect(audit.allSatisfy { !"\($0)".contains("made-up") })
  }

  @Test(
    "everybody changes their own PIN, and only where the one they had is known; whoever was taken out of work does not")
  func ownPin() throws {
    let house = try SignInTests.house()
    let (first, second) = (PinHash("$y$made-up"), PinHash("$y$other"))
    func change(_ old: PinHash?, _ new: PinHash, by actor: String = "Maria") -> String {
      house.refusal { try house.act(ChangePin(from: old, to: new), by: actor) }
    }
    #expect(change(nil, second) == "wrong-pin" && change(second, second) == "wrong-pin")
    #expect(change(first, second) == "done" && change(second, second) == "nothing-to-change")
    #expect(try house.books.ask(SignInCard("maria"))?.person.pin == second)
    #expect(change(nil, first, by: "anna") == "done" && change(nil, first, by: "zoe") == "unknown-operator")
    let audit = try house.books.ask(AuditPage(entity: "operator:maria")).rows
    #expect(audit.first?.action == "operator.edited" && audit.first?.actor == "maria")
    #expect(audit.allSatisfy { !"\($0)".contains("$y$") })
    try house.edit(operator: "maria") { $0.isActive = false }
    #expect(change(second, first) == "unknown-operator")
    try house.expectSoundBooks()
  }

  @Test("a sign-in is written down by the one it is about, and by nobody else")
  func ownOnly() throws {
    let house = try SignInTests.house()
    #expect(house.refusal { try house.act(RecordSignIn("maria", .wrongPin), by: "anna") } == "no-such-operator")
    #expect(house.refusal { try house.act(RecordSignIn("zoe", .badge), by: "zoe") } == "unknown-operator")
    try house.act(RecordSignIn("maria", .badge), by: "maria")
    let byBadge = try #require(try house.books.ask(SignInCard("b-maria")))
    #expect(byBadge.isByBadge && byBadge.person.name == "maria")
    #expect(try house.books.ask(SignInCard("maria"))?.isByBadge == false && house.books.ask(SignInCard("zoe")) == nil)
    try house.edit(operator: "maria") { $0.isActive = false }
    #expect(try house.books.ask(SignInCard("maria")) == nil && house.books.ask(SignInCard("B-MARIA")) == nil)
  }

  @Test("of many guesses at once each is counted")
  func manyAtOnce() throws {
    let house = try SignInTests.house()
    let failures = onThreads(4) { thread in
      let books = try house.another()
      _ = try books.perform(
        RecordSignIn("maria", .wrongPin),
        ActContext(key: "guess-\(thread)", actor: "maria", terminal: "t", now: SampleWarehouse.noon))
    }
    #expect(failures.isEmpty, "\(failures)")
    #expect(try house.books.ask(SignInCard("maria"))?.failures == 4)
  }

  @Test("a PIN is given, changed and taken away, and shows only as being there")
  func pins() throws {
    let house = try SignInTests.house()
    func pin() throws -> PinHash? { try house.books.ask(SignInCard("maria"))?.person.pin }
    let changed = try house.act(EditOperator("maria", .with { $0.pin = PinHash("$y$another") }), key: "pin")
    #expect(try pin() == PinHash("$y$another"))
    #expect(changed.document?.contains(#""pin":true"#) == true && changed.document?.contains("another") == false)
    // The same once more is the same act; another one under its key is not.
    try house.act(EditOperator("maria", .with { $0.pin = PinHash("$y$another") }), key: "pin")
    #expect(
      house.refusal {
        try house.act(EditOperator("maria", .with { $0.pin = PinHash("$y$third") }), key: "pin")
      } == "key-reused")
    try house.edit(operator: "maria") { $0.role = .dock }
    #expect(try pin() == PinHash("$y$another"))
    try house.edit(operator: "maria") { $0.takesPinAway = true }
    #expect(try pin() == nil)
  }

  @Test("a badge that reads like another's name is refused, and a name that reads like another's badge")
  func badgesAndNames() throws {
    let house = try SignInTests.house()
    #expect(house.refusal { try house.edit(operator: "anna") { $0.badge = "Maria" } } == "badge-taken")
    #expect(house.refusal { try house.act(AddOperator(Operator(name: "b-maria", role: .dock))) } == "badge-taken")
    try house.edit(operator: "anna") { $0.badge = "ANNA" }
  }

  @Test("the first operator is an admin where no role is named; after that one has to be")
  func firstOne() throws {
    let house = try SampleWarehouse()
    try house.act(AddOperator(Operator(name: "anna", role: .counter), isOfNoRole: true), by: "root")
    #expect(try house.books.ask(WhoAmI("anna"))?.role == .admin)
    let second = AddOperator(Operator(name: "dan", role: .counter), isOfNoRole: true)
    #expect(house.refusal { try house.act(second) } == "needs-role")
    #expect(try house.books.ask(OperatorList()).map(\.name) == ["anna"])
  }
}
