import Inventory
import Storage

extension Answers {
  /// In the order of an index whatever is asked for, but for a place with others inside it: its serials are sorted.
  func answer(_ question: SerialPage) throws(InventoryError) -> Page<SerialUnit> {
    let filter = question.filter
    var keySet = KeySet(
      columns: SerialTable.columns, from: "serial n \(SerialTable.joins)", keys: ["n.code", "n.id"])
    if let name = filter.item {
      guard let item = try reader.item(name) else { throw .noSuchItem(name) }
      keySet.require("n.item = ?1", [.id(item.id)])
    }
    let isBlind = try isBlind
    if let status = filter.status {
      // What has become of each would tell where it is.
      if isBlind { throw .withheld("what has become of serials") }
      keySet.require("n.status = ?1", [.text(status.rawValue)])
    }
    if let name = filter.location {
      if isBlind { throw .withheld("where serials are") }
      let place = try place(name)
      let isAlone = try reader.first(
        Statement("SELECT NOT EXISTS (SELECT 1 FROM location WHERE parent = ?1)", [.id(place.id)])
      ) { $0.flag(0) }
      if isAlone == true {
        keySet.require("n.location = ?1", [.id(place.id)])
      } else {
        keySet.require(
          "n.location IN (SELECT p.id FROM location p WHERE p.path >= ?1 AND p.path < ?1 || 'x')",
          [.text(try path(of: name))])
      }
    }
    if let owner = filter.owner {
      keySet.require(owner.isEmpty ? "n.owner = ?1" : "n.owner = ?1 AND n.owner <> ''", [.text(owner)])
    }
    if let text = filter.text, !text.isEmpty {
      keySet.require("n.code >= ?1 AND n.code < ?1 || char(1114111)", [.text(text)])
    }
    var page = try reader.page(
      [keySet], question.start, limit: question.limit, SerialTable.unit, key: { [$1.serial, String($1.id)] },
      place: { _, texts in
        guard texts.count == 2, let id = Int64(texts[1]) else { return nil }
        return [.text(texts[0]), .integer(id)]
      })
    if isBlind { page.rows = page.rows.map(\.withheld) }
    return page
  }

  /// Found by one probe of the index of numbers; its history by another.
  func answer(_ question: SerialCard) throws(InventoryError) -> SerialCard.Card {
    var condition = "n.code = ?1"
    var bindings: [Value] = [.text(question.serial)]
    if let name = question.item {
      guard let item = try reader.item(name) else { throw .noSuchItem(name) }
      condition += " AND n.item = ?2"
      bindings.append(.id(item.id))
    }
    let found = try reader.all(
      Statement(
        "SELECT \(SerialTable.columns) FROM serial n \(SerialTable.joins) WHERE \(condition) ORDER BY n.id LIMIT 20",
        bindings), SerialTable.unit)
    guard let unit = found.first else { throw .noSuchSerial(question.serial) }
    if found.count > 1 { throw .ambiguousSerial(question.serial, items: found.map(\.code)) }
    let isBlind = try isBlind
    let history = try reader.all(
      Statement(
        """
        SELECT \(LedgerTable.columns) FROM entry_serial z CROSS JOIN ledger e ON e.seq = z.entry AND e.item = ?2
        \(LedgerTable.joins) WHERE z.serial = ?1\(isBlind ? " AND NOT \(Blindness.hidden)" : "")
        ORDER BY z.entry DESC LIMIT 1000
        """, [.text(unit.serial), .id(unit.item)]), LedgerTable.entry)
    return SerialCard.Card(serial: isBlind ? unit.withheld : unit, history: history)
  }
}

extension SerialUnit {
  /// Without where it is and what has become of it.
  fileprivate var withheld: SerialUnit {
    var unit = self
    unit.place = nil
    unit.isWithheld = true
    return unit
  }
}
