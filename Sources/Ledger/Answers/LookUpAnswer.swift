import Inventory
import Storage

extension Answers {
  /// One read for everything a code may be, by index; another for pallets, a third where a label names a lot or a serial
  /// of an item.
  func answer(_ question: LookUp) throws(InventoryError) -> [LookUp.Hit] {
    lookAheadForViewer()
    var found = try candidates(question.scanned)
    let isBlind = try isBlind
    // Where a serial stands is what a count is to find out.
    if isBlind { found.serials = found.serials.map(\.placeless) }
    var hits: [LookUp.Hit] = found.places.map { .location($0) }
    hits += try plates(question.scanned)
    let barcoded = found.nearestBarcodes
    for match in barcoded {
      guard let label = match.isGTIN ? question.scanned.elements : nil else {
        hits.append(
          match.pack.map { .item(match.item, pack: $0) } ?? .goods(LabelledGoods(match.item, pack: nil, label: nil)))
        continue
      }
      var goods = try known(LabelledGoods(match.item, pack: match.pack, label: label))
      if isBlind { goods.place = nil }
      hits.append(.goods(goods))
    }
    for item in found.items where !barcoded.contains(where: { $0.item.id == item.id }) {
      hits.append(.item(item, pack: Quantity(1)))
    }
    hits += found.serials + found.lots + found.operators + found.stocktakes
    hits += found.transfers
    hits += try purchases(question.scanned.text)
    hits += try reservations(question.scanned.text)
    // Only where it names nothing else, and one place alone.
    let named = [found.placesByName, found.placesByPath].first { !$0.isEmpty } ?? []
    if hits.isEmpty, named.count == 1 { hits = named.map { .location($0) } }
    return hits
  }

  /// With what the books know of the lot and the serial of a label.
  private func known(_ goods: LabelledGoods) throws(InventoryError) -> LabelledGoods {
    var goods = goods
    let statements = [
      goods.lot.map { LotTable.find($0, of: goods.item.id) },
      goods.serial.map { LookUpTable.serial($0, of: goods.item.id) },
    ]
    let asked = statements.indices.filter { statements[$0] != nil }
    guard !asked.isEmpty else { return goods }
    try reader.each(statements.compactMap { $0 }) { index, row in
      if asked[index] == 0 { goods.knownLot = LotTable.lot(row) } else { goods.place = row.textOrNil(0) }
      return true
    }
    return goods
  }

  private func candidates(_ code: ScannedCode) throws(InventoryError) -> LookUpCandidates {
    let keys = BarcodeKeys(code)
    // A label may be of a lot or a serial alone, with the goods named by another barcode beside it.
    let label = code.gtin == nil ? code.elements : nil
    let places = LocationTable.find(code.text)
    let statements =
      [
        ItemTable.byBarcodes(keys.all), ItemTable.byCode(code.text), LookUpTable.serials(label?.serial ?? code.text),
        LookUpTable.lots(label?.lot ?? code.text), OperatorTable.atWork(badge: code.text),
        LookUpTable.stocktake(code.text), LookUpTable.transfer(code.text),
      ] + places
    var found = LookUpCandidates()
    try reader.each(statements) { index, row in
      switch index {
      case 0: found.barcodes.append(keys.match(row))
      case 1: found.items.append(ItemTable.item(row))
      case 2: found.serials.append(.serial(row.text(0), ItemTable.item(row, from: 2), place: row.textOrNil(1)))
      case 3: found.lots.append(.lot(LotTable.lot(row), ItemTable.item(row, from: 5)))
      case 4: found.operators.append(.operator(OperatorTable.row(row).shown(withBadge: true)))
      case 5: found.stocktakes.append(.stocktake(StocktakeTable.row(row)))
      case 6: found.transfers.append(.transfer(TransferTable.row(row)))
      case 7: found.places.append(LocationTable.location(row))
      case 8: found.placesByName.append(LocationTable.location(row))
      default: found.placesByPath.append(LocationTable.location(row))
      }
      return true
    }
    return found
  }
}

