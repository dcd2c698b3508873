import Inventory
import Storage

/// Looks up what an act must know of requisitions, orders and receipts.
struct PurchaseFinder {
  let reader: Reader

  func order(_ number: String) throws(InventoryError) -> PurchaseOrder? {
    try reader.first(OrderTable.find(number), OrderTable.row)
  }

  func requisition(_ name: String) throws(InventoryError) -> Requisition? {
    guard let id = RequisitionID(name) else { return nil }
    return try reader.first(RequisitionTable.find(id), RequisitionTable.row)
  }

  func receipt(_ name: String) throws(InventoryError) -> Receipt? {
    guard let id = ReceiptID(name) else { return nil }
    return try reader.first(ReceiptTable.find(id), ReceiptTable.row)
  }

  /// - Parameters:
  ///   - items: as they were named.
  ///   - last: what was found of the order last time: what hangs on it is likely to be asked for again.
  func facts(
    _ need: PurchaseNeed, items: [String: Item], last: PurchaseFacts? = nil
  ) throws(InventoryError) -> PurchaseFacts {
    var facts = PurchaseFacts()
    if var guess = last {
      reader.ahead { () throws(InventoryError) in
        try addScanned(need, &guess)
        guess.receipt = last?.receipt
        try addPlaces(&guess)
        try addItems(&guess)
        try addGoods(need, items, &guess)
        try addLines(need, &guess)
      }
    }
    try addNumbers(&facts)
    if let name = need.receipt { facts.receipt = try receipt(name) }
    if let number = need.order {
      facts.order = try order(number)
    } else if let id = facts.receipt?.orderID {
      facts.order = try reader.first(OrderTable.find(id), OrderTable.row)
    }
    if let name = need.requisition { facts.requisition = try requisition(name) }
    try addScanned(need, &facts)
    try addLines(need, &facts)
    try addPlaces(&facts)
    try addItems(&facts)
    try addGoods(need, items, &facts)
    if !need.numbers.isEmpty { try addOrders(need.numbers, &facts) }
    return facts
  }

  private func addScanned(_ need: PurchaseNeed, _ facts: inout PurchaseFacts) throws(InventoryError) {
    guard need.isScanning, let order = facts.order else { return }
    facts.receipt = try reader.first(ReceiptTable.scanning(order.id), ReceiptTable.row)
  }

  private func addNumbers(_ facts: inout PurchaseFacts) throws(InventoryError) {
    try reader.each([
      Statement("SELECT ifnull(max(id), 0) + 1 FROM purchase_order"),
      Statement("SELECT ifnull(max(id), 0) + 1 FROM requisition"),
      Statement("SELECT ifnull(max(id), 0) + 1 FROM receipt"),
      Statement(
        """
        WITH RECURSIVE tried(number) AS (SELECT ifnull(max(id), 0) + 1 FROM purchase_order
          UNION ALL SELECT number + 1 FROM tried
          WHERE EXISTS (SELECT 1 FROM purchase_order o WHERE o.number = printf('PO-%04d', tried.number)))
        SELECT printf('PO-%04d', max(number)) FROM tried
        """),
    ]) { statement, row in
      switch statement {
      case 0: facts.nextOrder = row.integer(0)
      case 1: facts.nextRequisition = row.integer(0)
      case 2: facts.nextReceipt = row.integer(0)
      default: facts.nextOrderNumber = row.text(0)
      }
      return true
    }
  }

  private func addLines(_ need: PurchaseNeed, _ facts: inout PurchaseFacts) throws(InventoryError) {
    if let order = facts.order {
      facts.lines = try reader.all(OrderTable.lines(of: order.id)) { OrderTable.line($0) }
      facts.pending = try reader.all(
        Statement(
          "SELECT id FROM receipt WHERE purchase_order = ?1 AND status = 'pending' ORDER BY id",
          [.integer(order.id.number)])
      ) { ReceiptID($0.integer(0)) }
    }
    if let requisition = facts.requisition {
      facts.wanted = try reader.all(RequisitionTable.lines(of: [requisition.id]), RequisitionTable.line)
    }
    guard let receipt = facts.receipt else { return }
    facts.receiptLines = try reader.all(ReceiptTable.lines(of: receipt.id), ReceiptTable.line)
    if need.isUndoing { facts.posted = try posted(receipt.id) }
  }

  /// What a receipt brought, or was done with, when it was posted last: not what was expected before, nor what was taken back.
  private func posted(_ receipt: ReceiptID) throws(InventoryError) -> [PostedPurchase] {
    var lines: [Int64: Int] = [:]
    try reader.each(
      Statement(
        """
        SELECT p.entry, p.line FROM purchase_entry p CROSS JOIN ledger e ON e.seq = p.entry
        WHERE p.receipt = ?1 AND e.incoming <= 0 AND NOT EXISTS (SELECT 1 FROM entry_detail d
          WHERE d.reverses = p.entry OR d.entry = p.entry AND d.reverses IS NOT NULL)
        """, [.integer(receipt.number)])
    ) { row in
      lines[row.integer(0)] = Int(row.integer(1))
      return true
    }
    let numbers = lines.keys.sorted().map(String.init).joined(separator: ",")
    return try reader.all(
      Statement(
        """
        SELECT \(LedgerTable.columns) FROM json_each(?1) k CROSS JOIN ledger e ON e.seq = k.value \(LedgerTable.joins)
        ORDER BY e.seq
        """, [.text("[\(numbers)]")])
    ) { row in
      let entry = LedgerTable.entry(row)
      return PostedPurchase(entry: entry, line: lines[entry.id] ?? 0)
    }
  }

