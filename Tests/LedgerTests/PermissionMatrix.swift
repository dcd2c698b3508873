import Inventory

/// Every act there is, and who may do it where: the least role, and how far it is a matter of sites. What stands here is
/// held against the books by ``PermissionTests``.
enum PermissionMatrix {
  /// What an act comes to for somebody who has sites.
  enum Reach {
    /// The house's: done wherever it is about.
    case house
    /// Done at an own site, refused at another.
    case site
    /// As `site`, row by row of a file.
    case rows
    /// At no site of anybody's: only for who has none.
    case nobodys
    /// As `site`, and it is about somebody who works there.
    case people
  }

  struct Row: Sendable {
    let name: String
    let least: Operator.Role
    let reach: Reach
    let act: @Sendable (PeopleHouse.Site, _ actor: String) -> any Act

    init(
      _ least: Operator.Role, _ reach: Reach, _ name: String,
      _ act: @escaping @Sendable (PeopleHouse.Site) -> any Act
    ) {
      self.init(least, reach, name) { site, _ in act(site) }
    }

    init(
      _ least: Operator.Role, _ reach: Reach, _ name: String,
      of act: @escaping @Sendable (PeopleHouse.Site, String) -> any Act
    ) {
      self.name = name
      self.least = least
      self.reach = reach
      self.act = act
    }
  }

  static let rows = people + goods + counting + transfers + promises + buying + files + keeping + telling

  private static let one = Quantity(1)
  private static let price = UnitCost(tenThousandths: 450_000)

  private static func draft(_ site: PeopleHouse.Site) -> OrderDraft {
    OrderDraft(vendor: "Acme", currency: "EUR", to: site.place(7), [.init("DRILL-18V", one, price: price)])
  }

  private static let people: [Row] = [
    Row(.admin, .people, "take somebody in") { AddOperator(Operator(name: "nina", role: .dock), sites: [$0.code]) },
    Row(.admin, .people, "change somebody") { EditOperator($0.own("HAND"), .with { $0.limits = "5%" }) },
    Row(.admin, .people, "give somebody a role") { EditOperator($0.own("HAND"), .with { $0.role = .admin }) },
    Row(.counter, .house, "change one's own PIN") { _ in ChangePin(from: nil, to: PinHash("$y$new")) },
    Row(.admin, .house, "set a setting") { _ in SetSetting("count_blind", "no") },
    Row(.counter, .house, "sign in", of: { _, actor in RecordSignIn(actor, .badge) }),
    Row(.dock, .house, "add an item") { _ in AddItem(Item(code: ItemCode(sku: "NEW"), name: "New")) },
    Row(.dock, .house, "edit an item") { _ in EditItem("CABLE", .with { $0.name = "Wire" }) },
    Row(.dock, .site, "add a place") { at in AddLocation("NEW", .with { $0.parent = at.code }) },
    Row(.dock, .nobodys, "add a site") { _ in AddLocation("WEST") },
    Row(.dock, .site, "edit a place") { at in EditLocation(at.place(2), .with { $0.name = "Corner" }) },
    Row(.dock, .nobodys, "move a place to another site") { at in
      EditLocation(at.place(8), .with { $0.parent = "EAST" })
    },
  ]

