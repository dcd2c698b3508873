/// A change of a transfer, as part of a plan.
public enum TransferChange: Hashable, Sendable {
  case create(Transfer)
  /// Lines it did not have.
  case addLines(TransferID, [TransferLine])
  /// Takes out all lines: of a request that is written anew.
  case removeLines(TransferID)
  /// What lines have come to, as changes of their figures.
  case step(TransferID, [TransferStep])
  /// What a transfer is from now on, where its version is still `from`.
  case set(Transfer, from: Int64)
  case serials(TransferID, [TransferSerial])
  case removeSerials(TransferID)
  case record(TransferID, [PlannedReceipt])
  case negate(event: Int64, occurredAt: Instant)
  /// All that was scanned up to an event is posted by this act, but what is parked.
  case post(TransferID, through: Int64)
  case open([Discrepancy])
  /// What became of `quantity` of it; the rest, if any, stays open.
  case resolve(Discrepancy, quantity: Quantity, value: Money, DiscrepancyVerdict)
  /// An open one has been answered for: a claim, with what the other side calls it.
  case claim(Discrepancy, DiscrepancyVerdict)
}

/// Which line of a transfer an entry belongs to, and what the goods it moves are worth: plus what comes, minus what goes.
public struct TransferPart: Hashable, Sendable {
  public var transfer: TransferID
  public var line: Int
  public var value: Money

  public init(_ transfer: TransferID, line: Int, value: Money = .zero) {
    self.transfer = transfer
    self.line = line
    self.value = value
  }
}

/// By how much the figures of a line change.
public struct TransferStep: Hashable, Sendable {
  public var line: Int
  public var requested = Quantity.zero
  public var shipped = Quantity.zero
  public var good = Quantity.zero
  public var damaged = Quantity.zero
  public var over = Quantity.zero
  public var closed = Quantity.zero
  public var pendingGood = Quantity.zero
  public var pendingDamaged = Quantity.zero
  public var pendingOver = Quantity.zero
  public var shippedValue = Money.zero
  public var arrivedValue = Money.zero

  public init(line: Int) { self.line = line }
}

/// Something seen at the dock, to be recorded.
public struct PlannedReceipt: Hashable, Sendable {
  public var line: Int?
  public var item: ItemID?
  public var serial: String?
  public var kind: ReceiveEvent.Kind
  public var quantity: Quantity
  public var condition: ReceiveEvent.Condition
  public var occurredAt: Instant
  public var text: String?
  public var note: String?
}

/// What became of a discrepancy, and who says so.
public struct DiscrepancyVerdict: Hashable, Sendable {
  public var resolution: Discrepancy.Resolution
  public var reason: String?
  public var reference: String?

  public init(_ resolution: Discrepancy.Resolution, reason: String? = nil, reference: String? = nil) {
    self.resolution = resolution
    self.reason = reason
    self.reference = reference
  }
}

extension TransferLine {
  /// After a step.
  func stepped(_ step: TransferStep) -> TransferLine {
    var line = self
    line.requested += step.requested
    line.shipped += step.shipped
    line.good += step.good
    line.damaged += step.damaged
    line.over += step.over
    line.closed += step.closed
    line.pendingGood += step.pendingGood
    line.pendingDamaged += step.pendingDamaged
    line.pendingOver += step.pendingOver
    line.shippedValue += step.shippedValue
    line.arrivedValue += step.arrivedValue
    return line
  }
}
