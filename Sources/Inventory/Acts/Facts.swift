/// What an act must know before it can plan: the names it was given, to be resolved in one read.
public struct Needs: Hashable, Sendable {
  /// SKUs, `SKU/VARIANT`s or barcodes, as given.
  public var items: Set<String> = []
  /// Codes, names or `SITE/PLACE`s, as given.
  public var locations: Set<String> = []
  /// Stock records by item and location as given, for acts that edit one or must know its balances.
  public var records: Set<RecordName> = []
  /// Stock records whose balances alone matter.
  public var balances: Set<RecordName> = []
  /// Where the ledger ends: for acts that post so much that they foresee every balance.
  public var ledgerEnd = false
  /// Lots by item as given and code.
  public var lots: Set<LotName> = []
  public var serials: Set<SerialName> = []
  public var entries: Set<Int64> = []
  /// All entries of the act with this key.
  public var act: String?
  public var settings: Set<String> = []
  /// Everybody who works here or did: they are few.
  public var operators = false
  /// What every record held at an instant, or (an instant that is nil) holds now.
  public var closing: Instant??
  /// The operator of whom it matters how their sign-ins went.
  public var signIn: String?
  /// What no seal covers yet.
  public var unsealed = false
  /// What is on hand of a lot at a location.
  public var lotStock: Set<LotPlace> = []
  /// What happened to a record after an instant, for back-dated lines that are judged before the database sees them.
  public var histories: [RecordName: Instant] = [:]

  /// Records that something is posted to, and whether anything is given a date: then it matters what was counted since.
  public var movements: Set<RecordName> = []
  public var isBackDated = false
  /// A stocktake, and which of its lines.
  public var count: CountNeed?
  /// Which of the places a stocktake holds: for acts on many lines, each of which is refused by itself.
  public var holds = false
  /// The number the next stocktake gets.
  public var nextStocktake = false
  /// A place as given: whether the stocktake counts it, and who is counting there.
  public var bin: String?
  /// One key as it stands now, for a count that is applied at once.
  public var countedNow: CountedKey?

  /// Every tolerance that somebody set: they are few.
  public var tolerances = false
  /// What was used of every item in so many days before now.
  public var usageDays: Int?

  /// What the items are worth in the sites of these places.
  public var values: Set<RecordName> = []
  /// A transfer, and what of it.
  public var transfer: TransferNeed?
  /// The number the next transfer gets.
  public var nextTransfer = false

  /// Requisitions, orders and receipts.
  public var purchase: PurchaseNeed?

  /// Pallets by their codes; with each come its place, its items, lots and serials, under their own codes.
  public var plates: Set<String> = []
  /// What stands loose, and whether the ``serials`` stand on a pallet.
  public var loose: Set<LooseName> = []
  /// The next number for a pallet.
  public var nextPlate = false
  /// A rule of where goods are put away.
  public var putAwayRule: PutAwayRuleName?

  /// Every place where there is some of a lot, with what is blocked there of its own.
  public var lotPlaces: Set<LotName> = []
  /// Lots that expired before this day, or may not be used, of which something is free.
  public var unsweptLots: Day?
  /// Serials by number alone, or with the item's name: the item and the place become known by their own codes.
  public var serialHomes: Set<SerialHomeName> = []

  /// Which reservations, with their lines and pieces.
  public var reservations: ReservationNeed?
  /// What places can spare of items: the named place and all inside it.
  public var promises: Set<RecordName> = []
  /// What they lack is noted, so it matters where the ledger of those items ended.
  public var promisesMayLack = false
  /// The number the next reservation gets.
  public var nextReservation = false
  /// Rules by item and location as given, with what is used there.
  public var rules: Set<RecordName> = []
  /// Signals by their numbers.
  public var signals: Set<RuleID> = []
  /// The rules whose use is worked out anew.
  public var usedRules: UsedRulesNeed?
  /// A webhook or a connector.
  public var delivery: DeliveryNeed?

  /// Locks, jobs, corrections.
  public var house = HouseNeeds()

  /// What is remembered of items and locations will not do: the plan leaves out what the books say already, so that
  /// nothing would guard it.
  public var isFresh = false

  public init() {}

  /// An item, at a place, of a lot, as given, and the serials found there.
  public struct CountedKey: Hashable, Sendable {
    public var item: String
    public var location: String
    public var lot: String?
    public var serials: [String]
    public init(_ item: String, _ location: String, lot: String?, serials: [String]) {
      self.item = item
      self.location = location
      self.lot = lot
      self.serials = serials
    }
  }

