/// Asks for goods to be bought (`spec.md` 3.9).
public struct CreateRequisition: Act {
  public struct Line: Hashable, Sendable {
    public var item: String
    public var quantity: Quantity
    /// Where it is wanted.
    public var location: String?
    public var vendor: String?
    public var neededOn: Day?

    public init(
      _ item: String, _ quantity: Quantity, at location: String? = nil, vendor: String? = nil, neededOn: Day? = nil
    ) {
      self.item = item
      self.quantity = quantity
      self.location = location
      self.vendor = vendor
      self.neededOn = neededOn
    }
  }

  public var lines: [Line]
  public var note: String?

  public init(_ lines: [Line], note: String? = nil) {
    self.lines = lines
    self.note = note
  }

  public var action: String { "requisition.created" }
  public var needs: Needs { Needs() }
  public func describe(to digest: inout ContentDigest) {}
  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan { throw .nothingToChange }
}

/// What becomes of a requisition that nobody has ordered yet.
public struct DecideRequisition: Act {
  public enum Verdict: Hashable, Sendable {
    case approve
    case cancel
  }

  public var requisition: String
  public var verdict: Verdict
  public var ifVersion: Int64?

  public init(_ requisition: String, _ verdict: Verdict, ifVersion: Int64? = nil) {
    self.requisition = requisition
    self.verdict = verdict
    self.ifVersion = ifVersion
  }

  public var action: String { verdict == .approve ? "requisition.approved" : "requisition.cancelled" }
  public var right: Right { .supervise }
  public var needs: Needs { Needs() }
  public func describe(to digest: inout ContentDigest) {}
  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan { throw .nothingToChange }
}

/// Makes a draft order of what an approved requisition wants from a vendor: its lines that name this vendor or none.
public struct OrderRequisition: Act {
  public var requisition: String
  public var vendor: String
  /// The number of the order; nil for the house's next.
  public var number: String?
  public var currency: String
  /// Where the goods come to; nil where the lines say it.
  public var destination: String?
  public var ifVersion: Int64?

  public init(
    _ requisition: String, from vendor: String, number: String? = nil, currency: String, to destination: String? = nil,
    ifVersion: Int64? = nil
  ) {
    self.requisition = requisition
    self.vendor = vendor
    self.number = number
    self.currency = currency
    self.destination = destination
    self.ifVersion = ifVersion
  }

  public var action: String { "requisition.ordered" }
  public var right: Right { .supervise }
  public var needs: Needs { Needs() }
  public func describe(to digest: inout ContentDigest) {}
  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan { throw .nothingToChange }
}
