/// One thing a receiver saw, before it is posted. Events are never changed; one is taken back by another that negates it.
public struct ReceiveEvent: Hashable, Sendable {
  public var id: Int64
  public var transfer: TransferID
  public var line: Int?
  public var code: ItemCode?
  public var lot: String?
  public var serial: String?
  public var kind: Kind
  public var quantity: Quantity
  public var condition: Condition
  public var actor: String
  public var terminal: String
  public var occurredAt: Instant
  public var negates: Int64?
  public var negatedBy: Int64?
  public var isPosted: Bool
  /// What was scanned, of a parked one.
  public var text: String?
  public var note: String?

  public init(
    id: Int64, transfer: TransferID, line: Int?, code: ItemCode?, lot: String?, serial: String?, kind: Kind,
    quantity: Quantity, condition: Condition, actor: String, terminal: String, occurredAt: Instant, negates: Int64?,
    negatedBy: Int64?, isPosted: Bool, text: String?, note: String?
  ) {
    self.id = id
    self.transfer = transfer
    self.line = line
    self.code = code
    self.lot = lot
    self.serial = serial
    self.kind = kind
    self.quantity = quantity
    self.condition = condition
    self.actor = actor
    self.terminal = terminal
    self.occurredAt = occurredAt
    self.negates = negates
    self.negatedBy = negatedBy
    self.isPosted = isPosted
    self.text = text
    self.note = note
  }

  /// The numbers are stored: they never change their meaning.
  public enum Kind: Int, Sendable, CaseIterable {
    case scan = 0
    case typed = 1
    /// The whole line or pallet as shipped, unseen.
    case unseen = 2
    case negate = 3
    /// Not understood, or waiting for a supervisor.
    case parked = 5

    public var name: String {
      switch self {
      case .scan: "scan"
      case .typed: "typed"
      case .unseen: "accepted_unseen"
      case .negate: "negate"
      case .parked: "parked"
      }
    }
  }

  public enum Condition: Int, Sendable, CaseIterable {
    case good = 0
    case damaged = 1
    /// Good, and beyond what was shipped.
    case over = 2

    public var name: String {
      switch self {
      case .good: "good"
      case .damaged: "damaged"
      case .over: "over"
      }
    }
  }
}
