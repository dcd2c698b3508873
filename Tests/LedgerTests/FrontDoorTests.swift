import Inventory
import Ledger
import Testing

/// What a terminal asks before it lets anybody work.
@Suite struct FrontDoorTests {
  @Test("in a house without operators nobody signs in; the minutes until a lock are the house's")
  func nobody() throws {
    let house = try SampleWarehouse()
    let answer = try house.books.ask(FrontDoor(), for: .person("anna"))
    #expect(answer == FrontDoor.Answer(hasOperators: false, person: nil, admins: [], lockAfter: 10))
    try house.act(SetSetting("lock_after", "3"))
    #expect(try house.books.ask(FrontDoor(), for: .person("anna")).lockAfter == 3)
    #expect(throws: InventoryError.self) { try house.act(SetSetting("lock_after", "soon")) }
  }

  private static let askers: [(asker: String, name: String?)] = [
    ("anna", "anna"), ("ANNA", "anna"), ("cora", "cora"), ("rita", nil), ("stranger", nil),
  ]

  @Test("whoever asks is answered, and known where they are at work", arguments: askers)
  func known(_ asker: String, _ name: String?) throws {
    let house = try SampleWarehouse()
    try house.act(AddOperator(Operator(name: "anna", role: .admin, badge: "B-ANNA")))
    try house.act(AddOperator(Operator(name: "cora", role: .counter)))
    try house.act(AddOperator(Operator(name: "rita", role: .admin)))
    try house.edit(operator: "rita") { $0.isActive = false }
    let answer = try house.books.ask(FrontDoor(), for: .person(asker))
    #expect(answer.hasOperators && answer.person?.name == name && answer.admins == ["anna"])
  }

  @Test("wrong PINs are counted until one signs in, and five of them close the name for five minutes")
  func attempts() throws {
    let house = try SampleWarehouse()
    var anna = Operator(name: "anna", role: .admin, badge: "B-ANNA")
    anna.pin = PinHash("$6$x")
    try house.act(AddOperator(anna))
    for _ in 0..<PinRule.mostFailures {
      #expect(try house.books.ask(SignInCard("ANNA"), for: .person("stranger"))?.mayTryAt == nil)
      try house.act(RecordSignIn("anna", .wrongPin))
    }
    let card = try #require(try house.books.ask(SignInCard("ANNA"), for: .person("stranger")))
    #expect(card.mayTryAt != nil && !card.isByBadge && card.person.pin == PinHash("$6$x"))
    #expect(try house.books.ask(SignInCard("b-anna"), for: .person("stranger"))?.isByBadge == true)
    try house.act(RecordSignIn("anna", .badge))
    #expect(try house.books.ask(SignInCard("anna"), for: .house)?.mayTryAt == nil)
    #expect(try house.books.ask(SignInCard("nobody"), for: .house) == nil)
  }
}
