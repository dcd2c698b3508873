/// A short-lived lock on a record: it keeps other locks out for a while, not movements. Whoever is about to work on
/// something takes one so that others are told, and let go by themselves; the books' own rules hold whether or not there is
/// a lock.
public struct Lock: Hashable, Sendable {
  /// What is locked, always spelt the same: `stock:WID-220@NORTH/A-03-2`, `transfer:TR-0881`.
  public var entity: String
  /// By which it is let go or renewed. It is no secret: who may do that is asked of the operator.
  public var token: String
  public var purpose: String
  public var actor: String
  public var terminal: String
  public var since: Instant
  /// Its time is over then, whether or not anybody has swept it away.
  public var until: Instant
  /// Where it is the lease of somebody who counts in a bin, which a scan there renews and `lock` only shows.
  public var isLease = false

  public init(
    entity: String, token: String, purpose: String, actor: String, terminal: String, since: Instant, until: Instant
  ) {
    self.entity = entity
    self.token = token
    self.purpose = purpose
    self.actor = actor
    self.terminal = terminal
    self.since = since
    self.until = until
  }

  /// How long a lock may last, in milliseconds: from a second to an hour.
  public static let lives: ClosedRange<Int64> = 1_000...3_600_000
  /// In bytes.
  public static let longestPurpose = 200

  public func isLive(at now: Instant) -> Bool { until > now }

  /// The token that an act with this key gives out: the same key, the same token.
  public static func token(of key: String) -> String {
    var hash = SHA256()
    hash.update("lock ")
    hash.update(key)
    return Hexadecimal.text(hash.digest().prefix(10))
  }

  public var fields: Fields {
    var fields = Fields()
    fields.add("entity", entity)
    fields.add("kind", isLease ? "lease" : "lock")
    fields.add("token", isLease ? nil : token)
    fields.add("purpose", purpose)
    fields.add("actor", actor)
    fields.add("terminal", terminal)
    fields.add("since", since)
    fields.add("until", until)
    return fields
  }
}

/// What a lock is about, as somebody names it: `stock:SKU@LOC`, `item:SKU`, `location:LOC`, or a document by its number.
public struct LockedThing: Hashable, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case stock, item, location
    case transfer, order, receipt, requisition, reservation, stocktake
    case lot, serial, plate, rule
  }

  public var kind: Kind
  /// What stands behind the colon; of stock the item alone.
  public var name: String
  /// Of stock where.
  public var place: String?

  /// Reads what somebody typed.
  public init(_ text: String) throws(InventoryError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, let kind = Kind(rawValue: parts[0]) else { throw LockedThing.refused(text) }
    if let why = CodeRule.objection(to: parts[1]), why != .tooLong {
      throw .badCode(what: kind.rawValue, code: parts[1], why)
    }
    guard parts[1].utf8.count <= 200 else { throw LockedThing.refused(text) }
    self.kind = kind
    name = parts[1]
    guard kind == .stock else { return }
    guard let at = name.lastIndex(of: "@"), at != name.startIndex, name.index(after: at) != name.endIndex else {
      throw LockedThing.refused(text)
    }
    place = String(name[name.index(after: at)...])
    name = String(name[..<at])
  }

  private static func refused(_ text: String) -> InventoryError {
    .badField(
      name: "entity", value: text,
      wanted: "stock:SKU@LOC, or one of \(Kind.allCases.dropFirst().map { $0.rawValue + ":" }.joined(separator: ", ")) "
        + "with its name or number behind it")
  }

  func addNeeds(to needs: inout Needs) {
    if kind == .stock || kind == .item { needs.items.insert(name) }
    if let place { needs.locations.insert(place) }
    if kind == .location { needs.locations.insert(name) }
    needs.house.locked = self
  }

  /// The one spelling it has in the books, so that a barcode and a SKU lock the same. Items and places must be there;
  /// documents are known by their numbers alone.
  public func entity(_ facts: Facts) throws(InventoryError) -> String {
    switch kind {
    case .stock:
      let item = try facts.item(name).code
      return "stock:\(item)@\(try facts.location(place ?? "").path)"
    case .item: return "item:\(try facts.item(name).code)"
    case .location: return "location:\(try facts.location(name).path)"
    default: return "\(kind.rawValue):\(number)"
    }
  }

  /// A document's number in full.
  private var number: String {
    switch kind {
    case .transfer: TransferID(name)?.description ?? name
    case .receipt: ReceiptID(name)?.description ?? name
    case .requisition: RequisitionID(name)?.description ?? name
    case .reservation: ReservationID(name)?.description ?? name
    case .stocktake: StocktakeID(name)?.description ?? name
    default: name
    }
  }
}
