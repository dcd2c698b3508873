import Inventory
import Testing

/// What a list of stock should say, kept in plain arrays: the truth that pages are compared with.
struct StockModel {
  struct Record {
    var item: Item
    var location: Location
    var balances = Balances.zero
    var reorderPoint: Quantity?

    var name: String {
      "\(item.code)@\(location.code) \(balances.onHand) \(balances.reserved) \(reorderPoint?.description ?? "-")"
    }
  }

  var records: [Record] = []

  /// The names of the records that the question means, in its order.
  func answer(_ question: StockPage) -> [String] {
    let meant = records.filter { matches($0, question.filter) }
    guard let text = question.filter.text, !text.split(separator: " ").isEmpty else {
      let rising = meant.sorted { isBefore($0, $1, question.sort) }
      return (question.isDescending ? rising.reversed() : rising).map(\.name)
    }
    let words = text.split(separator: " ").map(String.init)
    let first = meant.filter { folded($0.item.code.sku).starts(with: folded(words.joined(separator: " "))) }
    let others = meant.filter { record in
      !first.contains { $0.name == record.name } && holds(record.item, words)
    }
    return first.sorted { isBefore($0, $1, .item) }.map(\.name)
      + others.sorted { isBefore($0, $1, .record) }.map(\.name)
  }

  private func holds(_ item: Item, _ words: [String]) -> Bool {
    let texts = [item.code.sku, item.code.variant, item.name].map { folded($0) }
    guard words.contains(where: { $0.unicodeScalars.count >= 3 }) else {
      return texts[2].starts(with: folded(words.joined(separator: " ")))
    }
    return words.allSatisfy { word in
      word.unicodeScalars.count >= 3
        ? texts.contains { contains($0, folded(word)) }
        : contains(folded("\(item.code.sku) \(item.code.variant) \(item.name)"), folded(word))
    }
  }

  private func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
    guard part.count <= text.count else { return false }
    return (0...text.count - part.count).contains { text[$0...].starts(with: part) }
  }

  /// ASCII letters in lower case, as the books compare codes and names.
  private func folded(_ text: String) -> [UInt8] { text.utf8.map { $0 >= 65 && $0 <= 90 ? $0 + 32 : $0 } }

  private func matches(_ record: Record, _ filter: StockFilter) -> Bool {
    if let name = filter.item {
      let item = record.item
      let isMeant =
        folded(item.code.sku) == folded(name) || folded(item.code.description) == folded(name)
        || item.barcodes.contains { $0.code == name }
      if !isMeant { return false }
    }
    if let name = filter.location, !stands(record.location, in: name) { return false }
    if let type = filter.roomType, record.location.roomType != type { return false }
    if let category = filter.category, folded(record.item.category) != folded(category) { return false }
    if let status = filter.status, status.of(record.balances).isZero { return false }
    if filter.isLow, record.reorderPoint.map({ record.balances.available > $0 }) ?? true { return false }
    if let least = filter.minimumAvailable, record.balances.available < least { return false }
    if let isActive = filter.itemIsActive, record.item.isActive != isActive { return false }
    return true
  }

  private func stands(_ location: Location, in name: String) -> Bool {
    [location.code, location.parentCode ?? "", location.siteCode].contains { folded($0) == folded(name) }
  }

  private func isBefore(_ a: Record, _ b: Record, _ sort: StockSort) -> Bool {
    let numbers = (
      a.item.id.number, a.location.id.number, b.item.id.number, b.location.id.number
    )
    func byText(_ x: [String], _ y: [String], _ more: Bool) -> Bool {
      for (x, y) in zip(x.map { folded($0) }, y.map { folded($0) }) where x != y {
        return x.lexicographicallyPrecedes(y)
      }
      return more
    }
    func byNumber(_ x: Quantity, _ y: Quantity) -> Bool {
      x != y ? x < y : (numbers.0, numbers.1) < (numbers.2, numbers.3)
    }
    switch sort {
    case .item:
      return byText(
        [a.item.code.sku, a.item.code.variant], [b.item.code.sku, b.item.code.variant], numbers.1 < numbers.3)
    case .name: return byText([a.item.name], [b.item.name], (numbers.0, numbers.1) < (numbers.2, numbers.3))
    case .place:
      return byText(
        [a.location.siteCode, a.location.code], [b.location.siteCode, b.location.code], numbers.0 < numbers.2)
    case .record: return (numbers.0, numbers.1) < (numbers.2, numbers.3)
    case .available: return byNumber(a.balances.available, b.balances.available)
    case .onHand: return byNumber(a.balances.onHand, b.balances.onHand)
    case .reserved: return byNumber(a.balances.reserved, b.balances.reserved)
    case .reorderPoint:
      let none = Quantity(thousandths: -1)
      return byNumber(a.reorderPoint ?? none, b.reorderPoint ?? none)
    }
  }
}