/// All that a code may be, each kind for itself.
private struct LookUpCandidates {
  var places: [Location] = []
  var barcodes: [BarcodeKeys.Match] = []
  var items: [Item] = []
  var serials: [LookUp.Hit] = []
  var lots: [LookUp.Hit] = []
  var operators: [LookUp.Hit] = []
  var stocktakes: [LookUp.Hit] = []
  var transfers: [LookUp.Hit] = []
  var placesByName: [Location] = []
  var placesByPath: [Location] = []

  /// A pack's own number wins over that of what is inside it.
  var nearestBarcodes: [BarcodeKeys.Match] {
    let nearest = barcodes.map(\.distance).min()
    return barcodes.filter { $0.distance == nearest }
  }
}

/// The few ways a code may stand in the books as a barcode: 8, 12, 13 or 14 digits of its GTIN, those of the long number
/// of a UPC-E, those of what a pack holds, at last just as it is.
private struct BarcodeKeys {
  struct Match {
    var item: Item
    /// Units a scan stands for; nil where only what is inside the pack is known.
    var pack: Quantity?
    var isGTIN: Bool
    /// 0 for the number itself.
    var distance: Int
  }

  private let number: [String]
  private let long: [String]
  private let inside: [String]
  private let text: String

  init(_ code: ScannedCode) {
    number = code.gtin?.spellings ?? []
    long = code.upcE?.spellings ?? []
    inside = code.gtin?.inPack?.spellings ?? []
    text = code.text
  }

  var all: [String] { number + long + inside + [text] }

  /// - Parameter row: of ``ItemTable/byBarcodes(_:)``.
  func match(_ row: any Row) -> Match {
    let found = row.text(15)
    let distance = [number, long, inside].firstIndex { $0.contains(found) } ?? 3
    return Match(
      item: ItemTable.item(row), pack: distance == 2 ? nil : row.quantity(14), isGTIN: distance < 3, distance: distance)
  }
}

/// Lots and serials by their code, whatever the item.
private enum LookUpTable {
  static func lots(_ code: String) -> Statement {
    Statement(
      """
      SELECT t.id, t.code, t.made, t.expires, t.status, \(ItemTable.columns) FROM lot t JOIN item i ON i.id = t.item
      WHERE t.code = ?1 LIMIT 20
      """, [.text(code)])
  }

  static func serials(_ code: String) -> Statement {
    Statement(
      """
      SELECT n.code, l.code, \(ItemTable.columns) FROM serial n JOIN item i ON i.id = n.item
      LEFT JOIN location l ON l.id = n.location WHERE n.code = ?1 LIMIT 20
      """, [.text(code)])
  }

  /// Only by its whole number: 142 alone may be anything.
  static func stocktake(_ code: String) -> Statement {
    let isNumber = code.lowercased().hasPrefix("st-")
    return StocktakeTable.find(isNumber ? StocktakeID(code) ?? StocktakeID(0) : StocktakeID(0))
  }

  /// By its whole number, as 881 alone may be anything; else one under way by what others call it.
  static func transfer(_ code: String) -> Statement {
    if code.lowercased().hasPrefix("tr-"), let id = TransferID(code) { return TransferTable.find(id) }
    return Statement(
      """
      SELECT \(TransferTable.columns) FROM transfer x INDEXED BY transfer_reference \(TransferTable.joins)
      WHERE x.reference = ?1 AND x.status IN ('requested', 'in_transit') ORDER BY x.id DESC LIMIT 20
      """, [.text(code)])
  }

  static func serial(_ code: String, of item: ItemID) -> Statement {
    Statement(
      "SELECT l.code FROM serial n JOIN location l ON l.id = n.location WHERE n.item = ?1 AND n.code = ?2",
      [.id(item), .text(code)])
  }
}

extension LookUp.Hit {
  fileprivate var placeless: LookUp.Hit {
    if case .serial(let serial, let item, _) = self { .serial(serial, item, place: nil) } else { self }
  }
}
