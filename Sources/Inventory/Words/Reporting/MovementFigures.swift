/// What moved, by what it was for. What left is told as it is, above zero; where more was taken back than left, below.
public struct MovementFigures: Hashable, Sendable {
  /// How many entries there were, those that moved nothing on hand too.
  public var entries = 0
  /// Had when the books were opened.
  public var opened = Quantity.zero
  public var received = Quantity.zero
  /// Sold and consumed.
  public var issued = Quantity.zero
  public var returned = Quantity.zero
  /// Adjusted, and found to be otherwise in a count.
  public var adjusted = Quantity.zero
  /// Scrapped, damaged, stolen.
  public var lost = Quantity.zero
  public var transferredIn = Quantity.zero
  public var transferredOut = Quantity.zero
  /// Whatever else moved on hand: lots that were split come out even.
  public var other = Quantity.zero

  public init() {}

  /// Sold and consumed, returns taken off: the units sold.
  public var used: Quantity { issued - returned }

  /// By how much on hand changed.
  public var net: Quantity {
    opened + received - issued + returned + adjusted - lost + transferredIn - transferredOut + other
  }

  /// Adds entries of a kind, which together changed on hand by so much.
  public mutating func add(_ kind: MovementKind, _ change: Quantity, entries count: Int = 1) {
    entries += count
    switch kind {
    case .opening: opened += change
    case .receipt: received += change
    case .issue, .consume: issued -= change
    case .return: returned += change
    case .adjustment, .count, .countRestate: adjusted += change
    case .scrap, .damage, .theft: lost -= change
    case .transferIn: transferredIn += change
    case .transferOut: transferredOut -= change
    default: other += change
    }
  }

  public static func += (figures: inout MovementFigures, more: MovementFigures) {
    figures.entries += more.entries
    figures.opened += more.opened
    figures.received += more.received
    figures.issued += more.issued
    figures.returned += more.returned
    figures.adjusted += more.adjusted
    figures.lost += more.lost
    figures.transferredIn += more.transferredIn
    figures.transferredOut += more.transferredOut
    figures.other += more.other
  }

  public var fields: Fields {
    var fields = Fields()
    fields.add("entries", Int64(entries))
    fields.add("opened", opened)
    fields.add("received", received)
    fields.add("issued", issued)
    fields.add("returned", returned)
    fields.add("sold", used)
    fields.add("adjusted", adjusted)
    fields.add("lost", lost)
    fields.add("transferred_in", transferredIn)
    fields.add("transferred_out", transferredOut)
    fields.add("other", other)
    return fields
  }
}
