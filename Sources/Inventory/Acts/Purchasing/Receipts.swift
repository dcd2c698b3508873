/// Registers goods that are expected without an order: incoming from now on (R0 §8).
public struct ExpectGoods: Act {
  public var item: String
  public var quantity: Quantity
  public var location: String
  /// What it is said to belong to.
  public var order: String?
  public var vendor: String?
  public var expectedOn: Day?

  public init(
    _ item: String, _ quantity: Quantity, at location: String, order: String? = nil, vendor: String? = nil,
    expectedOn: Day? = nil
  ) {
    self.item = item
    self.quantity = quantity
    self.location = location
    self.order = order
    self.vendor = vendor
    self.expectedOn = expectedOn
  }

  public var action: String { "receipt.expected" }
  public var needs: Needs { Needs() }
  public func describe(to digest: inout ContentDigest) {}
  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan { throw .nothingToChange }
}

/// What came of one item.
public struct ReceivedGoods: Hashable, Sendable {
  public var item: String
  /// Came, good or not; below zero only in ``ScanReceipt``, where it takes back.
  public var received: Quantity
  /// Of what came: not taken.
  public var rejected: Quantity
  public var lot: String?
  public var made: Day?
  public var expires: Day?
  public var serials: [String]

  public init(
    _ item: String, _ received: Quantity, rejected: Quantity = .zero, lot: String? = nil, made: Day? = nil,
    expires: Day? = nil, serials: [String] = []
  ) {
    self.item = item
    self.received = received
    self.rejected = rejected
    self.lot = lot
    self.made = made
    self.expires = expires
    self.serials = serials
  }
}

/// Goods delivered against an order that was sent: written down as a pending receipt, or posted at once.
public struct ReceiveOrder: Act {
  public var number: String
  /// Nil for all that is still to come.
  public var goods: [ReceivedGoods]?
  public var posts: Bool
  /// Where they are put; nil for the order's destination.
  public var location: String?
  /// The delivery note's number.
  public var reference: String?

  public init(
    _ number: String, _ goods: [ReceivedGoods]? = nil, posts: Bool, at location: String? = nil, reference: String? = nil
  ) {
    self.number = number
    self.goods = goods
    self.posts = posts
    self.location = location
    self.reference = reference
  }

  public var action: String { posts ? "receipt.posted" : "receipt.created" }
  public var needs: Needs { Needs() }
  public func describe(to digest: inout ContentDigest) {}
  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan { throw .nothingToChange }
}

/// Adds what was scanned to the pending receipt of an order, which is made where there is none: everybody who receives the
/// order adds to the same one. Nothing moves until it is posted.
public struct ScanReceipt: Act {
  public var number: String
  public var goods: [ReceivedGoods]

  public init(_ number: String, _ goods: [ReceivedGoods]) {
    self.number = number
    self.goods = goods
  }

  public var action: String { "receipt.scanned" }
  public var needs: Needs { Needs() }
  public func describe(to digest: inout ContentDigest) {}
  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan { throw .nothingToChange }
}

/// What becomes of a receipt.
public struct SettleReceipt: Act {
  public enum Verdict: Hashable, Sendable {
    /// Pending goods move into stock; expected goods have come, whole.
    case post
    /// Pending or expected goods did not come.
    case cancel
    /// Posted goods go out again, and are expected as before; refused where a later balance would not stand it.
    case undo
  }

  public var receipt: String
  public var verdict: Verdict
  /// Of expected goods: what came, where it is not all that was expected, or names lots or serials.
  public var goods: [ReceivedGoods]?
  public var ifVersion: Int64?

  public init(_ receipt: String, _ verdict: Verdict, _ goods: [ReceivedGoods]? = nil, ifVersion: Int64? = nil) {
    self.receipt = receipt
    self.verdict = verdict
    self.goods = goods
    self.ifVersion = ifVersion
  }

  public var action: String {
    switch verdict {
    case .post: "receipt.confirmed"
    case .cancel: "receipt.cancelled"
    case .undo: "receipt.undone"
    }
  }
  public var needs: Needs { Needs() }
  public func describe(to digest: inout ContentDigest) {}
  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan { throw .nothingToChange }
}
