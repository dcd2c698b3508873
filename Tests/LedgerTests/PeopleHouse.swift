import Inventory
import Ledger
import Testing

/// A house of three sites, with a document of every kind in each of two of them, and people who may touch the first only.
struct PeopleHouse {
  let house: SampleWarehouse
  private(set) var own: Site
  private(set) var foreign: Site

  /// At NORTH, but for anna and maria, who have no sites, and rita, who is retired.
  static let staff: [(name: String, role: Operator.Role)] = [
    ("cora", .counter), ("dan", .dock), ("sue", .supervisor), ("ada", .admin),
  ]

  /// What there is at a site. Its places are numbered: `N-1`.
  struct Site {
    let code: String
    let letter: String
    var open = "", empty = "", review = "", approved = ""
    var countEvent: Int64 = 0
    var requested = "", arriving = "", leaving = "", scanned = "", received = ""
    var receiptEvent: Int64 = 0
    var discrepancy: Int64 = 0
    var receipt = "", wanted = "", approvedWanted = ""
    var signal = RuleID(0)
    /// The token of a lock.
    var lock = ""
    /// One that is to be posted tomorrow.
    var correction = Correction(
      id: CorrectionID(1), due: SampleWarehouse.noon, file: "year.csv", reason: nil, actor: "anna", terminal: "t",
      madeAt: SampleWarehouse.noon, lineCount: 1)

    init(_ code: String, _ letter: String) {
      self.code = code
      self.letter = letter
    }

    func place(_ number: Int) -> String { "\(letter)-\(number)" }
    /// A name of its own: `PO-N`.
    func own(_ name: String) -> String { "\(name)-\(letter)" }
  }

  init() throws {
    house = try SampleWarehouse()
    own = Site("NORTH", "N")
    foreign = Site("SOUTH", "S")
    try house.act(AddLocation("EAST"))
    try house.act(AddLocation("E-1", .with { $0.parent = "EAST" }))
    try house.post(.receipt, "DRILL-18V", "100", at: "E-1", on: "2026-06-30T08:00:00Z")
    try house.post(.issue, "DRILL-18V", "1", at: "E-1", on: "2026-07-01T08:00:00Z")
    try house.act(AddOperator(Operator(name: "anna", role: .admin, badge: "B-ANNA")))
    for (name, role) in [("maria", Operator.Role.counter), ("rita", .admin)] {
      try house.act(AddOperator(Operator(name: name, role: role)))
    }
    try house.edit(operator: "rita") { $0.isActive = false }
    try fill(&own)
    try fill(&foreign)
    own.lock = try PeopleHouse.addHouse(house)
    foreign.lock = own.lock
    for person in PeopleHouse.staff {
      try house.act(AddOperator(Operator(name: person.name, role: person.role), sites: ["NORTH"]))
    }
    for site in [own, foreign] {
      try house.act(AddOperator(Operator(name: site.own("HAND"), role: .counter), sites: [site.code]))
    }
  }

  private func fill(_ site: inout Site) throws {
    for number in 1...8 { try house.act(AddLocation(site.place(number), .with { $0.parent = site.code })) }
    try house.post(.receipt, "DRILL-18V", "50", at: site.place(1))
    try house.post(.receipt, "CABLE", "20", at: site.place(1), key: site.own("receipt"))
    for lot in ["L", "Q"] { try house.post(.receipt, "GLUE", "20", at: site.place(1), lot: site.own(lot)) }
    try house.act(QuarantineLot(site.own("Q"), of: "GLUE"))
    try house.post(.receipt, "SCALE", "2", at: site.place(1), serials: [site.own("X"), site.own("Y")])
    for number in 2...6 { try house.post(.receipt, "DRILL-18V", "10", at: site.place(number)) }
    try house.act(BuildPlate(site.own("P"), at: site.place(6), [PlateLine("DRILL-18V", Quantity(10))]))
    try house.act(BuildPlate(site.own("PC"), at: site.place(3), [PlateLine("DRILL-18V", Quantity(4))]))
    try house.act(SetPutAwayRule(.everything, at: site.place(1)))
    try house.act(SetRule("DRILL-18V", at: site.place(2), point: Quantity(90)))
    site.signal = try house.signal("DRILL-18V", at: site.place(2)).id
    try addStocktakes(&site)
    try addTransfers(&site)
    try addPromises(site)
    try addOrders(&site)
  }