  private static let goods: [Row] = [
    Row(.dock, .site, "post a movement") { at in
      PostMovements([MovementLine(.receipt, "DRILL-18V", one, at: at.place(1))])
    },
    Row(.supervisor, .site, "post past a hold") { at in
      PostMovements([MovementLine(.receipt, "DRILL-18V", one, at: at.place(1))], overridesHold: true)
    },
    Row(.dock, .site, "reverse a movement") { at in ReverseMovement(.act(key: at.own("receipt"))) },
    Row(.dock, .site, "note something of stock") { at in EditStock("DRILL-18V", at: at.place(1), bin: "7") },
    Row(.dock, .house, "add a lot") { _ in AddLot("NEW", of: "GLUE") },
    Row(.dock, .site, "add a lot with goods") { at in
      AddLot("NEW", of: "GLUE", quantity: one, at: at.place(1))
    },
    Row(.dock, .site, "edit a lot") { at in
      EditLot(at.own("L"), of: "GLUE", expires: .some(SampleWarehouse.noon.adding(milliseconds: 86_400_000).day))
    },
    Row(.dock, .site, "quarantine a lot") { at in QuarantineLot(at.own("L"), of: "GLUE") },
    Row(.dock, .site, "quarantine some of a lot") { at in
      QuarantineLot(at.own("L"), of: "GLUE", quantity: one, at: at.place(1))
    },
    Row(.dock, .site, "release a lot") { at in ReleaseLot(at.own("Q"), of: "GLUE") },
    Row(.dock, .site, "split a lot") { at in SplitLot(at.own("L"), of: "GLUE", into: "NEW", one, at: at.place(1)) },
    Row(.dock, .house, "write down what expired") { _ in ExpireLots() },
    Row(.dock, .site, "register serials") { at in RegisterSerials("SCALE", at: at.place(1), serials: ["NEW"]) },
    Row(.dock, .site, "move a serial") { at in MoveSerial(at.own("X"), to: at.place(2)) },
    Row(.dock, .site, "decommission a serial") { at in DecommissionSerial(at.own("X"), reason: "BROKEN") },
    Row(.dock, .site, "edit a serial") { at in EditSerial(at.own("X"), owner: "Acme") },
    Row(.dock, .site, "build a pallet") { at in BuildPlate("NEW", at: at.place(1), [PlateLine("DRILL-18V", one)]) },
    Row(.dock, .site, "move a pallet") { at in MovePlate(at.own("P"), to: at.place(2)) },
    Row(.dock, .site, "open a pallet") { at in OpenPlate(at.own("P")) },
    Row(.dock, .site, "set a put-away rule") { at in SetPutAwayRule(.item("CABLE"), at: at.place(1)) },
    Row(.dock, .site, "remove a put-away rule") { at in RemovePutAwayRule(.everything, at: at.place(1)) },
    Row(.supervisor, .site, "set a rule") { at in SetRule("CABLE", at: at.place(1), point: one) },
    Row(.supervisor, .site, "remove a rule") { at in RemoveRule("DRILL-18V", at: at.place(2)) },
    Row(.supervisor, .site, "tend a signal") { at in TendSignals([at.signal], .acknowledge) },
    Row(.counter, .house, "compute signals") { _ in ComputeSignals() },
  ]

  private static let counting: [Row] = [
    Row(.supervisor, .site, "open a stocktake") { at in OpenStocktake(at.place(2)) },
    Row(.counter, .site, "open a bin") { at in OpenBin(at.empty, at.place(8)) },
    Row(.counter, .site, "count a bin empty") { at in CountEmptyBin(at.empty, at.place(8)) },
    Row(.counter, .site, "close a bin") { at in CloseBin(at.open, at.place(3)) },
    Row(.counter, .site, "count") { at in
      RecordCounts(at.open, [CountEntry(.typed, "DRILL-18V", one, at: at.place(3))])
    },
    Row(.counter, .site, "count a pallet") { at in CountPlate(at.own("PC"), in: at.open) },
    Row(.counter, .site, "load counts") { at in
      ImportCounts(at.open, [CountEntry(.typed, "DRILL-18V", one, at: at.place(3))])
    },
    Row(.counter, .site, "take a count back") { at in NegateCount(at.open, event: at.countEvent) },
    Row(.supervisor, .site, "reconcile a stocktake") { at in ReconcileStocktake(at.open) },
    Row(.supervisor, .site, "decide on counts") { at in DecideCounts(at.review, .approve, .all) },
    Row(.supervisor, .site, "apply a stocktake") { at in ApplyStocktake(at.approved) },
    Row(.supervisor, .site, "cancel a stocktake") { at in CancelStocktake(at.open) },
    Row(.supervisor, .site, "count and apply at once") { at in CountNow("DRILL-18V", one, at: at.place(2)) },
    Row(.supervisor, .house, "classify items") { _ in ClassifyItems() },
    Row(.supervisor, .house, "set a tolerance of an item") { _ in SetTolerance(.item("CABLE"), Tolerance("5%")) },
    Row(.supervisor, .site, "set a tolerance of a place") { at in
      SetTolerance(.location(at.place(1)), Tolerance("5%"))
    },
  ]

