import Inventory
import Storage

extension Answers {
  func answer(_ question: PlateCard) throws(InventoryError) -> PlateCard.Card {
    guard let plate = try withheld(reader.plates(PlateTable.find([question.code]))).first else {
      throw .noSuchPlate(question.code)
    }
    let destination = try plate.transfer.flatMap { transfer throws(InventoryError) in
      try reader.first(
        Statement(
          """
          SELECT s.code FROM transfer t JOIN location l ON l.id = t.destination JOIN location s ON s.id = l.site
          WHERE t.id = ?1
          """, [.integer(transfer)])
      ) { $0.text(0) }
    }
    return PlateCard.Card(plate: plate, destination: destination)
  }

  func answer(_ question: PlatePage) throws(InventoryError) -> Page<Plate> {
    var keySet = KeySet(columns: PlateTable.columns, from: PlateTable.from, keys: ["p.code"])
    if let name = question.location {
      let path = try path(of: name)
      keySet.require("l.path >= ?1 AND l.path < ?1 || 'x'", [.text(path)])
    }
    if let status = question.status { keySet.require("p.status = ?1", [.text(status.rawValue)]) }
    var page = try reader.page(
      [keySet], question.start, limit: question.limit, PlateTable.row, key: { [$1.code] },
      place: { $1.count == 1 ? [.text($1[0])] : nil })
    page.rows = try withheld(reader.filled(page.rows))
    return page
  }

  /// The pallet that a code names: its SSCC, alone or in an element string, or the house's own code.
  func plates(_ scanned: ScannedCode) throws(InventoryError) -> [LookUp.Hit] {
    var codes = [scanned.text]
    for other in [scanned.elements?.sscc, SSCC.bare(scanned.text)] {
      if let other, !codes.contains(other) { codes.append(other) }
    }
    return try withheld(reader.plates(PlateTable.find(codes))).map { .plate($0) }
  }

  /// What stands on a pallet in a place that is counted blind is what the count is to find out.
  private func withheld(_ plates: [Plate]) throws(InventoryError) -> [Plate] {
    let hidden = try hidden(among: plates.compactMap(\.location))
    guard !hidden.isEmpty else { return plates }
    return plates.map { plate in
      guard let location = plate.location, hidden.contains(location) else { return plate }
      var plate = plate
      plate.contents = []
      plate.isWithheld = true
      return plate
    }
  }
}
