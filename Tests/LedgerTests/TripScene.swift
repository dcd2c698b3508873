import Inventory
import Ledger
import Testing

/// A house with people, a count, a transfer on its way and an order to receive, and books at the other end of a line.
final class TripScene: Sendable {
  let house: SampleWarehouse
  let line: CountingDatabase
  let books: Books
  let transfer: String
  private static let counter = Counter()

  init() throws {
    let dock = try TransferHouse()
    house = dock.house
    try house.act(AddOperator(Operator(name: "anna", role: .admin)))
    try house.act(AddOperator(Operator(name: "cora", role: .counter)))
    transfer = try dock.shipped(
      TransferRequestLine("DRILL-18V", Quantity(20)), TransferRequestLine("CABLE", Quantity(9)))
    try house.act(OpenStocktake("A-01"))
    let order = OrderDraft(
      vendor: "Acme Tools", currency: "EUR", to: "A-02", [PurchaseHouse.line("DRILL-18V", 50)])
    try house.act(CreateOrder("PO-1", order))
    try house.act(AdvanceOrder("PO-1", .send))
    line = CountingDatabase(house.database)
    books = try Books(line, clock: { SampleWarehouse.noon })
  }

  private init(beside other: TripScene) throws {
    (house, transfer) = (other.house, other.transfer)
    line = CountingDatabase(house.database)
    books = try Books(line, clock: { SampleWarehouse.noon })
  }

  /// The same house, for somebody who has books of their own.
  func beside() throws -> TripScene { try TripScene(beside: self) }

  /// Never given twice.
  var number: Int { TripScene.counter.next() }

  @discardableResult
  func act(_ act: some Act, by actor: String = "anna") throws -> ActAnswer {
    try books.perform(
      act, ActContext(key: "trip-\(number)", actor: actor, terminal: "t1", now: SampleWarehouse.noon))
  }

  @discardableResult
  func ask<Q: Question>(_ question: Q, by person: String = "anna") throws -> Q.Answer {
    try books.ask(question, for: .person(person))
  }

  /// Whether there is an answer at all.
  func answers<Q: Question>(_ question: Q) throws -> Bool {
    try ask(question)
    return true
  }

  func move(_ kind: MovementKind, _ item: String, _ quantity: Int) throws {
    let answer = try act(PostMovements([MovementLine(kind, item, Quantity(quantity), at: "A-01")]))
    #expect(answer.entries.count == 1)
  }

  func scan(_ item: String) throws { try act(RecordReceipts(transfer, [.init(item)])) }

  func count(_ item: String) throws {
    try act(RecordCounts("ST-0001", [CountEntry(.scan, item, Quantity(1), at: "A-01")]), by: "cora")
  }
}

/// Something that a person does or wants to know, and how many trips it takes.
struct Errand: Sendable, CustomTestStringConvertible {
  let name: String
  /// By books that were opened this moment, and by books that have done the same before; nil where nobody may do it again.
  let cold: Int
  let warm: Int?
  /// What is not counted.
  private(set) var before: @Sendable (TripScene) throws -> Void = { _ in }
  let run: @Sendable (TripScene) throws -> Void

  var testDescription: String { "\(name): \(cold) cold, \(warm.map(String.init) ?? "not again") warm" }

  init(
    _ name: String, cold: Int, warm: Int?, _ run: @escaping @Sendable (TripScene) throws -> Void
  ) {
    self.name = name
    self.cold = cold
    self.warm = warm
    self.run = run
  }

  /// The same, with something that goes before it and is not counted.
  func after(_ before: @escaping @Sendable (TripScene) throws -> Void) -> Errand {
    var errand = self
    errand.before = before
    return errand
  }

  /// - Parameter holds: asks, and looks whether the answer says something.
  static func question(
    _ name: String, cold: Int, warm: Int, _ holds: @escaping @Sendable (TripScene) throws -> Bool
  ) -> Errand {
    Errand(name, cold: cold, warm: warm) { scene in
      let isSo = try holds(scene)
      #expect(isSo)
    }
  }
}
