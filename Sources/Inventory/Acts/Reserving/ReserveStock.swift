/// Holds stock for a reference: an order, a checkout, an allocation (`spec.md` 3.4). What is held is available to nobody
/// else: it can be promised once, whoever else reserves at the same moment.
public struct ReserveStock: Act {
  public static let mostLines = 1000

  /// What of an item is to be held.
  public struct Line: Hashable, Sendable {
    public var item: String
    /// Where it is to come from: this place or one inside it, but none in quarantine.
    public var location: String
    public var quantity: Quantity
    public var policy: LotAllocation.Policy
    /// Days that must be left of a lot's life; nil for none.
    public var minimumLife: Int?

    public init(
      _ item: String, at location: String, _ quantity: Quantity, policy: LotAllocation.Policy = .fefo,
      minimumLife: Int? = nil
    ) {
      self.item = item
      self.location = location
      self.quantity = quantity
      self.policy = policy
      self.minimumLife = minimumLife
    }
  }

  /// What becomes of what cannot be held.
  public enum Lacking: String, Hashable, Sendable, CaseIterable {
    /// Nothing is held at all.
    case refuse
    /// What there is is held; the lines say why the rest is not.
    case partial
    /// As `partial`, and the rest waits for what comes in.
    case wait
  }

  /// How long it is held.
  public enum Life: Hashable, Sendable {
    /// As long as the house says: setting `reservation_ttl`.
    case standard
    case until(Instant)
    /// So long from the moment it is done; sent again later, it is the same act.
    case lasting(milliseconds: Int64)
    case unlimited
  }

  /// `TYPE:ID`.
  public var subject: String
  public var lines: [Line]
  public var life: Life
  public var lacking: Lacking
  /// When the goods are wanted: lots must be usable by then.
  public var due: Day?
  public var holdReason: String?

  public init(
    for subject: String, _ lines: [Line], life: Life = .standard, lacking: Lacking = .refuse, due: Day? = nil,
    holdReason: String? = nil
  ) {
    self.subject = subject
    self.lines = lines
    self.life = life
    self.lacking = lacking
    self.due = due
    self.holdReason = holdReason
  }

  public var action: String { "reservation.created" }

  public var needs: Needs {
    var needs = Needs()
    for line in lines {
      needs.items.insert(line.item)
      needs.locations.insert(line.location)
      needs.promises.insert(Needs.RecordName(line.item, line.location))
      if let lot = line.policy.lot { needs.lots.insert(Needs.LotName(line.item, lot)) }
    }
    needs.settings = [KnownSetting.allocation.name]
    if life == .standard { needs.settings.insert(KnownSetting.reservationLife.name) }
    needs.promisesMayLack = lacking != .refuse
    needs.nextReservation = true
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("subject", subject)
    for line in lines {
      digest.add("item", line.item)
      digest.add("location", line.location)
      digest.add("quantity", line.quantity.description)
      digest.add("policy", line.policy.name)
      digest.add("lot", line.policy.lot)
      digest.add("life", line.minimumLife.map(String.init))
    }
    life.describe(to: &digest)
    digest.add("lacking", lacking.rawValue)
    digest.add("due", due?.description)
    digest.add("hold_reason", holdReason)
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    try Reservation.check(subject: subject)
    guard !lines.isEmpty else { throw .nothingToChange }
    guard lines.count <= ReserveStock.mostLines else {
      throw .tooManyLines(lines.count, most: ReserveStock.mostLines)
    }
    let (planned, guards) = try allotted(facts, context)
    var reservation = Reservation(
      id: ReservationID(facts.nextReservation), subject: subject, expiresAt: try life.end(facts, context.now),
      due: due, holdReason: holdReason, createdBy: context.actor, createdAt: context.now)
    reservation.settle(planned, at: context.now, over: .failed)
    let numbered = planned.map { line in
      var line = line
      line.reservation = reservation.id
      return line
    }
    var plan = Plan()
    plan.entity = reservation.entity
    plan.reference = subject
    plan.requirements = guards
    // What lacks goods may find those that expired reservations held, even where it could hold nothing yet.
    if !guards.isEmpty { plan.requirements.append(.reservationsSwept(at: context.now)) }
    plan.changes = [.reservation(.create(reservation, numbered))]
    plan.entries = numbered.flatMap { $0.reserving(reservation, at: context.now) }.inWritingOrder
    plan.requireSwept(facts)
    plan.after = reservation.fields(numbered, withLines: true)
    return plan
  }