extension SampleWarehouse {
  /// Fills the house with several hundred random records, in bulk and by hand, and says what they are.
  func fill(seed: UInt64) throws -> StockModel {
    var numbers = SeededNumbers(seed: seed)
    let bins = (1...9).map { "E-\($0)" } + ["W-1", "W-2", "W-3"]
    let rooms = ["E-a", "E-b", "W-a"]
    try act(
      ImportLocations(
        ["EAST", "WEST"].map { ImportLocations.Row($0, LocationEdits()) }
          + rooms.map { room in
            ImportLocations.Row(
              room, .with { ($0.parent, $0.roomType) = (room.hasPrefix("E") ? "EAST" : "WEST", "vault") })
          }
          + bins.enumerated().map { number, bin in
            let parent = bin.hasPrefix("W") ? "W-a" : rooms[number % 2]
            return ImportLocations.Row(
              bin, .with { ($0.parent, $0.roomType) = (parent, number % 3 == 0 ? "storage" : "dock") })
          }))
    let words = ["Cordless", "drill", "Cable", "19\" rack", "50% wool", "bolt M8", "Ünder", "o'clock", "x_y", "a b"]
    var edits: [ImportItems.Row] = []
    for number in 0..<150 {
      let variants = numbers.once(in: 6) ? ["S", "m", "L"] : [""]
      let sku = ["ab", "AB", "Q", "dr", "B"].any(&numbers) + "-\(1000 + number * 7)"
      for variant in variants {
        edits.append(
          ImportItems.Row(
            ItemCode(sku: sku, variant: variant),
            .with {
              $0.name = words.any(&numbers) + " " + words.any(&numbers)
              $0.category = ["Tools", "tools", "Wear", ""].any(&numbers)
              if number % 5 == 0 { $0.barcodes = [Barcode("9\(number)\(variant)")] }
            }))
      }
    }
    try act(ImportItems(edits))
    let items = try books.ask(ItemPage(limit: 1000)).rows.filter { $0.tracking == .none && $0.code.sku != "DRILL-18V" }
    var model = StockModel()
    for item in items where item.code.sku != "CABLE" {
      for bin in bins where numbers.once(in: 4) {
        model.records.append(
          StockModel.Record(
            item: item, location: try location(bin),
            balances: Balances(onHand: Quantity(numbers.once(in: 5) ? 0 : numbers.upTo(12))),
            reorderPoint: numbers.once(in: 2) ? Quantity(numbers.upTo(9)) : nil))
      }
    }
    try act(
      ImportStock(
        model.records.map { record in
          ImportStock.Row(
            record.item.code.description, at: record.location.code, onHand: record.balances.onHand,
            reorderPoint: record.reorderPoint, bin: "")
        }))
    try reserveAndRetire(&model, &numbers)
    return model
  }

  private func reserveAndRetire(_ model: inout StockModel, _ numbers: inout SeededNumbers) throws {
    var lines: [MovementLine] = []
    for index in model.records.indices where numbers.once(in: 3) {
      let record = model.records[index]
      let quantity = Quantity(numbers.upTo(Int(record.balances.onHand.thousandths / 1000)))
      if quantity.isZero { continue }
      lines.append(MovementLine(.reserve, record.item.code.description, quantity, at: record.location.code))
      model.records[index].balances.reserved = quantity
    }
    try act(ImportMovements(lines))
    let retired = Set(model.records.map(\.item.code).filter { _ in numbers.once(in: 30) })
    try act(ImportItems(retired.map { ImportItems.Row($0, .with { $0.isActive = false }) }))
    for index in model.records.indices where retired.contains(model.records[index].item.code) {
      model.records[index].item.isActive = false
    }
  }
}