  public struct LotPlace: Hashable, Sendable {
    public var item: String
    public var lot: String
    public var location: String
    public init(_ item: String, _ lot: String, _ location: String) {
      self.item = item
      self.lot = lot
      self.location = location
    }
  }

  public struct RecordName: Hashable, Sendable {
    public var item: String
    public var location: String
    public init(_ item: String, _ location: String) {
      self.item = item
      self.location = location
    }
  }

  public struct SerialHomeName: Hashable, Sendable {
    public var serial: String
    /// Nil where the number alone is to tell the item.
    public var item: String?
    public init(_ serial: String, item: String?) {
      self.serial = serial
      self.item = item
    }
  }

  public struct LotName: Hashable, Sendable {
    public var item: String
    public var lot: String
    public init(_ item: String, _ lot: String) {
      self.item = item
      self.lot = lot
    }
  }

  public struct SerialName: Hashable, Sendable {
    public var item: String
    public var serial: String
    public init(_ item: String, _ serial: String) {
      self.item = item
      self.serial = serial
    }
  }
}

/// The answers to ``Needs``. What is not in a dictionary does not exist.
public struct Facts: Sendable {
  public var items: [String: Item] = [:]
  public var locations: [String: Location] = [:]
  /// Names that several places share.
  public var ambiguous: [String: [String]] = [:]
  public var records: [Needs.RecordName: StockRow] = [:]
  public var balances: [Needs.RecordName: RecordBalances] = [:]
  /// The latest entry, looked up before the balances.
  public var ledgerEnd: Int64?
  public var lots: [Needs.LotName: Lot] = [:]
  public var serials: [Needs.SerialName: SerialFact] = [:]
  public var entries: [Int64: LedgerEntry] = [:]
  public var actEntries: [LedgerEntry] = []
  public var settings: [String: String] = [:]
  /// Who acts, whether asked for or not; nil in a house without operators.
  public var actor: Operator?
  /// By name.
  public var operators: [Operator] = []
  public var closing: Closing?
  /// How the sign-ins of ``Needs/signIn`` went; nil where nobody signed in yet.
  public var signIn: SignInAttempts?
  public var unsealed: UnsealedFacts?
  public var lotStock: [Needs.LotPlace: Balances] = [:]
  /// Oldest first.
  public var histories: [Needs.RecordName: [PastChange]] = [:]
  /// Counts that were applied, by record, oldest first: of records that an act posts to with a date, and of all that it
  /// posts to where the database said that somebody counted.
  public var anchors: [RecordKey: [CountAnchor]] = [:]
  /// The same serials by the item's number, in small letters.
  public var serialsByNumber: [SerialNumber: SerialFact] = [:]
  /// The entries by which applied counts stand, of those that are to be taken back.
  public var countEntries: [LedgerEntry] = []
  /// The stocktakes that hold places now.
  public var holds: [LocationID: PlaceHold] = [:]
  public var count: CountFacts?
  public var countedNow: CountLineFact?
  public var nextStocktake: Int64 = 0
  /// Whether ``Needs/bin`` is a place that the stocktake counts.
  public var isInScope = false
  public var company: [CountLease] = []
  /// By ``ToleranceSubject/text``.
  public var tolerances: [String: Tolerance] = [:]
  public var usage: [ItemUsage] = []
  public var transfer: TransferFacts?
  public var nextTransfer: Int64 = 0
  /// The transfers that entries of ``entries`` and ``actEntries`` belong to.
  public var transfersOfEntries: [Int64: TransferID] = [:]
  public var purchase: PurchaseFacts?
  /// The orders, or receipts without one, that entries of ``entries`` and ``actEntries`` belong to: by their numbers.
  public var purchasesOfEntries: [Int64: String] = [:]
  public var values: [Needs.RecordName: SiteValue] = [:]
  /// Of those, what was work to fold and may be kept for the next act.
  public var keptValues: [KeptValue] = []
  /// By the codes they were asked for with.
  public var plates: [String: Plate] = [:]
  public var loose: [Needs.LooseName: LooseStock] = [:]
  /// The codes of the pallets that serials stand on.
  public var platedSerials: [Needs.SerialName: String] = [:]
  /// Nil where all are given, or where there is no company prefix.
  public var nextPlate: String?
  public var putAwayRule: PutAwayRule?
  public var lotPlaces: [Needs.LotName: [LotPlaceFact]] = [:]
  /// Lots that have expired and count as usable still, and where goods are free that may not be used.
  public var unsweptLots: [LotFact] = []
  public var unsweptPlaces: [LotPlaceFact] = []
  public var serialHomes: [Needs.SerialHomeName: [SerialHome]] = [:]
  public var reservations: [ReservationFacts] = []
  /// By item and the place that was named.
  public var promises: [RecordKey: PromiseFacts] = [:]
  public var nextReservation: Int64 = 0
  /// The reservations that entries of ``entries`` and ``actEntries`` belong to.
  public var reservationsOfEntries: [Int64: ReservationID] = [:]
  public var rules: [Needs.RecordName: RuleFact] = [:]
  public var signals: [RuleID: Signal] = [:]
  public var usedRules = UsedRulesFact()
  public var delivery = DeliveryFacts()
  public var house = HouseFacts()
  /// What must hold because some of this was not looked up now but remembered.
  public var remembered: [Requirement] = []