  private static let transfers: [Row] = [
    Row(.dock, .site, "ask for goods from there") { at in
      CreateTransfer(from: at.place(1), to: "E-1", [TransferRequestLine("DRILL-18V", one)])
    },
    Row(.dock, .site, "ask for goods to there") { at in
      CreateTransfer(from: "E-1", to: at.place(7), [TransferRequestLine("DRILL-18V", one)])
    },
    Row(.dock, .site, "edit a transfer") { at in
      var edit = EditTransfer(at.requested)
      edit.note = "soon"
      return edit
    },
    Row(.dock, .site, "ship a transfer") { at in ShipTransfer(at.requested) },
    Row(.dock, .site, "cancel a transfer") { at in CancelTransfer(at.requested) },
    Row(.dock, .site, "receive a transfer") { at in ReceiveTransfer(at.arriving) },
    Row(.dock, .site, "scan what arrives") { at in RecordReceipts(at.arriving, [.init("DRILL-18V")]) },
    Row(.dock, .site, "take a scan back") { at in NegateReceipt(at.arriving, event: at.receiptEvent) },
    Row(.dock, .site, "post what was scanned") { at in PostReceipt(at.scanned) },
    Row(.dock, .site, "take a receipt back") { at in TakeBackReceipt(at.received, receipt: at.own("received")) },
    Row(.dock, .site, "close a transfer short") { at in CloseShort(at.arriving, reason: "LOST") },
    Row(.dock, .site, "close what left short") { at in CloseShort(at.leaving, reason: "LOST") },
    Row(.dock, .site, "send a transfer back") { at in ReturnTransfer(at.leaving) },
    Row(.supervisor, .site, "settle a discrepancy") { at in ResolveDiscrepancy(at.discrepancy, .accepted) },
  ]

  private static let promises: [Row] = [
    Row(.dock, .site, "reserve stock") { at in
      ReserveStock(for: "order:new", [ReserveStock.Line("DRILL-18V", at: at.place(1), one)])
    },
    Row(.dock, .site, "confirm a reservation") { at in ConfirmReservation(.subject("order:\(at.own("held"))")) },
    Row(.dock, .site, "extend a reservation") { at in
      ExtendReservation(.subject("order:\(at.own("held"))"), .unlimited)
    },
    Row(.dock, .site, "fulfil a reservation") { at in FulfilReservation(.subject("order:\(at.own("sure"))")) },
    Row(.dock, .site, "release a reservation") { at in ReleaseReservation(.subject("order:\(at.own("sure"))")) },
    Row(.counter, .house, "write down what lapsed") { _ in SweepReservations() },
    Row(.counter, .house, "serve what waits") { _ in ServeBackorders([]) },
  ]

  private static let buying: [Row] = [
    Row(.dock, .site, "want goods") { at in CreateRequisition([.init("DRILL-18V", one, at: at.place(7))]) },
    Row(.dock, .house, "want goods anywhere") { _ in CreateRequisition([.init("DRILL-18V", one)]) },
    Row(.supervisor, .site, "approve a requisition") { at in DecideRequisition(at.wanted, .approve) },
    Row(.supervisor, .site, "order a requisition") { at in
      OrderRequisition(at.approvedWanted, from: "Acme", currency: "EUR")
    },
    Row(.supervisor, .site, "write an order") { at in CreateOrder("NEW", draft(at)) },
    Row(.supervisor, .site, "edit an order") { at in EditOrder(at.own("draft"), note: "soon") },
    Row(.supervisor, .nobodys, "have an order delivered to another site") { at in
      EditOrder(at.own("draft"), to: "E-1")
    },
    Row(.supervisor, .site, "send an order") { at in AdvanceOrder(at.own("draft"), .send) },
    Row(.dock, .site, "receive an order") { at in
      ReceiveOrder(at.own("sent"), [ReceivedGoods("DRILL-18V", one)], posts: true)
    },
    Row(.dock, .site, "scan what an order brings") { at in
      ScanReceipt(at.own("sent"), [ReceivedGoods("DRILL-18V", one)])
    },
    Row(.dock, .site, "settle a receipt") { at in SettleReceipt(at.receipt, .post) },
    Row(.dock, .site, "expect goods") { at in ExpectGoods("DRILL-18V", one, at: at.place(7)) },
  ]

  private static let files: [Row] = [
    Row(.dock, .house, "import items") { _ in
      ImportItems([ImportItems.Row(ItemCode(sku: "NEW"), .with { $0.name = "New" })])
    },
    Row(.dock, .rows, "import places") { at in
      ImportLocations([ImportLocations.Row("NEW", .with { $0.parent = at.code })])
    },
    Row(.dock, .rows, "import stock") { at in
      ImportStock([ImportStock.Row("DRILL-18V", at: at.place(1), onHand: Quantity(7))])
    },
    Row(.dock, .rows, "import movements") { at in
      ImportMovements([MovementLine(.receipt, "DRILL-18V", one, at: at.place(1))])
    },
    Row(.supervisor, .rows, "import rules") { at in ImportRules([SetRule("CABLE", at: at.place(1), point: one)]) },
    Row(.supervisor, .rows, "import orders") { at in
      ImportOrders([
        ImportOrders.Row(
          "NEW", vendor: "Acme", currency: "EUR", to: at.place(7), .init("DRILL-18V", one, price: price))
      ])
    },
  ]
}
