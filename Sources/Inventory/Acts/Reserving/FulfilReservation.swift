/// Goods of reservations leave, confirmed or not: all of what is held, or some.
public struct FulfilReservation: Act {
  public struct Line: Hashable, Sendable {
    public var item: String
    public var quantity: Quantity
    /// Of this lot; nil in the order the pieces are held.
    public var lot: String?
    /// As many as units, of an item kept by serial.
    public var serials: [String]

    public init(_ item: String, _ quantity: Quantity, lot: String? = nil, serials: [String] = []) {
      self.item = item
      self.quantity = quantity
      self.lot = lot
      self.serials = serials
    }
  }

  public var reservation: ReservationName
  /// Nil for all that is held.
  public var lines: [Line]?
  public var ifVersion: Int64?

  public init(_ reservation: ReservationName, _ lines: [Line]? = nil, ifVersion: Int64? = nil) {
    self.reservation = reservation
    self.lines = lines
    self.ifVersion = ifVersion
  }

  public var action: String { "reservation.fulfilled" }

  public var needs: Needs {
    var needs = Needs(reservation)
    for line in lines ?? [] {
      needs.items.insert(line.item)
      for serial in line.serials { needs.serials.insert(Needs.SerialName(line.item, serial)) }
    }
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    reservation.describe(to: &digest)
    for line in lines ?? [] {
      digest.add("item", line.item)
      digest.add("quantity", line.quantity.description)
      digest.add("lot", line.lot)
      for serial in line.serials { digest.add("serial", serial) }
    }
    if lines == nil { digest.add("lines", "all") }
    digest.add("if_version", ifVersion.map(String.init))
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let living = try facts.living(reservation, at: context.now, ifVersion: ifVersion, wanted: "fulfil it")
    let name = living.count == 1 ? living[0].reservation.number : reservation.text
    var takings = Takings(living, name)
    if let lines {
      guard !lines.isEmpty else { throw .nothingToChange }
      for line in lines { try takings.take(line, facts.item(line.item), facts) }
    } else {
      try takings.takeAll()
    }
    var settlement = ReservationSettlement(context)
    for (index, known) in living.enumerated() {
      try settlement.change(known, over: .fulfilled) { new, entries throws(InventoryError) in
        for taking in takings.list where taking.reservation == index {
          let line = known.lines[taking.line]
          let piece = line.pieces[taking.piece]
          if let lot = piece.lot, !lot.isUsable(on: context.now.day) {
            throw InventoryError.lotNotUsable(lot, item: line.code, on: context.now.day)
          }
          new.lines[taking.line].pieces[taking.piece].open -= taking.quantity
          new.lines[taking.line].pieces[taking.piece].fulfilled += taking.quantity
          let change =
            Balances(onHand: -taking.quantity) + ReservationSettlement.held(-taking.quantity, known.reservation)
          entries.append(
            line.entry(.consume, of: piece, known.reservation, change, at: context.now, serials: taking.serials))
        }
      }
    }
    guard !settlement.isEmpty else {
      throw .reservationIs(living[0].reservation.number, living[0].reservation.status, wanted: "fulfil what waits")
    }
    return try settlement.plan(facts, subject: reservation.subject)
  }
}

/// What is taken of which pieces.
private struct Takings {
  struct Taking {
    var reservation: Int
    var line: Int
    var piece: Int
    var quantity: Quantity
    var serials: [String]
  }

  private let living: [ReservationFacts]
  private let name: String
  private(set) var list: [Taking] = []

  init(_ living: [ReservationFacts], _ name: String) {
    self.living = living
    self.name = name
  }

  mutating func takeAll() throws(InventoryError) {
    for (index, known) in living.enumerated() {
      for (number, line) in known.lines.enumerated() where line.open > .zero {
        if line.tracking == .serial { throw .needsSerials(line.code, asked: line.open, given: 0) }
        for (place, piece) in line.pieces.enumerated() where piece.open > .zero {
          list.append(Taking(reservation: index, line: number, piece: place, quantity: piece.open, serials: []))
        }
      }
    }
  }

  mutating func take(_ line: FulfilReservation.Line, _ item: Item, _ facts: Facts) throws(InventoryError) {
    try item.check(line.quantity)
    if line.lot != nil, item.tracking != .lot { throw .takesNoLot(item.code) }
    if item.tracking != .serial, !line.serials.isEmpty { throw .takesNoSerials(item.code) }
    let pieces = pieces(of: item.id, lot: line.lot)
    guard !pieces.isEmpty else { throw .notOnReservation(item.code, lot: line.lot, reservation: name) }
    let held = pieces.reduce(Quantity.zero) { $0 + $1.quantity }
    guard line.quantity <= held else {
      throw .beyondReservation(item.code, lot: line.lot, reservation: name, asked: line.quantity, held: held)
    }
    if item.tracking == .serial { return try take(line.serials, of: item, line, facts) }
    var left = line.quantity
    for piece in pieces where left > .zero && piece.quantity > .zero {
      var taking = piece
      taking.quantity = min(left, piece.quantity)
      left -= taking.quantity
      list.append(taking)
    }
  }

  /// Each serial is of the piece that is held where it is.
  private mutating func take(
    _ serials: [String], of item: Item, _ line: FulfilReservation.Line, _ facts: Facts
  ) throws(InventoryError) {
    try item.check(serials, for: line.quantity)
    for serial in serials {
      let fact = facts.serials[Needs.SerialName(line.item, serial)]
      if fact?.isBlocked == true { throw .serialBlocked(serial, item: item.code) }
      let pieces = pieces(of: item.id, lot: nil)
      guard
        var taking = pieces.first(where: {
          $0.quantity > .zero && fact != nil && place(of: $0).location == fact?.location
        })
      else {
        let places = Set(pieces.map { place(of: $0).place }).sorted().joined(separator: ", ")
        throw .serialNotHere(serial, item: item.code, place: places, isAt: fact?.place)
      }
      if list.contains(where: {
        $0.serials.contains { $0.lowercased() == serial.lowercased() } && item.id == self.item(of: $0)
      }) {
        throw .serialGivenTwice(serial, item: item.code)
      }
      taking.quantity = Quantity(1)
      taking.serials = [serial]
      add(taking)
    }
  }

  private mutating func add(_ taking: Taking) {
    let own = list.firstIndex {
      ($0.reservation, $0.line, $0.piece) == (taking.reservation, taking.line, taking.piece)
    }
    guard let own else { return list.append(taking) }
    list[own].quantity += taking.quantity
    list[own].serials += taking.serials
  }

  private func place(of taking: Taking) -> ReservationPiece {
    living[taking.reservation].lines[taking.line].pieces[taking.piece]
  }

  private func item(of taking: Taking) -> ItemID { living[taking.reservation].lines[taking.line].item }

  /// The pieces of an item with what is left of each after what was taken so far.
  private func pieces(of item: ItemID, lot: String?) -> [Taking] {
    var pieces: [Taking] = []
    for (index, known) in living.enumerated() {
      for (number, line) in known.lines.enumerated() where line.item == item {
        for (place, piece) in line.pieces.enumerated() {
          if let lot, piece.lot?.code.lowercased() != lot.lowercased() { continue }
          let taken = list.filter { ($0.reservation, $0.line, $0.piece) == (index, number, place) }
          let left = piece.open - taken.reduce(.zero) { $0 + $1.quantity }
          pieces.append(Taking(reservation: index, line: number, piece: place, quantity: left, serials: []))
        }
      }
    }
    return pieces
  }
}
