/// Gives back what reservations hold, confirmed or not: all of it, or some of some items. What waits is given up first.
public struct ReleaseReservation: Act {
  public struct Line: Hashable, Sendable {
    public var item: String
    public var quantity: Quantity

    public init(_ item: String, _ quantity: Quantity) {
      self.item = item
      self.quantity = quantity
    }
  }

  public var reservation: ReservationName
  /// Nil for all.
  public var lines: [Line]?
  public var reason: String?
  public var ifVersion: Int64?

  public init(
    _ reservation: ReservationName, _ lines: [Line]? = nil, reason: String? = nil, ifVersion: Int64? = nil
  ) {
    self.reservation = reservation
    self.lines = lines
    self.reason = reason
    self.ifVersion = ifVersion
  }

  public var action: String { "reservation.released" }

  public var needs: Needs {
    var needs = Needs(reservation)
    for line in lines ?? [] { needs.items.insert(line.item) }
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    reservation.describe(to: &digest)
    for line in lines ?? [] {
      digest.add("item", line.item)
      digest.add("quantity", line.quantity.description)
    }
    if lines == nil { digest.add("lines", "all") }
    digest.add("reason", reason)
    digest.add("if_version", ifVersion.map(String.init))
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let living = try facts.living(reservation, at: context.now, ifVersion: ifVersion, wanted: "release it")
    var wanted: [ItemID: Quantity]?
    for line in lines ?? [] {
      let item = try facts.item(line.item)
      try item.check(line.quantity)
      wanted = wanted ?? [:]
      wanted?[item.id, default: .zero] += line.quantity
    }
    if let lines {
      guard !lines.isEmpty else { throw .nothingToChange }
      try check(lines, wanted ?? [:], living, facts)
    }
    var settlement = ReservationSettlement(context)
    for known in living {
      try settlement.change(known, over: .released) { new, entries throws(InventoryError) in
        for index in new.lines.indices {
          let item = new.lines[index].item
          let given = new.lines[index].release(
            wanted.map { $0[item] ?? .zero }, of: known.reservation, at: context.now, reason, &entries)
          wanted?[item, default: .zero] -= given
        }
      }
    }
    return try settlement.plan(facts, subject: reservation.subject)
  }

  private func check(
    _ lines: [Line], _ wanted: [ItemID: Quantity], _ living: [ReservationFacts], _ facts: Facts
  ) throws(InventoryError) {
    let name = living.count == 1 ? living[0].reservation.number : reservation.text
    for line in lines {
      let item = try facts.item(line.item)
      let own = living.flatMap(\.lines).filter { $0.item == item.id }
      guard !own.isEmpty else { throw .notOnReservation(item.code, lot: nil, reservation: name) }
      let held = own.reduce(Quantity.zero) { $0 + $1.open + $1.waiting }
      let asked = wanted[item.id] ?? .zero
      guard asked <= held else {
        throw .beyondReservation(item.code, lot: nil, reservation: name, asked: asked, held: held)
      }
    }
  }
}

extension ReservationLine {
  /// Gives up so much, or all: first what waits, then what is held, the last piece first. Says how much it was.
  mutating func release(
    _ quantity: Quantity?, of reservation: Reservation, at instant: Instant, _ reason: String?,
    kind: MovementKind = .release, _ entries: inout [PlannedEntry]
  ) -> Quantity {
    let all = quantity ?? waiting + open
    var left = all
    let dropped = min(left, waiting)
    waiting -= dropped
    left -= dropped
    for index in pieces.indices.reversed() where left > .zero && pieces[index].open > .zero {
      let given = min(left, pieces[index].open)
      pieces[index].open -= given
      pieces[index].released += given
      left -= given
      let change = ReservationSettlement.held(-given, reservation)
      entries.append(entry(kind, of: pieces[index], reservation, change, at: instant, reason: reason))
    }
    return all - left
  }
}
