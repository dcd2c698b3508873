import Inventory
import Storage

/// Which stock records a filter means, and the cheapest way to them.
struct StockScope {
  private(set) var conditions: [(sql: String, bindings: [Value])] = []
  private(set) var search: SearchText?
  private let isLow: Bool
  private let columns: String
  private let overdue: Overdue
  /// The records are few among many: collect and sort them, rather than walk all items in order.
  private var isNarrow = false

  static let byItem = """
    item i CROSS JOIN stock_record r ON r.item = i.id CROSS JOIN location l ON l.id = r.location
    CROSS JOIN location s ON s.id = l.site
    """
  /// For whoever asks nothing of the place.
  static let byItemAlone = "item i CROSS JOIN stock_record r ON r.item = i.id"
  private static let byPlace = """
    location s CROSS JOIN location l ON l.site = s.id CROSS JOIN stock_record r ON r.location = l.id
    CROSS JOIN item i ON i.id = r.item
    """
  private static let byLocation = """
    location l CROSS JOIN stock_record r ON r.location = l.id CROSS JOIN item i ON i.id = r.item
    CROSS JOIN location s ON s.id = l.site
    """
  private static let byRecord = """
    stock_record r CROSS JOIN item i ON i.id = r.item CROSS JOIN location l ON l.id = r.location
    CROSS JOIN location s ON s.id = l.site
    """
  private static let bySearch = """
    item_search f CROSS JOIN item i ON i.id = f.rowid CROSS JOIN stock_record r ON r.item = i.id
    CROSS JOIN location l ON l.id = r.location CROSS JOIN location s ON s.id = l.site
    """

  /// - Parameters:
  ///   - today: the day by which goods of lots may be used or not.
  ///   - overdue: what expired reservations hold is held by nobody.
  init(
    _ filter: StockFilter, _ reader: Reader, on today: Day, _ overdue: Overdue
  ) throws(InventoryError) {
    columns = StockTable.columns(on: today, overdue)
    self.overdue = overdue
    isLow = filter.isLow
    search = SearchText(filter.text)
    try addItem(filter, reader)
    try addLocation(filter, reader)
    if let type = filter.roomType { require("l.room_type = ?1", [.text(type)]) }
    if let category = filter.category { require("i.category = ?1", [.text(category)]) }
    if let isActive = filter.itemIsActive { require("i.active = ?1", [.flag(isActive)]) }
    if let status = filter.status { require("\(StockScope.expression(status, overdue)) <> 0") }
    if let least = filter.minimumAvailable { require("\(overdue.available) >= ?1", [.quantity(least)]) }
    if filter.isLow {
      // By the books more are low than are: the index of those serves.
      require("r.reorder_point >= r.on_hand - r.reserved - r.allocated - r.blocked")
      if overdue.isSome { require("r.reorder_point >= \(overdue.available)") }
      let fewAreLow = try StockScope.fewAreLow(reader)
      isNarrow = isNarrow || fewAreLow
    }
  }

  private mutating func require(_ sql: String, _ bindings: [Value] = []) { conditions.append((sql, bindings)) }

  /// Without the records of places that are counted blind.
  mutating func leaveOutHidden() { require("NOT \(Blindness.hidden)") }

  /// A SKU means all its variants; `SKU/VARIANT` or a barcode one item.
  private mutating func addItem(_ filter: StockFilter, _ reader: Reader) throws(InventoryError) {
    guard let name = filter.item else { return }
    if let item = try reader.item(name), item.code.sku.lowercased() != name.lowercased() {
      return require("i.id = ?1", [.id(item.id)])
    }
    let known = try reader.first(Statement("SELECT 1 FROM item WHERE sku = ?1 LIMIT 1", [.text(name)])) {
      $0.integer(0)
    }
    guard known != nil else { throw .noSuchItem(name) }
    require("i.sku = ?1", [.text(name)])
  }

  private mutating func addLocation(_ filter: StockFilter, _ reader: Reader) throws(InventoryError) {
    guard let name = filter.location else { return }
    let answers = Answers(reader: reader, for: .house)
    reader.ahead { () throws(InventoryError) in _ = try SiteCounters(reader) }
    let location = try answers.place(name)
    guard location.kind == .site else {
      isNarrow = true
      return try require("l.path >= ?1 AND l.path < ?1 || 'x'", [.text(answers.path(of: name))])
    }
    require("l.site = ?1", [.id(location.id)])
    let counters = try SiteCounters(reader)
    isNarrow = counters.of(location.id).records * 20 < counters.all.records
  }

  /// Walking all items to find the low ones pays when they are many.
  private static func fewAreLow(_ reader: Reader) throws(InventoryError) -> Bool {
    let counters = try SiteCounters(reader).all
    return counters.low < 2000 || counters.low * 200 < counters.records
  }

  private static func expression(_ balance: Balance, _ overdue: Overdue) -> String {
    switch balance {
    case .available: overdue.available
    case .projected: overdue.projected
    case .reserved: overdue.reserved
    default: "r." + balance.rawValue
    }
  }