  /// The lines with what each holds; and, where one lacks something, that nothing came in since that was seen.
  private func allotted(
    _ facts: Facts, _ context: ActContext
  ) throws(InventoryError) -> (lines: [ReservationLine], guards: [Requirement]) {
    var stock = Allotment()
    var planned: [ReservationLine] = []
    var guards: [Requirement] = []
    for (index, line) in lines.enumerated() {
      let item = try facts.item(line.item)
      let place = try facts.location(line.location)
      try check(line, item, facts, context)
      let known = facts.promises[RecordKey(item.id, place.id)] ?? PromiseFacts()
      let (pieces, left) = stock.take(
        line.quantity, of: item.id, item.tracking, from: known.candidates, by: line.policy,
        on: Reservation.useDay(due, context.now), minimumLife: line.minimumLife ?? 0,
        option: facts.allocation, packs: item.packSizes, spare: { known.available[$0] ?? .zero })
      var made = ReservationLine(
        reservation: ReservationID(0), number: index + 1, item: item.id, code: item.code, name: item.name,
        unit: item.unit.name, location: place.id, place: place.path, policy: line.policy,
        minimumLife: line.minimumLife ?? 0, requested: line.quantity, pieces: pieces.map { ReservationPiece($0) },
        tracking: item.tracking)
      if left > .zero {
        guard lacking != .refuse else {
          throw .insufficient(
            item: item.code, place: place.path, lot: line.policy.lot, .available, asked: line.quantity,
            has: line.quantity - left)
        }
        made.lacking = line.quantity - left
        made.waiting = lacking == .wait ? left : .zero
        let asSeen = Requirement.itemAsSeen(item.id, lastEntry: known.lastEntry)
        if !guards.contains(asSeen) { guards.append(asSeen) }
      }
      planned.append(made)
    }
    return (planned, guards)
  }

  private func check(
    _ line: Line, _ item: Item, _ facts: Facts, _ context: ActContext
  ) throws(InventoryError) {
    try item.check(line.quantity)
    if let life = line.minimumLife, life < 0 || life > 36_500 {
      throw .badField(name: "life", value: String(life), wanted: "days from 0 to 36500 that must be left")
    }
    guard let code = line.policy.lot else { return }
    if item.tracking != .lot { throw .takesNoLot(item.code) }
    guard let lot = facts.lots[Needs.LotName(line.item, code)] else { throw .noSuchLot(code, item: item.code) }
    let day = Reservation.useDay(due, context.now)
    if lacking == .refuse, !lot.isUsable(on: day) { throw .lotNotUsable(lot, item: item.code, on: day) }
  }
}

extension ReserveStock.Life {
  func describe(to digest: inout ContentDigest) {
    switch self {
    case .standard: digest.add("expires", "standard")
    case .until(let instant): digest.add("expires", instant.description)
    case .lasting(let milliseconds): digest.add("expires", "after \(milliseconds)")
    case .unlimited: digest.add("expires", "never")
    }
  }

  /// When it ends for what is done now; nil for never.
  func end(_ facts: Facts, _ now: Instant) throws(InventoryError) -> Instant? {
    let end: Instant?
    switch self {
    case .standard:
      let minutes = facts.number(.reservationLife)
      end = minutes == 0 ? nil : now.adding(milliseconds: Int64(minutes) * 60_000)
    case .until(let instant): end = instant
    case .lasting(let milliseconds): end = now.adding(milliseconds: milliseconds)
    case .unlimited: end = nil
    }
    if let end, end <= now {
      throw .badField(name: "expires", value: end.description, wanted: "a time to come, such as 60m, or never")
    }
    return end
  }
}
