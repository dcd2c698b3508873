/// One thing a counter did: it is never changed or deleted, only negated by another (`interaction.md` 3.1).
public struct CountEvent: Hashable, Sendable {
  public var id: Int64
  public var kind: CountKind
  /// Nil of a scan that nobody understood yet.
  public var code: ItemCode?
  public var name: String
  public var location: LocationID
  public var place: String
  public var lot: String?
  public var serial: String?
  /// As it was said: so many packs of `pack` units; of ``CountKind/set`` what the line was to be.
  public var quantity: Quantity
  public var pack: Quantity
  /// By how much it changed the line.
  public var base: Quantity
  public var isDamaged: Bool
  public var round: Int
  public var actor: String
  public var terminal: String
  /// When it was scanned, and when the database learned of it.
  public var occurredAt: Instant
  public var recordedAt: Instant
  /// The latest ledger entry when it was recorded; nil where it was counted at some other time.
  public var ledgerEntry: Int64?
  /// The event it takes back, and the one that took it back.
  public var negates: Int64?
  public var negatedBy: Int64?
  /// What was read, of a scan that is parked.
  public var text: String?
  public var note: String?

  public init(
    id: Int64, kind: CountKind, code: ItemCode?, name: String, location: LocationID, place: String, lot: String?,
    serial: String?, quantity: Quantity, pack: Quantity, base: Quantity, isDamaged: Bool, round: Int, actor: String,
    terminal: String, occurredAt: Instant, recordedAt: Instant, ledgerEntry: Int64?, negates: Int64?,
    negatedBy: Int64?, text: String?, note: String?
  ) {
    self.id = id
    self.kind = kind
    self.code = code
    self.name = name
    self.location = location
    self.place = place
    self.lot = lot
    self.serial = serial
    self.quantity = quantity
    self.pack = pack
    self.base = base
    self.isDamaged = isDamaged
    self.round = round
    self.actor = actor
    self.terminal = terminal
    self.occurredAt = occurredAt
    self.recordedAt = recordedAt
    self.ledgerEntry = ledgerEntry
    self.negates = negates
    self.negatedBy = negatedBy
    self.text = text
    self.note = note
  }
}

/// What a count event is. The numbers are stored: they never change their meaning.
public enum CountKind: Int, Sendable, CaseIterable {
  /// A scan: one unit, or one pack.
  case scan = 0
  /// A quantity that was typed, added to the line; below zero it corrects it.
  case typed = 1
  /// The line is exactly this, as far as its counter and this round go.
  case set = 2
  /// Takes an earlier event back.
  case negate = 3
  /// There is none: the line is counted, and zero.
  case zero = 4
  /// A scan that was not understood: parked, never dropped.
  case unknown = 5

  public var name: String {
    switch self {
    case .scan: "scan"
    case .typed: "typed"
    case .set: "set"
    case .negate: "negate"
    case .zero: "zero"
    case .unknown: "unknown"
    }
  }
}
