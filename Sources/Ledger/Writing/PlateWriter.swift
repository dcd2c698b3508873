import Inventory
import Storage

/// Turns changes of pallets into statements.
enum PlateWriter {
  static func statements(of change: PlateChange) -> [Statement] {
    switch change {
    case .build(let plate): building(plate) + filling(plate)
    case .move(let plate, let location):
      set("location = ?3", [.id(location)], of: plate)
    case .load(let plate, let transfer):
      set("status = 'in_transit', location = NULL, transfer = ?3", [.integer(transfer)], of: plate)
    case .unload(let plate, let location):
      set("status = 'standing', location = ?3, transfer = NULL", [.id(location)], of: plate)
    case .open(let plate, let location):
      set("status = 'opened', location = ?3, transfer = NULL", [.id(location)], of: plate)
    }
  }

  /// - Parameter columns: what becomes of it; `?3` is the first of the bindings.
  private static func set(_ columns: String, _ bindings: [Value], of plate: Plate) -> [Statement] {
    [
      Statement(
        "UPDATE plate SET \(columns), version = version + 1 WHERE id = ?1 AND version = ?2",
        [.integer(plate.id.number), .integer(plate.version)] + bindings),
      Statement("INSERT INTO assert_that SELECT changes() = 1"),
    ]
  }

  private static func building(_ plate: Plate) -> [Statement] {
    let place: Value = plate.location.map { .id($0) } ?? .null
    guard plate.id.number == 0 else {
      var opened = plate
      opened.version -= 1
      return set("status = 'standing', location = ?3", [place], of: opened)
    }
    return [
      Statement(
        """
        INSERT INTO plate(code, status, location, created_by, created_at, version) VALUES (?1, 'standing', ?2, ?3, ?4, 1)
        """, [.text(plate.code), place, .text(plate.createdBy), .instant(plate.createdAt)])
    ]
  }

  private static func filling(_ plate: Plate) -> [Statement] {
    var statements = [
      Statement(
        """
        INSERT INTO plate_content(plate, item, lot, quantity) SELECT id, ?2, ?3, ?4 FROM plate WHERE code = ?1
        """, rows: plate.contents.count,
        plate.contents.flatMap { content -> [Value] in
          [
            .text(plate.code), .id(content.item.id), .integer(content.lot?.id.number ?? 0), .quantity(content.quantity),
          ]
        })
    ]
    let serials = plate.contents.flatMap { content in content.serials.map { (content.item.id, $0) } }
    if !serials.isEmpty {
      statements.append(
        Statement(
          "INSERT INTO plate_serial(plate, item, serial) SELECT id, ?2, ?3 FROM plate WHERE code = ?1",
          rows: serials.count, serials.flatMap { [.text(plate.code), .id($0.0), .text($0.1)] }))
    }
    return statements
  }
}
