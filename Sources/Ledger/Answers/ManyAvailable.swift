import Inventory
import Storage

extension Answers {
  /// Three statements, however many lines there are: one finds the items, one those that were named by barcode, and one
  /// read adds up what there is of them, with a statement for each of the places.
  func answer(_ question: AvailabilityOfMany) throws(InventoryError) -> [AvailabilityOfMany.Finding] {
    guard question.lines.count <= AvailabilityOfMany.mostLines else {
      throw .tooManyLines(question.lines.count, most: AvailabilityOfMany.mostLines)
    }
    let items = try items(question.lines.map(\.item))
    var scopes: [String?: Scope] = [:]
    for name in Set(question.lines.map(\.location)) { scopes[name] = try scope(name) }
    for line in question.lines { if let item = items[line.item] { scopes[line.location]?.items.insert(item.id) } }
    try add(&scopes)
    return question.lines.map { line in
      guard let item = items[line.item] else { return .init(trouble: .noSuchItem(line.item)) }
      guard let scope = scopes[line.location] else { return .init(code: item.code) }
      if let trouble = scope.trouble { return .init(code: item.code, trouble: trouble) }
      if scope.withheld.contains(item.id) { return .init(code: item.code) }
      return .init(code: item.code, available: scope.available[item.id] ?? .zero)
    }
  }

  /// What is asked for at one place and inside it, and what there is.
  private struct Scope {
    var path = "/"
    var trouble: InventoryError?
    var items: Set<ItemID> = []
    var available: [ItemID: Quantity] = [:]
    var withheld: Set<ItemID> = []
  }

  private func scope(_ name: String?) throws(InventoryError) -> Scope {
    var scope = Scope()
    guard let name else { return scope }
    switch try reader.location(name) {
    case .one: scope.path = try path(of: name)
    case .several(let codes): scope.trouble = .ambiguousLocation(name, candidates: codes)
    case .none: scope.trouble = .noSuchLocation(name)
    }
    return scope
  }

  private func add(_ scopes: inout [String?: Scope]) throws(InventoryError) {
    let isBlind = try isBlind
    let names = scopes.filter { $0.value.trouble == nil && !$0.value.items.isEmpty }.map(\.key)
    guard !names.isEmpty else { return }
    var found = scopes
    let overdue = try overdue
    try reader.each(names.map { name in statement(found[name] ?? Scope(), isBlind, overdue) }) { index, row in
      let item = ItemID(row.integer(0))
      found[names[index]]?.available[item, default: .zero] += row.quantity(1)
      if row.flag(2) { found[names[index]]?.withheld.insert(item) }
      return true
    }
    scopes = found
  }

  private func statement(_ scope: Scope, _ isBlind: Bool, _ overdue: Overdue) -> Statement {
    // Whoever asks for everything is spared a look at each place.
    let place = scope.path == "/" && !isBlind ? "" : "CROSS JOIN location l ON l.id = r.location"
    let inside = scope.path == "/" ? "" : "WHERE l.path >= ?2 AND l.path < ?2 || 'x'"
    let items = "[" + scope.items.sorted().map { String($0.number) }.joined(separator: ",") + "]"
    return Statement(
      """
      SELECT r.item, \(overdue.available) - \(LotTable.unswept(on: today, overdue)),
        \(isBlind ? Blindness.hidden : "0")
      FROM json_each(?1) k CROSS JOIN item i ON i.id = k.value CROSS JOIN stock_record r ON r.item = i.id \(place)
      \(inside)
      """, scope.path == "/" ? [.text(items)] : [.text(items), .text(scope.path)])
  }

  private struct Named {
    var id: ItemID
    var code: ItemCode
  }

  /// By SKU and variant, and where there is none, by barcode: only what is needed of each.
  private func items(_ names: [String]) throws(InventoryError) -> [String: Named] {
    var found: [String: Named] = [:]
    var unknown = Set(names).sorted()
    for isBarcode in [false, true] where !unknown.isEmpty {
      let asked = unknown
      let matches =
        isBarcode
        ? "barcode b ON b.code = k.value CROSS JOIN item i ON i.id = b.item"
        : "item i ON i.sku = json_extract(k.value, '$[0]') AND i.variant = json_extract(k.value, '$[1]')"
      let texts = asked.map { name in
        guard !isBarcode else { return Answers.quoted(name) }
        let code = ItemTable.split(name)
        return "[\(Answers.quoted(code.sku)),\(Answers.quoted(code.variant))]"
      }
      try reader.each(
        Statement(
          "SELECT k.key, i.id, i.sku, i.variant FROM json_each(?1) k CROSS JOIN \(matches)",
          [.text("[" + texts.joined(separator: ",") + "]")])
      ) { row in
        found[asked[Int(row.integer(0))]] = Named(
          id: ItemID(row.integer(1)), code: ItemCode(sku: row.text(2), variant: row.text(3)))
        return true
      }
      unknown = asked.filter { found[$0] == nil }
    }
    return found
  }

  private static func quoted(_ text: String) -> String {
    var quoted = ""
    JSONText.quote(text, into: &quoted)
    return quoted
  }
}
