/// Which reservations an act means.
public enum ReservationName: Hashable, Sendable {
  /// `RV-0042`, or the number alone.
  case number(String)
  /// All live ones for a reference, as `TYPE:ID`.
  case subject(String)
}

/// Confirms reservations: what is reserved becomes allocated and expires no more. One that has expired is refused.
public struct ConfirmReservation: Act {
  public var reservation: ReservationName
  public var ifVersion: Int64?

  public init(_ reservation: ReservationName, ifVersion: Int64? = nil) {
    self.reservation = reservation
    self.ifVersion = ifVersion
  }

  public var action: String { "reservation.confirmed" }
  public var needs: Needs { Needs() }
  public func describe(to digest: inout ContentDigest) {}
  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan { throw .nothingToChange }
}

/// Gives back what reservations hold, confirmed or not: all of it, or some of some items.
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
  public var needs: Needs { Needs() }
  public func describe(to digest: inout ContentDigest) {}
  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan { throw .nothingToChange }
}

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
  public var needs: Needs { Needs() }
  public func describe(to digest: inout ContentDigest) {}
  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan { throw .nothingToChange }
}

/// Moves the expiry of a reservation that is alive; nil takes it away.
public struct ExtendReservation: Act {
  public var reservation: ReservationName
  public var expiresAt: Instant?
  public var ifVersion: Int64?

  public init(_ reservation: ReservationName, until expiresAt: Instant?, ifVersion: Int64? = nil) {
    self.reservation = reservation
    self.expiresAt = expiresAt
    self.ifVersion = ifVersion
  }

  public var action: String { "reservation.extended" }
  public var needs: Needs { Needs() }
  public func describe(to digest: inout ContentDigest) {}
  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan { throw .nothingToChange }
}

/// Writes down what has expired: reservations past their expiry hold nothing anyway, so no availability changes.
public struct SweepReservations: Act {
  public init() {}

  public var action: String { "reservation.expired" }
  public var right: Right { .count }
  public var needs: Needs { Needs() }
  public func describe(to digest: inout ContentDigest) {}
  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan { throw .nothingToChange }
}
