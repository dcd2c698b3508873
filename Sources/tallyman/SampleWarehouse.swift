import Inventory

/// A small filled warehouse to look around in: two sites with rooms and bins, sixty items, four weeks of movements. It is
/// made by the same acts that people use, from fixed figures, so that it is the same each time but for the dates.
struct SampleWarehouse {
  let service: any InventoryService
  let now: Instant
  private var chance = Chance()
  private var count = 0

  init(_ service: any InventoryService, now: Instant) {
    self.service = service
    self.now = now
  }

  /// Fills an empty database.
  mutating func fill() throws(InventoryError) {
    try addPlaces()
    try addItems()
    try addOpeningStock()
    try addHistory()
    try addPoints()
    var stocktakes = SampleStocktakes(service, now: now)
    try stocktakes.fill()
    var transfers = SampleTransfers(service, now: now)
    try transfers.fill()
    var promises = SamplePromises(service, now: now)
    try promises.fill()
    var house = SampleHouse(service, now: now)
    try house.fill()
  }

  private mutating func perform(_ act: some Act, by actor: String = "anna") throws(InventoryError) {
    count += 1
    let answer = try service.perform(
      act, ActContext(key: "sample-\(count)", actor: actor, terminal: "sample", now: now))
    if let rejection = answer.rejections.first { throw rejection.error }
  }

  private mutating func addPlaces() throws(InventoryError) {
    func place(
      _ code: String, _ name: String, _ kind: LocationKind, in parent: String?, type: String? = nil
    ) -> ImportLocations.Row {
      var edits = LocationEdits()
      edits.name = name
      edits.kind = kind
      edits.parent = parent
      edits.roomType = type
      return ImportLocations.Row(code, edits)
    }
    var rows = [
      place("NORTH", "North warehouse", .site, in: nil), place("SOUTH", "South store", .site, in: nil),
      place("N-HALL", "Hall", .room, in: "NORTH", type: "storage"),
      place("N-VAULT", "Vault", .room, in: "NORTH", type: "vault"),
      place("N-DOCK", "Dock", .room, in: "NORTH", type: "dock"),
      place("Q-01", "Quarantine", .room, in: "NORTH", type: "quarantine"),
      place("S-FLOOR", "Sales floor", .room, in: "SOUTH", type: "sales_floor"),
      place("D-1", "Dock door 1", .bin, in: "N-DOCK"), place("V-01", "", .bin, in: "N-VAULT"),
      place("V-02", "", .bin, in: "N-VAULT"),
    ]
    for aisle in ["A", "B"] {
      for rack in 1...4 {
        for shelf in 1...3 { rows.append(place("\(aisle)-0\(rack)-\(shelf)", "", .bin, in: "N-HALL")) }
      }
    }
    for shelf in 1...6 { rows.append(place("S-1\(shelf)", "", .bin, in: "S-FLOOR")) }
    try perform(ImportLocations(rows))
  }

  private mutating func addItems() throws(InventoryError) {
    let rows = SampleItem.all.enumerated().map { index, sample in
      var edits = ItemEdits()
      edits.name = sample.name
      edits.category = sample.category
      edits.unit = UnitOfMeasure(sample.unit)
      edits.tracking = sample.tracking
      edits.cost = UnitCost(sample.cost)
      edits.currency = "EUR"
      edits.barcodes = [Barcode(CheckDigit.completed("40063810\(1000 + index)"))]
      if sample.unit == "pcs" { edits.packs = [Pack("case", Quantity(12))] }
      return ImportItems.Row(ItemCode(sku: sample.sku), edits)
    }
    try perform(ImportItems(rows))
  }

  private mutating func addOpeningStock() throws(InventoryError) {
    let opened = now.adding(milliseconds: -29 * 86_400_000)
    var lines: [MovementLine] = []
    for (index, sample) in SampleItem.all.enumerated() {
      let quantity = Quantity(sample.opening)
      var line = MovementLine(
        .opening, sample.sku, quantity, at: bin(of: index), cost: UnitCost(sample.cost), occurredAt: opened)
      switch sample.tracking {
      case .none: break
      case .lot:
        line.lot = "L24\(10 + index)"
        line.expires = Day(daysSince1970: now.day.daysSince1970 + 20 + index * 3)
      case .serial: line.serials = (1...sample.opening).map { "\(sample.sku)-\(1000 + $0)" }
      }
      lines.append(line)
      if index % 3 == 0, sample.tracking == .none {
        lines.append(
          MovementLine(
            .opening, sample.sku, Quantity(sample.opening / 2 + 1), at: "S-1\(index / 3 % 6 + 1)",
            cost: UnitCost(sample.cost), occurredAt: opened))
      }
    }
    try perform(PostMovements(lines))
  }

  private func bin(of index: Int) -> String {
    "\(index % 2 == 0 ? "A" : "B")-0\(index / 2 % 4 + 1)-\(index / 8 % 3 + 1)"
  }

