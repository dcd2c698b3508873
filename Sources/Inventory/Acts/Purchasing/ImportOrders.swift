/// Writes down the orders a file names: rows of the same number are one order, whole or not at all. One that is in the books
/// just so changes nothing.
public struct ImportOrders: Act {
  public struct Row: Hashable, Sendable {
    public var number: String
    public var vendor: String
    /// Nil for the currency of the item.
    public var currency: String?
    public var destination: String
    public var line: OrderDraft.Line
    public var reference: String?

    public init(
      _ number: String, vendor: String, currency: String?, to destination: String, _ line: OrderDraft.Line,
      reference: String? = nil
    ) {
      self.number = number
      self.vendor = vendor
      self.currency = currency
      self.destination = destination
      self.line = line
      self.reference = reference
    }
  }

  public var rows: [Row]
  /// Orders of which other rows could not be read.
  public var incomplete: Set<String>

  public init(_ rows: [Row], incomplete: Set<String> = []) {
    self.rows = rows
    self.incomplete = incomplete
  }

  public var action: String { "import.orders" }
  public var right: Right { .supervise }

  public var needs: Needs {
    var needs = Needs()
    var need = PurchaseNeed()
    for row in rows {
      needs.items.insert(row.line.item)
      needs.locations.insert(row.destination)
      need.numbers.insert(row.number)
    }
    needs.purchase = need
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    for row in rows {
      digest.add("number", row.number)
      digest.add("vendor", row.vendor)
      digest.add("currency", row.currency)
      digest.add("to", row.destination)
      [row.line].describe(to: &digest)
      digest.add("reference", row.reference)
    }
    for number in incomplete.sorted() { digest.add("incomplete", number) }
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    var plan = Plan()
    plan.requirePlacesAsSeen(facts)
    let broken = Set(incomplete.map { $0.lowercased() })
    var next = facts.buying.nextOrder
    for group in groups {
      let first = rows[group[0]]
      if broken.contains(first.number.lowercased()) {
        plan.rejections += group.map { Rejection(row: $0, .orderIncomplete(first.number)) }
        continue
      }
      switch planned(group, OrderID(next), facts, context) {
      case .failure(let refused): plan.rejections += refused.rows
      case .success(let (order, lines)):
        guard let (known, there) = facts.buying.orders[first.number.lowercased()] else {
          plan.change(.purchase(.createOrder(order, lines)), row: group[0])
          if group.count > 1 { plan.companions[group[0]] = Array(group.dropFirst()) }
          plan.documents.append(
            PlannedDocument(order.entity, before: nil, after: order.fields(lines), row: group[0]))
          next += 1
          continue
        }
        let isSame = lines.map { $0.said(in: order) } == there.map { $0.said(in: known) }
        if order.saysTheSame(as: known), isSame {
          plan.unchanged += group.count
        } else {
          plan.rejections += group.map { Rejection(row: $0, .orderExists(known.number)) }
        }
      }
    }
    return plan
  }

  /// The rows of each order, in the order in which the orders begin.
  private var groups: [[Int]] {
    var places: [String: Int] = [:]
    var groups: [[Int]] = []
    for (index, row) in rows.enumerated() {
      let number = row.number.lowercased()
      if let place = places[number] {
        groups[place].append(index)
      } else {
        places[number] = groups.count
        groups.append([index])
      }
    }
    return groups
  }

  private struct Refused: Error { var rows: [Rejection] }

  /// One order, or why its rows are refused: each for its own reason, the others because of those.
  private func planned(
    _ group: [Int], _ id: OrderID, _ facts: Facts, _ context: ActContext
  ) -> Result<(PurchaseOrder, [OrderLine]), Refused> {
    var lines: [OrderLine] = []
    var reasons: [Int: InventoryError] = [:]
    var order: PurchaseOrder?
    for index in group {
      do throws(InventoryError) {
        let row = rows[index]
        let line = try row.line.planned(id, lines.count + 1, facts)
        let own = try row.order(id, facts, context)
        if let order, !own.saysTheSame(as: order) {
          throw .badField(
            name: "row of \(row.number)", value: row.line.item,
            wanted: "its vendor, currency, place and reference are those of the order's first row")
        }
        order = order ?? own
        lines.append(line)
      } catch {
        reasons[index] = error
      }
    }
    let number = rows[group[0]].number
    guard reasons.isEmpty, var order else {
      return .failure(Refused(rows: group.map { Rejection(row: $0, reasons[$0] ?? .orderIncomplete(number)) }))
    }
    order.expectedOn = lines.compactMap(\.expectedOn).min()
    return .success((order, lines))
  }
}

extension ImportOrders.Row {
  fileprivate func order(
    _ id: OrderID, _ facts: Facts, _ context: ActContext
  ) throws(InventoryError) -> PurchaseOrder {
    if let why = CodeRule.objection(to: number) { throw .badCode(what: "order number", code: number, why) }
    let place = try facts.arrivalPlace(destination)
    let own = try facts.item(line.item).currency
    return PurchaseOrder(
      id: id, number: number, vendor: try PurchaseOrder.checked(vendor: vendor),
      currency: try PurchaseOrder.checked(currency: currency ?? own),
      destination: place.id, place: place.path, reference: reference, createdBy: context.actor,
      createdAt: context.now)
  }
}

extension PurchaseOrder {
  fileprivate func saysTheSame(as other: PurchaseOrder) -> Bool {
    vendor.lowercased() == other.vendor.lowercased() && currency == other.currency
      && destination == other.destination && reference == other.reference
  }
}

extension OrderLine {
  /// What somebody wrote, apart from what came of it. The day of the order is that of each line that names none.
  fileprivate func said(in order: PurchaseOrder) -> [String] {
    let day = expectedOn ?? order.expectedOn
    return [String(item.number), ordered.description, price.description, day?.description ?? ""]
  }
}