  private func addStocktakes(_ site: inout Site) throws {
    site.open = try house.open(site.place(3))
    try house.count(site.open, "DRILL-18V", "9", in: site.place(3))
    // Anybody who counts may take back what nobody understood.
    let parked = CountEntry(.unknown, nil, Quantity(1), at: site.place(3), text: "what")
    try house.act(RecordCounts(site.open, [parked]), by: "maria")
    site.countEvent = try #require(house.books.ask(CountEventPage(site.open, isParked: true)).rows.first).id
    site.empty = try house.open(site.place(8))
    site.review = try house.open(site.place(4))
    try house.count(site.review, "DRILL-18V", "9", in: site.place(4))
    try house.reconcile(site.review)
    site.approved = try house.open(site.place(5))
    try house.count(site.approved, "DRILL-18V", "9", in: site.place(5))
    try house.reconcile(site.approved)
    try house.approve(site.approved)
  }

  private func addTransfers(_ site: inout Site) throws {
    func create(from: String, to: String, ships: Bool = true) throws -> String {
      try house.act(CreateTransfer(from: from, to: to, [TransferRequestLine("DRILL-18V", Quantity(5))]))
      let number = try #require(house.books.ask(TransferPage()).rows.first).transfer.number
      if ships { try house.act(ShipTransfer(number)) }
      return number
    }
    site.requested = try create(from: site.place(1), to: "E-1", ships: false)
    site.leaving = try create(from: site.place(1), to: "E-1")
    site.arriving = try create(from: "E-1", to: site.place(7))
    site.scanned = try create(from: "E-1", to: site.place(7))
    try house.act(RecordReceipts(site.scanned, [.init("DRILL-18V", Quantity(2))]))
    try house.act(RecordReceipts(site.arriving, [.parked("what")]))
    site.receiptEvent = try #require(house.books.ask(ReceiveEventPage(site.arriving, isParked: true)).rows.first).id
    site.received = try create(from: "E-1", to: site.place(7))
    try house.act(ReceiveTransfer(site.received), key: site.own("received"))
    let damaged = try create(from: "E-1", to: site.place(7))
    let line = ReceiveTransfer.Line("DRILL-18V", good: Quantity(3), damaged: Quantity(2))
    try house.act(ReceiveTransfer(damaged, [line]))
    site.discrepancy = try #require(house.books.ask(DiscrepancyPage(transfer: damaged)).rows.first).id
  }

  private func addPromises(_ site: Site) throws {
    for name in ["held", "sure"] {
      let line = ReserveStock.Line("DRILL-18V", at: site.place(1), Quantity(3))
      try house.act(ReserveStock(for: "order:\(site.own(name))", [line]))
    }
    try house.act(ConfirmReservation(.subject("order:\(site.own("sure"))")))
  }

  private func addOrders(_ site: inout Site) throws {
    let price = UnitCost(tenThousandths: 450_000)
    let draft = OrderDraft(
      vendor: "Acme", currency: "EUR", to: site.place(7), [.init("DRILL-18V", Quantity(5), price: price)])
    for name in ["draft", "sent", "pending"] { try house.act(CreateOrder(site.own(name), draft)) }
    for name in ["sent", "pending"] { try house.act(AdvanceOrder(site.own(name), .send)) }
    try house.act(ReceiveOrder(site.own("pending"), [ReceivedGoods("DRILL-18V", Quantity(2))], posts: false))
    site.receipt = try #require(house.books.ask(ReceiptPage(order: site.own("pending"))).rows.first).receipt.number
    func requisition() throws -> String {
      try house.act(CreateRequisition([.init("DRILL-18V", Quantity(2), at: site.place(7), vendor: "Acme")]))
      let rows = try house.books.ask(RequisitionPage()).rows
      return try #require(rows.max { $0.requisition.id.number < $1.requisition.id.number }).requisition.number
    }
    site.wanted = try requisition()
    site.approvedWanted = try requisition()
    try house.act(DecideRequisition(site.approvedWanted, .approve))
  }
}
