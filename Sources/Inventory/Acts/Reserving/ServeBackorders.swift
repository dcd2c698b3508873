/// Holds what came in for reservations that wait for it, the oldest first. Whoever brings goods in does it by the way, as an
/// act that follows the first one; nobody has to.
public struct ServeBackorders: Act {
  public var items: [ItemID]

  public init(_ items: [ItemID]) { self.items = items }

  /// At most so many reservations in one act.
  public static let mostReservations = 500

  public var action: String { "reservation.served" }
  public var isUpkeep: Bool { true }
  public var right: Right { .count }

  public var needs: Needs {
    var needs = Needs()
    needs.settings = [KnownSetting.allocation.name]
    needs.reservations = .waiting(items, atMost: ServeBackorders.mostReservations)
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    for item in items { digest.add("item", String(item.number)) }
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let items = Set(items)
    var stock = Allotment()
    var settlement = ReservationSettlement(context)
    for known in facts.reservations where known.reservation.status(at: context.now).isLive {
      try settlement.change(known, over: .released) { new, entries throws(InventoryError) in
        for index in new.lines.indices where items.contains(new.lines[index].item) && new.lines[index].waiting > .zero {
          let line = new.lines[index]
          guard let there = facts.promises[RecordKey(line.item, line.location)] else { continue }
          let (pieces, left) = stock.take(
            line.waiting, of: line.item, line.tracking, from: there.candidates, by: line.policy,
            on: Reservation.useDay(known.reservation.due, context.now), minimumLife: line.minimumLife,
            option: facts.allocation, spare: { there.available[$0] ?? .zero })
          new.lines[index].waiting = left
          if left.isZero { new.lines[index].lacking = nil }
          for piece in pieces {
            new.lines[index].hold(piece)
            let change = ReservationSettlement.held(piece.quantity, known.reservation)
            entries.append(
              line.entry(.reserve, of: ReservationPiece(piece), known.reservation, change, at: context.now))
          }
        }
      }
    }
    guard !settlement.isEmpty else { return Plan() }
    var plan = try settlement.plan(facts, subject: nil)
    let isOfLots = plan.entries.contains { $0.lot != nil }
    if isOfLots { plan.requirements.append(.lotsSwept(on: context.now.day)) }
    return plan
  }
}

extension ReservationLine {
  /// What is held of a lot at a place is one piece, however often something is added to it.
  fileprivate mutating func hold(_ piece: LotAllocation.Piece) {
    let own = pieces.firstIndex { $0.location == piece.candidate.location && $0.lot?.id == piece.candidate.lot?.id }
    guard let own else { return pieces.append(ReservationPiece(piece)) }
    pieces[own].open += piece.quantity
  }
}
