/// What an act must know of a transfer.
public struct TransferNeed: Hashable, Sendable {
  /// `TR-0881`, or the number alone.
  public var transfer: String
  public var lines: Lines
  /// Where the source has goods that could be shipped.
  public var isForShipping = false
  /// What was scanned and is not posted.
  public var pendingEvents = false
  /// The event that is to be taken back: this one, or the actor's last.
  public var event: Event?
  /// More events that are to be taken back.
  public var events: [Int64] = []
  /// Whether any of these was scanned before, and is not posted.
  public var serials: Set<String> = []
  public var discrepancy: Int64?
  /// The actor's last receipt that was not taken back, or the receipt by the act with this key.
  public var receipt: Receipt?

  public init(_ transfer: String, lines: Lines = .all) {
    self.transfer = transfer
    self.lines = lines
  }

  public enum Lines: Hashable, Sendable {
    case all
    /// Those of these items, as given.
    case items(Set<String>)
  }

  public enum Event: Hashable, Sendable {
    case lastOfActor
    case number(Int64)
  }

  public enum Receipt: Hashable, Sendable {
    case lastOfActor
    case act(key: String)
  }
}

/// The answer to ``TransferNeed``.
public struct TransferFacts: Sendable {
  public var transfer: Transfer
  public var source: Location
  public var destination: Location
  /// In their order; of the items asked for. A transfer has thousands: they are found by ``line(_:)`` and
  /// ``line(_:lot:)``, never looked through one by one.
  public var lines: [TransferLine] = [] { didSet { placeLines() } }
  /// The highest number of any line.
  public var lastLine = 0
  /// The items of the lines.
  public var items: [ItemID: Item] = [:]
  public var serials: [TransferSerial] = [] { didSet { placeSerials() } }
  /// Where the source has some of an item, best known first; quarantine left out.
  public var candidates: [ItemID: [LotAllocation.Candidate]] = [:]
  /// What the source's places have of serials, by item.
  public var sourceSerials: [SerialNumber: SerialFact] = [:]
  /// Balances of every record that may be posted to, and where the ledger ended before they were looked at.
  public var records: [RecordKey: RecordBalances] = [:]
  public var lotStock: [LotRecord: Balances] = [:]
  public var ledgerEnd: Int64 = 0
  /// What each item is worth in the source's site.
  public var values: [ItemID: SiteValue] = [:]
  public var keptValues: [KeptValue] = []
  /// From where lines were shipped, for what goes back: place by line.
  public var shippedFrom: [Int: Place] = [:]
  public var pending: [ReceiveEvent] = []
  public var lastEvent: Int64 = 0
  public var event: ReceiveEvent?
  public var events: [ReceiveEvent] = []
  /// Scans of the serials that are asked for.
  public var scanned: [ReceiveEvent] = []
  public var discrepancy: Discrepancy?
  public var receipt: PostedReceipt?
  /// Pallets that are on their way with it.
  public var plates: [Plate] = []

  private var placeOfNumber: [Int: Int] = [:]
  private var placesOfItem: [ItemID: [Int]] = [:]
  private var serialsOfLine: [Int: [TransferSerial]] = [:]
  private var stateOfSerial: [SerialNumber: TransferSerial.State] = [:]

  public init(transfer: Transfer, source: Location, destination: Location) {
    self.transfer = transfer
    self.source = source
    self.destination = destination
  }

  public struct Place: Hashable, Sendable {
    public var location: LocationID
    public var place: String
    public var isQuarantine: Bool
    public init(_ location: LocationID, _ place: String, isQuarantine: Bool = false) {
      self.location = location
      self.place = place
      self.isQuarantine = isQuarantine
    }
  }

  /// What is on hand of a lot in a record.
  public struct LotRecord: Hashable, Sendable {
    public var record: RecordKey
    public var lot: LotID
    public init(_ record: RecordKey, _ lot: LotID) {
      self.record = record
      self.lot = lot
    }
  }

  /// The line of an item and a lot; of an item without one where it has only one line.
  func line(_ item: ItemID, lot: String?) -> TransferLine? {
    let own = lines(of: item)
    if let lot { return own.first { $0.lot?.code.lowercased() == lot.lowercased() } }
    return own.count == 1 ? own[0] : own.first { $0.lot == nil }
  }

  func line(_ number: Int) -> TransferLine? { placeOfNumber[number].map { lines[$0] } }

  /// The line of an item that was asked for of no lot in particular.
  func line(ofNoLot item: ItemID) -> TransferLine? { lines(of: item).first { $0.lot == nil } }

  func lines(of item: ItemID) -> [TransferLine] { (placesOfItem[item] ?? []).map { lines[$0] } }

  /// The serials of a line that are in a state.
  func serials(of line: TransferLine, _ state: TransferSerial.State) -> [String] {
    (serialsOfLine[line.number] ?? []).filter { $0.state == state }.map(\.serial)
  }

  func state(of serial: String, _ item: ItemID) -> TransferSerial.State? { stateOfSerial[SerialNumber(item, serial)] }

  private mutating func placeLines() {
    placeOfNumber = [:]
    placesOfItem = [:]
    for (place, line) in lines.enumerated() {
      placeOfNumber[line.number] = place
      placesOfItem[line.item, default: []].append(place)
    }
  }

  private mutating func placeSerials() {
    serialsOfLine = [:]
    stateOfSerial = [:]
    for serial in serials {
      serialsOfLine[serial.line, default: []].append(serial)
      stateOfSerial[SerialNumber(serial.item, serial.serial)] = serial.state
    }
  }
}

/// A serial of a line.
public struct TransferSerial: Hashable, Sendable {
  public var line: Int
  public var item: ItemID
  public var serial: String
  public var state: State

  public init(line: Int, item: ItemID, serial: String, state: State) {
    self.line = line
    self.item = item
    self.serial = serial
    self.state = state
  }

  /// The numbers are stored.
  public enum State: Int, Sendable {
    case inTransit = 0
    case good = 1
    case damaged = 2
    case closed = 3
    /// Asked for; not shipped yet.
    case requested = 4
    /// Somebody said what became of it: lost, back at the source, or never part of the transfer.
    case settled = 5
  }
}

/// What one act received, to be taken back.
public struct PostedReceipt: Hashable, Sendable {
  public var key: String
  public var actor: String
  public var entries: [Entry]
  /// Discrepancies that it opened and that are still open.
  public var discrepancies: [Discrepancy]

  public init(key: String, actor: String, entries: [Entry], discrepancies: [Discrepancy]) {
    self.key = key
    self.actor = actor
    self.entries = entries
    self.discrepancies = discrepancies
  }

  public struct Entry: Hashable, Sendable {
    public var entry: LedgerEntry
    public var line: Int
    public var value: Money
    public init(entry: LedgerEntry, line: Int, value: Money) {
      self.entry = entry
      self.line = line
      self.value = value
    }
  }
}