  private func select(from: String, keys: [String]) -> KeySet { KeySet(columns: columns, from: from, keys: keys) }

  /// The key sets that make the list, one after the other.
  func parts(sort: StockSort, isDescending: Bool) -> [KeySet] {
    var parts: [KeySet]
    if let search {
      parts = searchParts(search)
    } else {
      var list = select(from: source(sort), keys: StockOrder.of(sort, part: 0, overdue).keys)
      if sort.isOfRecord, conditions.allSatisfy({ $0.sql.hasPrefix("r.") || $0.sql.hasPrefix("(r.") }) {
        list.first = "stock_record r"
      }
      parts = [list]
    }
    for index in parts.indices {
      for condition in conditions { parts[index].require(condition.sql, condition.bindings) }
      parts[index].isDescending = isDescending && search == nil
    }
    return parts
  }

  private func source(_ sort: StockSort) -> String {
    switch sort {
    case .item, .name: isNarrow ? (isLow ? StockScope.byRecord : StockScope.byLocation) : StockScope.byItem
    case .place: StockScope.byPlace
    case .record, .available, .onHand, .reserved, .reorderPoint: StockScope.byRecord
    }
  }

  /// SKUs that begin with the text come first, then whatever else holds it.
  private func searchParts(_ search: SearchText) -> [KeySet] {
    var first = select(from: StockScope.byItem, keys: StockOrder.of(nil, part: 0, overdue).keys)
    first.require(search.prefix.sql, search.prefix.bindings)
    let keys = StockOrder.of(nil, part: 1, overdue).keys
    var second: KeySet
    if search.hasLongWord {
      second = select(from: StockScope.bySearch, keys: keys)
      second.stream = "f.rowid"
      second.require("item_search MATCH ?1", [search.match])
      for short in search.shortWords { second.require(short.sql, short.bindings) }
    } else {
      second = select(from: StockScope.byItem, keys: keys)
      second.require(search.namePrefix.sql, search.namePrefix.bindings)
    }
    second.require(search.notPrefix.sql, search.notPrefix.bindings)
    return [first, second]
  }
}

extension StockFilter {
  /// Whether what a record holds decides if it is meant.
  var isOfBalance: Bool { isLow || status != nil || minimumAvailable != nil }
}

extension StockSort {
  /// Whether what a record holds decides where it stands.
  var isOfBalance: Bool { self == .available || self == .onHand || self == .reserved }

  /// Whether its keys are columns of the record itself.
  fileprivate var isOfRecord: Bool {
    switch self {
    case .item, .name, .place: false
    case .record, .available, .onHand, .reserved, .reorderPoint: true
    }
  }
}

/// The key columns of an order of stock records, and the same of a row.
struct StockOrder {
  var keys: [String]
  var key: (StockRow) -> [String]
  /// Which of the keys are numbers.
  var numbers: [Bool]

  /// The values a cursor's texts stand for; nil when they are no key of this order.
  func place(_ texts: [String]) -> [Value]? {
    guard texts.count == keys.count else { return nil }
    var values: [Value] = []
    for (text, isNumber) in zip(texts, numbers) {
      guard isNumber else {
        values.append(.text(text))
        continue
      }
      guard let number = Int64(text) else { return nil }
      values.append(.integer(number))
    }
    return values
  }

  /// The order of a sort; without one, of the parts of a search.
  static func of(_ sort: StockSort?, part: Int, _ overdue: Overdue) -> StockOrder {
    switch sort ?? (part == 0 ? .item : .record) {
    case .item:
      StockOrder(
        keys: ["i.sku", "i.variant", "r.location"],
        key: { [$0.code.sku, $0.code.variant, String($0.location.number)] }, numbers: [false, false, true])
    case .name:
      StockOrder(
        keys: ["i.name", "i.id", "r.location"],
        key: { [$0.name, String($0.item.number), String($0.location.number)] }, numbers: [false, true, true])
    case .place:
      StockOrder(
        keys: ["s.code", "l.code", "r.item"],
        key: { [$0.siteCode, $0.locationCode, String($0.item.number)] }, numbers: [false, false, true])
    case .record: number(nil, { _ in .zero })
    case .available: number(overdue.available, { $0.balances.available + $0.unswept })
    case .onHand: number("r.on_hand", { $0.balances.onHand })
    case .reserved: number(overdue.reserved, { $0.balances.reserved })
    case .reorderPoint: number("ifnull(r.reorder_point, -1)", { $0.reorderPoint ?? Quantity(thousandths: -1) })
    }
  }

  private static func number(_ expression: String?, _ value: @escaping (StockRow) -> Quantity) -> StockOrder {
    let tail = ["r.item", "r.location"]
    let tailKey: (StockRow) -> [String] = { [String($0.item.number), String($0.location.number)] }
    guard let expression else { return StockOrder(keys: tail, key: tailKey, numbers: [true, true]) }
    return StockOrder(
      keys: [expression] + tail, key: { [String(value($0).thousandths)] + tailKey($0) }, numbers: [true, true, true])
  }
}
