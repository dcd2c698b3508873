import Inventory

/// The rows of one chunk as an act wants them, and which row of the batch each came from.
struct MadeRows<Row> {
  var rows: [Row] = []
  var origins: [Int] = []
  var problems: [(row: Int, problem: RowProblem)] = []

  init(
    _ batch: RowBatch, _ range: Range<Int>, _ binding: Binding, _ options: ImportOptions,
    _ make: (inout RowCells, Int) throws(RowProblem) -> Row
  ) {
    rows.reserveCapacity(range.count)
    origins.reserveCapacity(range.count)
    batch.withBorrowed { borrowed in
      var cells = RowCells(borrowed, binding, options)
      for index in range {
        let row = batch.rows[index]
        if row.trouble != nil {
          problems.append((index, RowProblem(nil, "")))
          continue
        }
        cells.show(row)
        do throws(RowProblem) {
          rows.append(try make(&cells, index))
          origins.append(index)
        } catch {
          problems.append((index, error))
        }
      }
    }
  }
}

extension RowCells {
  func itemRow() throws(RowProblem) -> ImportItems.Row {
    let sku = try needed(.sku)
    var code = ItemCode(sku: sku, variant: self.code(.variant) ?? "")
    if code.variant.isEmpty, let slash = sku.firstIndex(of: "/") {
      code = ItemCode(sku: String(sku[..<slash]), variant: String(sku[sku.index(after: slash)...]))
    }
    var edits = ItemEdits()
    edits.name = text(.name)
    edits.category = text(.category)
    edits.unit = self.code(.unit).map { UnitOfMeasure($0) }
    edits.tracking = try tracking()
    edits.isActive = try activity()
    edits.cost = try cost(.cost)
    edits.price = try cost(.price)
    edits.currency = self.code(.currency)
    edits.barcodes = try barcodes()
    edits.packs = try packs()
    return ImportItems.Row(code, edits)
  }

  func locationRow() throws(RowProblem) -> ImportLocations.Row {
    var edits = LocationEdits()
    edits.name = text(.name)
    edits.kind = try locationKind()
    edits.parent = code(.parent)
    edits.roomType = code(.roomType)
    edits.coordinates = try coordinates()
    edits.isStructural = try flag(.structural)
    edits.isActive = try activity()
    return ImportLocations.Row(try needed(.location), edits)
  }

  func stockRow() throws(RowProblem) -> ImportStock.Row {
    let onHand = try quantity(.onHand)
    let reorderPoint = try quantity(.reorderPoint)
    let bin = code(.bin)
    if onHand == nil, reorderPoint == nil, bin == nil {
      throw RowProblem(.onHand, "it says neither on_hand nor reorder_point nor bin")
    }
    return ImportStock.Row(
      try item(), at: try needed(.location), onHand: onHand, lot: code(.lot), made: try day(.made),
      expires: try day(.expires), serials: serials(), reorderPoint: reorderPoint, bin: bin, cost: try cost(.cost),
      reason: code(.reason), reference: text(.reference), occurredAt: try instant(.occurredAt))
  }

  func movementLine() throws(RowProblem) -> MovementLine {
    let to = code(.to)
    let named = try movementKind(hasDestination: to != nil)
    let kind = named.elsewhere
    let reason = code(.reason) ?? (kind == named || kind != .adjustment ? nil : "AUDIT")
    guard let quantity = try quantity(.quantity) else { throw RowProblem(.quantity, "quantity is empty") }
    var line = MovementLine(
      kind, try item(), quantity, at: try needed(.location), to: to, lot: code(.lot), made: try day(.made),
      expires: try day(.expires), serials: serials(), reason: reason, reference: text(.reference),
      note: text(.note), cost: try cost(.cost), metadata: try metadata(), occurredAt: try instant(.occurredAt))
    if named == .count, quantity < .zero { line.appliedAt = try instant(.recordedAt) }
    return line
  }

  /// A count, and the stocktake it is for.
  struct CountRow {
    var stocktake: String
    var entry: CountEntry
  }

  /// - Parameter standardPlace: where a stocktake counts what does not say where.
  func countRow(_ standardPlace: (_ stocktake: String) -> String?) throws(RowProblem) -> CountRow {
    let stocktake = try needed(.stocktake)
    guard let quantity = try quantity(.quantity) else {
      throw RowProblem(
        .quantity, "it says no quantity: 0 says that there is none, and what was not counted is left out")
    }
    if quantity < .zero { throw problem(.quantity, "is less than nothing") }
    guard let location = code(.location) ?? standardPlace(stocktake) else {
      throw RowProblem(.stocktake, Explanation(.noSuchStocktake(stocktake)).detail)
    }
    let entry = CountEntry(
      quantity.isZero ? .zero : .typed, try item(), quantity, at: location, lot: code(.lot), made: try day(.made),
      expires: try day(.expires), serials: serials(), isDamaged: try flag(.damaged) ?? false,
      occurredAt: try instant(.occurredAt), note: text(.note))
    return CountRow(stocktake: stocktake, entry: entry)
  }

  private func movementKind(hasDestination: Bool) throws(RowProblem) -> MovementKind {
    guard let bytes = trimmed(.kind) else { throw RowProblem(.kind, "kind is empty") }
    let kind: MovementKind
    if let known = KindNames.kind(bytes) {
      kind = known
    } else {
      let text = String(decoding: bytes, as: UTF8.self)
      guard let other = text.lowercased() == "transfer" ? .transferOut : MovementKind(name: text) else {
        throw problem(
          .kind,
          "is no kind of movement (\(KindNames.all)); translate it with --values kind:\(text)=receipt")
      }
      kind = other
      if text.lowercased() == "transfer", !hasDestination { throw RowProblem(.to, "a transfer says where it goes: to") }
    }
    if hasDestination, kind != .transferOut { throw RowProblem(.to, "only a transfer has a place it goes to") }
    return kind
  }
}

/// The kinds of movement by the bytes of their names, since a million rows have one each.
enum KindNames {
  private static let names: [(bytes: [UInt8], kind: MovementKind)] = MovementKind.allCases.map {
    (Array($0.name.utf8), $0)
  }

  static let all = (["transfer"] + MovementKind.allCases.map(\.name)).joined(separator: ", ")

  static func kind(_ bytes: UnsafeBufferPointer<UInt8>) -> MovementKind? {
    for name in names where name.bytes.count == bytes.count && name.bytes.elementsEqual(bytes) { return name.kind }
    return nil
  }
}

extension MovementKind {
  /// What it is in books where the stocktake that made it is not: the count and what restated it are adjustments, and what
  /// it took from a reservation is let go of.
  fileprivate var elsewhere: MovementKind {
    switch self {
    case .count, .countRestate: .adjustment
    case .cut, .expire: .release
    case .lotSplit: .adjustment
    default: self
    }
  }
}
