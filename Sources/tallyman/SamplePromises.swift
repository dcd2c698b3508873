import Inventory

/// What is promised, low and on order in the sample warehouse: orders from a shop that hold goods, one of which waits for
/// more; rules with vendors and lead times; purchase orders on their way, one of them already short.
struct SamplePromises {
  private let service: any InventoryService
  private let now: Instant
  private var count = 0

  init(_ service: any InventoryService, now: Instant) {
    self.service = service
    self.now = now
  }

  mutating func fill() throws(InventoryError) {
    try setRules()
    try buy()
    try promise()
    try perform(ComputeSignals(), by: "anna", before: 0)
    try perform(TendSignals([try signal(of: "YOK-010", at: "SOUTH")], .acknowledge), by: "ben", before: 0)
  }

  private static let hour: Int64 = 3_600_000
  private static let day = 24 * hour

  private mutating func setRules() throws(InventoryError) {
    func rule(
      _ sku: String, at place: String, point: Int, maximum: Int, multiple: Int = 12, lead: Int, from vendor: String
    ) -> SetRule {
      SetRule(
        sku, at: place, point: Quantity(point), maximum: Quantity(maximum), multiple: Quantity(multiple),
        leadDays: lead, vendor: vendor)
    }
    let rules = [
      rule("WID-220", at: "NORTH", point: 160, maximum: 480, multiple: 48, lead: 10, from: "BOLTCO"),
      rule("WID-100", at: "NORTH", point: 90, maximum: 180, lead: 10, from: "BOLTCO"),
      rule("GLU-1", at: "NORTH", point: 60, maximum: 108, lead: 7, from: "CHEMCO"),
      rule("YOK-010", at: "SOUTH", point: 5, maximum: 15, multiple: 5, lead: 21, from: "BOLTCO"),
      rule("WRP-500", at: "NORTH", point: 60, maximum: 120, lead: 14, from: "PACKWELL"),
      rule("ZIP-330", at: "NORTH", point: 2600, maximum: 4000, multiple: 500, lead: 10, from: "CABELO"),
    ]
    for rule in rules { try perform(rule, by: "anna", before: 9 * SamplePromises.day) }
  }

  private mutating func buy() throws(InventoryError) {
    let today = now.day.daysSince1970
    let cable = OrderDraft(
      vendor: "CABELO", currency: "EUR", to: "NORTH/D-1",
      [
        .init("ZIP-330", Quantity(1000), price: price("0.04")), .init("ZIP-320", Quantity(500), price: price("0.04")),
      ], expectedOn: Day(daysSince1970: today + 2))
    try perform(CreateOrder("PO-790", cable), by: "anna", before: 4 * SamplePromises.day)
    try perform(AdvanceOrder("PO-790", .send), by: "anna", before: 4 * SamplePromises.day)
    let bolts = OrderDraft(
      vendor: "BOLTCO", currency: "EUR", to: "NORTH/D-1",
      [
        .init("WID-100", Quantity(200), price: price("0.11")), .init("SCR-310", Quantity(400), price: price("0.07")),
      ], expectedOn: Day(daysSince1970: today - 1))
    try perform(CreateOrder("PO-771", bolts), by: "anna", before: 6 * SamplePromises.day)
    try perform(AdvanceOrder("PO-771", .send), by: "anna", before: 6 * SamplePromises.day)
    let came = [
      ReceivedGoods("WID-100", Quantity(120)), ReceivedGoods("SCR-310", Quantity(400), rejected: Quantity(20)),
    ]
    try perform(
      ReceiveOrder("PO-771", came, posts: true, reference: "DN-5512"), by: "ben", before: SamplePromises.day)
    let wanted = [
      CreateRequisition.Line("WRP-500", Quantity(72), at: "NORTH", vendor: "PACKWELL"),
      CreateRequisition.Line("TAP-310", Quantity(48), at: "NORTH", vendor: "PACKWELL"),
    ]
    try perform(CreateRequisition(wanted), by: "ben", before: 5 * SamplePromises.hour)
    let sample = ExpectGoods(
      "NUSS-01", Quantity(24), at: "SOUTH", vendor: "SWEETS", expectedOn: Day(daysSince1970: today + 1))
    try perform(sample, by: "maria", before: 2 * SamplePromises.hour)
  }

  private mutating func promise() throws(InventoryError) {
    let order = ReserveStock(
      for: "order:so-2240",
      [
        .init("WID-220", at: "NORTH", Quantity(24)), .init("TAP-300", at: "NORTH", Quantity(6)),
        .init("SIL-310", at: "NORTH", Quantity(4)),
      ], life: .unlimited)
    try perform(order, by: "shop", before: 20 * SamplePromises.hour)
    try perform(ConfirmReservation(.subject("order:so-2240")), by: "shop", before: 19 * SamplePromises.hour)
    let more = ReserveStock(
      for: "order:so-2251", [.init("YOK-010", at: "SOUTH", Quantity(4))], life: .unlimited, lacking: .wait,
      due: Day(daysSince1970: now.day.daysSince1970 + 5))
    try perform(more, by: "shop", before: 3 * SamplePromises.hour)
    let cart = ReserveStock(
      for: "cart:8812", [.init("DRILL-18V", at: "NORTH", Quantity(2))],
      life: .until(now.adding(milliseconds: 40 * 60_000)))
    try perform(cart, by: "shop", before: 20 * 60_000)
  }

  private func price(_ text: String) -> UnitCost { UnitCost(text) ?? UnitCost(tenThousandths: 0) }

  private func signal(of sku: String, at place: String) throws(InventoryError) -> RuleID {
    guard let found = try service.ask(RulePage(item: sku, location: place), for: .house).rows.first else {
      throw .noSuchItem(sku)
    }
    return found.id
  }

  private mutating func perform(_ act: some Act, by actor: String, before: Int64) throws(InventoryError) {
    count += 1
    let then = now.adding(milliseconds: -before)
    _ = try service.perform(
      act, ActContext(key: "sample-promise-\(count)", actor: actor, terminal: "sample", now: then))
  }
}
