/// What an order is to be: written new, or in the place of a draft's.
public struct OrderDraft: Hashable, Sendable {
  public struct Line: Hashable, Sendable {
    public var item: String
    public var quantity: Quantity
    public var price: UnitCost
    public var expectedOn: Day?

    public init(_ item: String, _ quantity: Quantity, price: UnitCost, expectedOn: Day? = nil) {
      self.item = item
      self.quantity = quantity
      self.price = price
      self.expectedOn = expectedOn
    }
  }

  public var vendor: String
  public var currency: String
  public var destination: String
  public var lines: [Line]
  public var expectedOn: Day?
  public var reference: String?
  public var note: String?

  public init(
    vendor: String, currency: String, to destination: String, _ lines: [Line], expectedOn: Day? = nil,
    reference: String? = nil, note: String? = nil
  ) {
    self.vendor = vendor
    self.currency = currency
    self.destination = destination
    self.lines = lines
    self.expectedOn = expectedOn
    self.reference = reference
    self.note = note
  }
}

/// Writes down an order (`spec.md` 3.9).
public struct CreateOrder: Act {
  /// Unique whatever the case; nil for the house's next.
  public var number: String?
  public var draft: OrderDraft

  public init(_ number: String?, _ draft: OrderDraft) {
    self.number = number
    self.draft = draft
  }

  public var action: String { "order.created" }
  public var right: Right { .supervise }
  public var needs: Needs { Needs() }
  public func describe(to digest: inout ContentDigest) {}
  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan { throw .nothingToChange }
}

/// Writes a draft anew: what is nil stays.
public struct EditOrder: Act {
  public var number: String
  public var vendor: String?
  public var currency: String?
  public var destination: String?
  /// In the place of those there are.
  public var lines: [OrderDraft.Line]?
  /// `.some(nil)` takes the day away.
  public var expectedOn: Day??
  public var reference: String?
  public var note: String?
  public var ifVersion: Int64?

  public init(
    _ number: String, vendor: String? = nil, currency: String? = nil, to destination: String? = nil,
    _ lines: [OrderDraft.Line]? = nil, expectedOn: Day?? = nil, reference: String? = nil, note: String? = nil,
    ifVersion: Int64? = nil
  ) {
    self.number = number
    self.vendor = vendor
    self.currency = currency
    self.destination = destination
    self.lines = lines
    self.expectedOn = expectedOn
    self.reference = reference
    self.note = note
    self.ifVersion = ifVersion
  }

  public var action: String { "order.edited" }
  public var right: Right { .supervise }
  public var needs: Needs { Needs() }
  public func describe(to digest: inout ContentDigest) {}
  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan { throw .nothingToChange }
}

/// The next step of an order.
public struct AdvanceOrder: Act {
  public enum Step: Hashable, Sendable {
    /// The vendor has it: its goods are incoming.
    case send
    /// What has not come will not come.
    case close
    /// A draft is thrown away.
    case cancel
  }

  public var number: String
  public var step: Step
  public var ifVersion: Int64?

  public init(_ number: String, _ step: Step, ifVersion: Int64? = nil) {
    self.number = number
    self.step = step
    self.ifVersion = ifVersion
  }

  public var action: String {
    switch step {
    case .send: "order.sent"
    case .close: "order.closed"
    case .cancel: "order.cancelled"
    }
  }
  public var right: Right { .supervise }
  public var needs: Needs { Needs() }
  public func describe(to digest: inout ContentDigest) {}
  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan { throw .nothingToChange }
}