  public init() {}

  public func item(_ text: String) throws(InventoryError) -> Item {
    guard let item = items[text] else { throw .noSuchItem(text) }
    return item
  }

  public func location(_ text: String) throws(InventoryError) -> Location {
    if let candidates = ambiguous[text] { throw .ambiguousLocation(text, candidates: candidates) }
    guard let location = locations[text] else { throw .noSuchLocation(text) }
    return location
  }
}

/// A stocktake that lets nothing move in a place.
public struct PlaceHold: Hashable, Sendable {
  public var stocktake: StocktakeID
  public var policy: CountPolicy

  public init(_ stocktake: StocktakeID, _ policy: CountPolicy) {
    self.stocktake = stocktake
    self.policy = policy
  }
}

extension Facts {
  /// Refuses what moves goods in a place that a stocktake holds.
  func checkHolds(_ entries: [PlannedEntry]) throws(InventoryError) {
    if holds.isEmpty { return }
    for entry in entries where !entry.kind.isOfCount && !(entry.change.onHand.isZero && entry.change.blocked.isZero) {
      guard let hold = holds[entry.location] else { continue }
      throw .heldByStocktake(place: entry.place, stocktake: hold.stocktake.description, hold.policy)
    }
  }
}

/// A stock record by its numbers.
public struct RecordKey: Hashable, Sendable {
  public var item: ItemID
  public var location: LocationID
  public init(_ item: ItemID, _ location: LocationID) {
    self.item = item
    self.location = location
  }
}

/// A serial by its item's number, in small letters.
public struct SerialNumber: Hashable, Sendable {
  public var item: ItemID
  public var serial: String
  public init(_ item: ItemID, _ serial: String) {
    self.item = item
    self.serial = serial.lowercased()
  }
}

/// Where a serial number is.
public struct SerialFact: Hashable, Sendable {
  /// Nil once it has left.
  public var location: LocationID?
  public var place: String?
  /// A count, not a movement, was the last thing that put it there or took it away.
  public var wasCounted: Bool
  public var isQuarantine: Bool
  public var status: SerialStatus
  /// The lot it is of, where one was named.
  public var lot: Lot?
  public var owner = ""
  /// Another number after every movement and every edit.
  public var version: Int64 = 0

  /// It is there, and not to be used.
  public var isBlocked: Bool { status == .quarantined }

  public init(
    location: LocationID?, place: String?, wasCounted: Bool = false, isQuarantine: Bool = false,
    status: SerialStatus = .inStock, lot: Lot? = nil
  ) {
    self.location = location
    self.place = place
    self.wasCounted = wasCounted
    self.isQuarantine = isQuarantine
    self.status = status
    self.lot = lot
  }
}

/// A change that the ledger holds already.
public struct PastChange: Hashable, Sendable {
  public var occurredAt: Instant
  public var change: Balances

  public init(occurredAt: Instant, change: Balances) {
    self.occurredAt = occurredAt
    self.change = change
  }
}

/// The balances of a record and when it last moved; nil where it never did.
public struct RecordBalances: Hashable, Sendable {
  public var balances: Balances
  public var lastMovementAt: Instant?

  public init(balances: Balances, lastMovementAt: Instant?) {
    self.balances = balances
    self.lastMovementAt = lastMovementAt
  }
}
