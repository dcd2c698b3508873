import Inventory
import Storage

extension Answers {
  func answer(_ question: ItemPage) throws(InventoryError) -> Page<Item> {
    var parts: [KeySet]
    let byCode = KeySet(columns: ItemTable.columns, from: "item i", keys: ["i.sku", "i.variant"])
    if let search = SearchText(question.text) {
      var first = byCode
      first.require(search.prefix.sql, search.prefix.bindings)
      var second = KeySet(columns: ItemTable.columns, from: "item i", keys: ["i.id"])
      if search.hasLongWord {
        second.from = "item_search f CROSS JOIN item i ON i.id = f.rowid"
        second.stream = "f.rowid"
        second.require("item_search MATCH ?1", [search.match])
        for short in search.shortWords { second.require(short.sql, short.bindings) }
      } else {
        second.require(search.namePrefix.sql, search.namePrefix.bindings)
      }
      second.require(search.notPrefix.sql, search.notPrefix.bindings)
      parts = [first, second]
    } else {
      parts = [byCode]
    }
    for index in parts.indices {
      if let category = question.category { parts[index].require("i.category = ?1", [.text(category)]) }
      if let isActive = question.isActive { parts[index].require("i.active = ?1", [.flag(isActive)]) }
    }
    return try reader.page(
      parts, question.start, limit: question.limit, { ItemTable.item($0) },
      key: { part, item in part == 0 ? [item.code.sku, item.code.variant] : [String(item.id.number)] },
      place: { part, texts in
        if part == 0 { return texts.count == 2 ? texts.map { .text($0) } : nil }
        return texts.count == 1 ? Int64(texts[0]).map { [.integer($0)] } : nil
      })
  }

  func answer(_ question: LocationList) throws(InventoryError) -> Page<Location> {
    var keySet = KeySet(columns: LocationTable.columns, from: LocationTable.from, keys: ["l.code"])
    switch question.scope {
    case .all: break
    case .sites: keySet.require("l.kind = 'site'")
    case .inside(let name): keySet.require("l.parent = ?1", [.id(try place(name).id)])
    case .only(let name): keySet.require("l.id = ?1", [.id(try place(name).id)])
    }
    return try reader.page(
      [keySet], question.start, limit: question.limit, { LocationTable.location($0) }, key: { [$1.code] },
      place: { $1.count == 1 ? [.text($1[0])] : nil })
  }
}