  private func addPlaces(_ facts: inout PurchaseFacts) throws(InventoryError) {
    if let order = facts.order { facts.destination = try place(order.destination) }
    if let receipt = facts.receipt { facts.place = try place(receipt.location) }
    for location in Set(facts.wanted.compactMap(\.location)) { facts.wantedPlaces[location] = try place(location) }
  }

  private func place(_ location: LocationID) throws(InventoryError) -> Location? {
    try reader.first(LocationTable.find(location)) { LocationTable.location($0) }
  }

  private func addItems(_ facts: inout PurchaseFacts) throws(InventoryError) {
    let ids = Set(facts.lines.map(\.item) + facts.wanted.map(\.item) + facts.receiptLines.map(\.item))
    guard !ids.isEmpty else { return }
    try reader.each(
      Statement(
        "SELECT \(ItemTable.columns) FROM json_each(?1) k CROSS JOIN item i ON i.id = k.value",
        [.numbers(ids.map(\.number))])
    ) { row in
      let item = ItemTable.item(row)
      facts.items[item.id] = item
      return true
    }
  }

  /// Lots and serials of what came and of what is written down.
  private func addGoods(
    _ need: PurchaseNeed, _ items: [String: Item], _ facts: inout PurchaseFacts
  ) throws(InventoryError) {
    // As they are spelt: the database knows fewer letters that are the same in capitals.
    var lots: [PurchaseFacts.LotOfItem: String] = [:]
    var serials: [SerialNumber: String] = [:]
    for goods in need.goods {
      guard let item = items[goods.item] else { continue }
      if let lot = goods.lot { lots[PurchaseFacts.LotOfItem(item.id, lot)] = lot }
      for serial in goods.serials { serials[SerialNumber(item.id, serial)] = serial }
    }
    for line in facts.receiptLines {
      if let lot = line.lot { lots[PurchaseFacts.LotOfItem(line.item, lot)] = lot }
      for serial in line.serials { serials[SerialNumber(line.item, serial)] = serial }
    }
    let (asked, numbers) = (Array(lots), Array(serials))
    if !asked.isEmpty {
      try reader.each(
        asked.map { lot, code in
          Statement(
            "SELECT \(LotTable.columns) FROM lot t WHERE t.item = ?1 AND t.code = ?2", [.id(lot.item), .text(code)])
        }
      ) { index, row in
        facts.lots[asked[index].key] = LotTable.versioned(row)
        return true
      }
    }
    guard !numbers.isEmpty else { return }
    try reader.each(
      numbers.map { serial, code in
        Statement(
          "SELECT \(SerialTable.factColumns) FROM serial n \(SerialTable.factJoins) WHERE n.item = ?1 AND n.code = ?2",
          [.id(serial.item), .text(code)])
      }
    ) { index, row in
      facts.serials[numbers[index].key] = SerialTable.fact(row)
      return true
    }
  }

  /// The orders that have these numbers, with their lines.
  private func addOrders(_ numbers: Set<String>, _ facts: inout PurchaseFacts) throws(InventoryError) {
    let asked = Array(numbers)
    var found: [OrderID: PurchaseOrder] = [:]
    try reader.each(asked.map { OrderTable.find($0) }) { _, row in
      let order = OrderTable.row(row)
      found[order.id] = order
      return true
    }
    guard !found.isEmpty else { return }
    var lines: [OrderID: [OrderLine]] = [:]
    try reader.each(
      Statement(
        """
        SELECT \(OrderTable.lineColumns) FROM json_each(?1) k CROSS JOIN order_line c ON c.purchase_order = k.value
        CROSS JOIN item i ON i.id = c.item ORDER BY c.purchase_order, c.number
        """, [.numbers(found.keys.map(\.number))])
    ) { row in
      let line = OrderTable.line(row)
      lines[line.order, default: []].append(line)
      return true
    }
    for order in found.values { facts.orders[order.number.lowercased()] = (order, lines[order.id] ?? []) }
  }
}

extension FactFinder {
  func addPurchase(_ needs: Needs, _ catalog: Catalog, _ facts: inout Facts) throws(InventoryError) {
    if let need = needs.purchase {
      let last = need.order.flatMap { catalog.purchase($0) }
      let found = try PurchaseFinder(reader: reader).facts(need, items: facts.items, last: last)
      if let order = need.order, found.order != nil, !reader.isGuessing { catalog.remember(found, of: order) }
      // Of a guess, what was found last time is the better one.
      facts.purchase = reader.isGuessing ? last ?? found : found
    }
    let entries = Set(facts.entries.keys).union(facts.actEntries.map(\.id))
    guard !entries.isEmpty else { return }
    try reader.each(
      Statement(
        """
        SELECT p.entry, o.number, p.receipt FROM json_each(?1) k CROSS JOIN purchase_entry p ON p.entry = k.value
        LEFT JOIN purchase_order o ON o.id = p.purchase_order
        """, [.numbers(entries)])
    ) { row in
      facts.purchasesOfEntries[row.integer(0)] = row.textOrNil(1) ?? ReceiptID(row.integer(2)).description
      return true
    }
  }
}