  /// Sales, receipts, the odd damage: a few each day.
  private mutating func addHistory() throws(InventoryError) {
    var lines: [MovementLine] = []
    var left = SampleItem.all.map(\.opening)
    for day in stride(from: 28, through: 1, by: -1) {
      for _ in 0..<14 {
        let index = chance.below(SampleItem.all.count)
        let sample = SampleItem.all[index]
        guard sample.tracking == .none else { continue }
        let hour = Int64(8 + chance.below(10)) * 3_600_000 + Int64(chance.below(60)) * 60_000
        let occurredAt = Instant(milliseconds: Int64(now.day.daysSince1970 - day) * 86_400_000 + hour)
        let take = 1 + chance.below(max(1, sample.opening / 12))
        let kind: MovementKind
        switch chance.below(12) {
        case 0: kind = .receipt
        case 1: kind = .damage
        default: kind = .issue
        }
        if kind != .receipt, left[index] < take { continue }
        left[index] += kind == .receipt ? take * 3 : -take
        lines.append(
          MovementLine(
            kind, sample.sku, Quantity(kind == .receipt ? take * 3 : take), at: bin(of: index),
            reason: kind == .issue ? "SALE" : nil,
            reference: kind == .receipt ? "PO-\(700 + lines.count)" : kind == .issue ? "so-\(2000 + lines.count)" : nil,
            occurredAt: occurredAt))
      }
    }
    lines.sort { ($0.occurredAt ?? now) < ($1.occurredAt ?? now) }
    try perform(ImportMovements(lines), by: "shop")
  }

  /// Reorder points, a few of them above what is there, and a hold for an order.
  private mutating func addPoints() throws(InventoryError) {
    let rows = SampleItem.all.enumerated().map { index, sample in
      ImportStock.Row(
        sample.sku, at: bin(of: index), onHand: nil,
        reorderPoint: Quantity(index % 7 == 3 ? sample.opening + 10 : sample.opening / 4))
    }
    try perform(ImportStock(rows))
    try perform(
      PostMovements([
        MovementLine(
          .reserve, "WID-100", Quantity(12), at: bin(of: SampleItem.index(of: "WID-100")), reference: "so-2231")
      ]), by: "shop")
    try perform(
      PostMovements([
        MovementLine(
          .transferOut, "BOX-12", Quantity(2), at: bin(of: SampleItem.index(of: "BOX-12")), to: "Q-01",
          note: "crushed in transit")
      ]), by: "ben")
  }
}

/// A small generator with a fixed seed (xorshift).
private struct Chance {
  private var state: UInt64 = 88_172_645_463_325_252

  mutating func below(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(bound))
  }
}

/// What the sample warehouse stocks.
private struct SampleItem {
  var sku: String
  var name: String
  var category: String
  var unit = "pcs"
  var tracking = Tracking.none
  var cost: String
  var opening: Int

  static func index(of sku: String) -> Int { all.firstIndex { $0.sku == sku } ?? 0 }

  static let all: [SampleItem] =
    named + sizes("WID", "Widget M", "Fasteners", ["4 zinc", "5 zinc", "6 zinc", "8 zinc", "10 zinc"], "0.12", 400)
    + sizes("SCR", "Wood screw ", "Fasteners", ["3x20", "4x30", "4x40", "5x50", "6x80", "8x100"], "0.08", 900)
    + sizes("ZIP", "Cable tie ", "Cable", ["100 mm", "200 mm", "280 mm", "370 mm"], "0.05", 2400)
    + sizes("TAP", "Tape ", "Packing", ["19 mm", "25 mm", "48 mm clear", "48 mm brown"], "1.35", 160)
    + sizes("GLV", "Work gloves ", "Safety", ["S", "M", "L", "XL"], "2.90", 60)
    + sizes("BIT", "Drill bit ", "Tools", ["3 mm", "4 mm", "5 mm", "6 mm", "8 mm", "10 mm"], "1.75", 45)

  private static let named = [
    SampleItem(sku: "BOX-12", name: "Carton 12", category: "Packing", cost: "0.48", opening: 80),
    SampleItem(sku: "BOX-24", name: "Carton 24", category: "Packing", cost: "0.71", opening: 64),
    SampleItem(sku: "CBL-3G15", name: "Cable 3G1.5", category: "Cable", unit: "m", cost: "0.92", opening: 300),
    SampleItem(sku: "DRILL-18V", name: "Cordless drill 18 V", category: "Tools", cost: "89.00", opening: 14),
    SampleItem(
      sku: "GLU-1", name: "Glue 250 ml", category: "Chemicals", tracking: .lot, cost: "3.20", opening: 48),
    SampleItem(
      sku: "SIL-310", name: "Silicone 310 ml", category: "Chemicals", tracking: .lot, cost: "4.10", opening: 36),
    SampleItem(sku: "SER-7", name: "Scale S7", category: "Tools", tracking: .serial, cost: "312.00", opening: 4),
    SampleItem(sku: "WID-100", name: "Widget M4 zinc", category: "Fasteners", cost: "0.12", opening: 96),
    SampleItem(sku: "WID-220", name: "Widget M6 A2", category: "Fasteners", cost: "0.31", opening: 140),
    SampleItem(sku: "WIP-001", name: "Wipes 80", category: "Safety", cost: "2.10", opening: 120),
    SampleItem(sku: "WRP-500", name: "Pallet wrap 500 mm", category: "Packing", cost: "6.40", opening: 54),
    SampleItem(sku: "YOK-010", name: "Yoke 10 mm", category: "Fasteners", cost: "1.95", opening: 30),
    SampleItem(
      sku: "ZNC-001", name: "Zinc spray 400 ml", category: "Chemicals", tracking: .lot, cost: "5.60", opening: 16),
    SampleItem(sku: "NUSS-01", name: "Nuß-Nougat-Creme 400 g", category: "Food", cost: "2.35", opening: 72),
  ]

  private static func sizes(
    _ sku: String, _ name: String, _ category: String, _ sizes: [String], _ cost: String, _ opening: Int
  ) -> [SampleItem] {
    sizes.enumerated().map { index, size in
      SampleItem(
        sku: "\(sku)-\(300 + index * 10)", name: name + size, category: category, cost: cost,
        opening: opening + index * 7)
    }
  }
}
