extension Reservation {
  /// The document alone, as it was when something last happened to it.
  public var fields: Fields {
    var fields = Fields()
    fields.add("id", number)
    fields.add("reference", subject)
    fields.add("status", status.rawValue)
    fields.add("expires_at", expiresAt)
    fields.add("due", due)
    fields.add("hold_reason", holdReason)
    fields.add("created_by", createdBy)
    fields.add("created_at", createdAt)
    fields.add("confirmed_at", confirmedAt)
    fields.add("closed_at", closedAt)
    fields.add("version", version)
    return fields
  }

  var entity: String { "reservation:\(number)" }

  /// So many lines stand in an audit event at most; the ledger has them all.
  static let mostLinesInAudit = 100

  /// With what its lines come to, and the lines themselves where they are few.
  func fields(_ lines: [ReservationLine], withLines: Bool) -> Fields {
    var fields = fields
    fields.add(ReservationSums(lines).fields)
    if withLines, lines.count <= Reservation.mostLinesInAudit {
      fields.add("rows", .list(lines.map { .fields($0.fields) }))
    }
    return fields
  }
}

/// What the lines of a reservation come to.
public struct ReservationSums: Hashable, Sendable {
  public var lines = 0
  public var requested = Quantity.zero
  /// Held now.
  public var open = Quantity.zero
  public var fulfilled = Quantity.zero
  public var waiting = Quantity.zero

  public init(_ lines: some Sequence<ReservationLine>) {
    for line in lines {
      self.lines += 1
      requested += line.requested
      open += line.open
      fulfilled += line.fulfilled
      waiting += line.waiting
    }
  }

  public init(lines: Int, requested: Quantity, open: Quantity, fulfilled: Quantity, waiting: Quantity) {
    self.lines = lines
    self.requested = requested
    self.open = open
    self.fulfilled = fulfilled
    self.waiting = waiting
  }

  public var fields: Fields {
    var fields = Fields()
    fields.add("lines", Int64(lines))
    fields.add("requested", requested)
    fields.add("held", open)
    fields.add("fulfilled", fulfilled)
    fields.add("waiting", waiting)
    return fields
  }
}

extension ReservationLine {
  public var released: Quantity { pieces.reduce(.zero) { $0 + $1.released } }
  public var cut: Quantity { pieces.reduce(.zero) { $0 + $1.cut } }

  /// `available` is what there was where the line could not be held whole.
  public var fields: Fields {
    var fields = Fields()
    fields.add("line", Int64(number))
    fields.add("sku", code.sku)
    fields.add("variant", code.variant.isEmpty ? nil : code.variant)
    fields.add("name", name)
    fields.add("unit", unit)
    fields.add("location", place)
    fields.add("policy", policy.name)
    fields.add("lot", policy.lot)
    fields.add("minimum_life", Int64(minimumLife))
    fields.add("requested", requested)
    fields.add("held", open)
    fields.add("fulfilled", fulfilled)
    fields.add("released", released)
    fields.add("cut", cut)
    fields.add("waiting", waiting)
    fields.add("available", lacking)
    fields.add("pieces", .list(pieces.map { .fields($0.fields) }))
    return fields
  }
}

extension ReservationPiece {
  public var fields: Fields {
    var fields = Fields()
    fields.add("location", place)
    fields.add("lot", lot?.code)
    fields.add("expires", lot?.expires)
    fields.add("held", open)
    fields.add("fulfilled", fulfilled)
    fields.add("released", released)
    fields.add("cut", cut)
    return fields
  }
}

extension LotAllocation.Policy {
  /// `fefo`, `fifo` or `lot`.
  public var name: String {
    switch self {
    case .fefo: "fefo"
    case .fifo: "fifo"
    case .lot: "lot"
    }
  }

  /// The one lot that will do.
  public var lot: String? { if case .lot(let code) = self { code } else { nil } }
}

extension ReservationPage.Row {
  public var fields: Fields {
    var fields = reservation.fields
    guard lines > 0 else { return fields }
    fields.add(
      ReservationSums(lines: lines, requested: requested, open: open, fulfilled: fulfilled, waiting: waiting).fields)
    return fields
  }
}
