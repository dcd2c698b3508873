import Inventory
import Storage

extension Answers {
  /// Folds anew all that is kept of what items are worth, each as far as it was kept, and compares.
  func keptValuesAreFolds() throws(InventoryError) -> Verification.Finding {
    var finding = Verification.Finding(
      check: "what is kept of what items are worth is what their entries say", checked: 0, drift: [])
    var last: Int64 = 0
    while finding.drift.count < 100 {
      let items = try reader.all(
        Statement("SELECT item FROM item_value WHERE item > ?1 ORDER BY item LIMIT 1000", [.integer(last)])
      ) { ItemID($0.integer(0)) }
      guard let end = items.last else { break }
      last = end.number
      finding.checked += items.count
      for item in try keptWrong(among: items).prefix(100 - finding.drift.count) {
        finding.drift.append("item \(item.number): the kept value differs from the fold of its entries")
      }
    }
    return finding
  }

  /// An act may keep more meanwhile: what differs is looked at again, and only what differs twice is wrong.
  private func keptWrong(among items: [ItemID]) throws(InventoryError) -> [ItemID] {
    var suspects = items
    for _ in 0..<2 where !suspects.isEmpty {
      let folds = try ValueFinder(reader: reader).folds(of: suspects, .kept)
      var wrong = Set(suspects)
      let list = "[" + suspects.map { String($0.number) }.joined(separator: ",") + "]"
      try reader.each(
        Statement(
          """
          SELECT v.item, v.seq, v.latest, v.state FROM json_each(?1) j CROSS JOIN item_value v ON v.item = j.value
          """, [.text(list)])
      ) { row in
        let item = ItemID(row.integer(0))
        if let fold = folds[item], fold.end == row.integer(1), fold.latest == row.instant(2),
          fold.valuation == ValueTable.valuation(row.blob(3))
        {
          wrong.remove(item)
        }
        return true
      }
      suspects = suspects.filter { wrong.contains($0) }
    }
    // What is not kept any more is not wrong.
    let list = "[" + suspects.map { String($0.number) }.joined(separator: ",") + "]"
    return try reader.all(
      Statement(
        "SELECT item FROM item_value WHERE item IN (SELECT value FROM json_each(?1)) ORDER BY item", [.text(list)])
    ) { ItemID($0.integer(0)) }
  }
}
