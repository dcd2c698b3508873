/// Writes down what every stock record held at an instant, so that stock as it was then or about then is found soon, however
/// long the ledger has become. It changes no balance and says nothing that the ledger does not.
public struct TakeSnapshot: Act {
  /// Nil for now.
  public var asOf: Instant?
  /// The close of a month, which the house takes by itself whoever is at work: see ``DueSnapshots``.
  public var isDue: Bool

  public init(asOf: Instant? = nil, isDue: Bool = false) {
    self.asOf = asOf
    self.isDue = isDue
  }

  public var action: String { "snapshot.taken" }

  public var right: Right { isDue ? .count : .supervise }

  public var needs: Needs {
    var needs = Needs()
    needs.closing = .some(asOf)
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("as_of", asOf?.description)
    digest.add("due", isDue ? "yes" : nil)
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    if let asOf { try StockAsOf.check(asOf, now: context.now) }
    if isDue {
      guard let asOf, DueSnapshots.isClose(asOf) else {
        throw .badField(name: "as_of", value: asOf?.description ?? "now", wanted: "the end of a month")
      }
    }
    guard let closing = facts.closing else { throw .nothingToChange }
    var plan = Plan()
    plan.entity = "snapshot:\(closing.asOf)"
    plan.changes.append(.takeSnapshot(closing))
    plan.after = closing.fields
    return plan
  }
}

/// What every record held at an instant, packed by whoever keeps the books.
public struct Closing: Hashable, Sendable {
  public var asOf: Instant
  /// The last entry that was looked at: what is recorded later is not in it, whenever it happened.
  public var lastEntry: Int64
  /// Records that held something.
  public var records: Int
  public var sums: BalanceSums
  public var parts: [[UInt8]]
  /// Between which instants the entries happened of parts of the ledger that nobody looked through before.
  public var zones: [LedgerZone]

  public init(
    asOf: Instant, lastEntry: Int64, records: Int, sums: BalanceSums, parts: [[UInt8]], zones: [LedgerZone]
  ) {
    self.asOf = asOf
    self.lastEntry = lastEntry
    self.records = records
    self.sums = sums
    self.parts = parts
    self.zones = zones
  }

  var fields: Fields {
    var fields = Fields()
    fields.add("as_of", asOf)
    fields.add("last_entry", String(lastEntry))
    fields.add("records", Int64(records))
    fields.add(sums.fields)
    return fields
  }
}

/// A part of the ledger, of 4,096 places one after the other, and between which instants its entries happened.
public struct LedgerZone: Hashable, Sendable {
  /// From 0.
  public var number: Int64
  public var entries: Int64
  public var earliest: Instant
  public var latest: Instant

  public init(number: Int64, entries: Int64, earliest: Instant, latest: Instant) {
    self.number = number
    self.entries = entries
    self.earliest = earliest
    self.latest = latest
  }
}
