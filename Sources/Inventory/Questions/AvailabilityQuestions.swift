/// Whether so much of an item may be promised, where, of which lots, and from which day on (`spec.md` 3.11).
///
/// Without a day it is what is available now, as a reservation would find it; with one it is what may be promised for then:
/// with what is to come, and without what is due (``AvailableToPromise``). Reservations past their expiry hold nothing.
public struct Availability: Question, Hashable {
  public var item: String
  public var quantity: Quantity?
  /// Only at this location and inside it.
  public var location: String?
  public var day: Day?

  public init(_ item: String, quantity: Quantity? = nil, at location: String? = nil, on day: Day? = nil) {
    self.item = item
    self.quantity = quantity
    self.location = location
    self.day = day
  }

  /// What there is at one place.
  public struct Place: Hashable, Sendable {
    public var location: LocationID
    /// `NORTH/A-03-2`.
    public var place: String
    public var balances: Balances
    /// The balances are kept from who asks: they stand as zero, and mean nothing.
    public var isWithheld: Bool

    public init(_ location: LocationID, _ place: String, _ balances: Balances, isWithheld: Bool = false) {
      self.location = location
      self.place = place
      self.balances = balances
      self.isWithheld = isWithheld
    }
  }

  /// Some of a lot that may be used, on the day that was asked for or today.
  public struct UsableLot: Hashable, Sendable {
    public var lot: Lot
    public var place: String
    public var available: Quantity

    public init(_ lot: Lot, at place: String, available: Quantity) {
      self.lot = lot
      self.place = place
      self.available = available
    }
  }

  public struct Card: Hashable, Sendable {
    public var item: Item
    public var quantity: Quantity?
    public var day: Day?
    public var total: Balances
    /// Those with something on hand or expected, the most available first.
    public var places: [Place]
    /// The first to expire first.
    public var lots: [UsableLot]
    public var promise: AvailableToPromise
    /// On its way, and nobody knows when it comes: without a day, or late. It counts on no day.
    public var undated: Quantity
    /// Some of its places are kept from who asks: then nothing is said of the whole, and ``promise`` is of nothing.
    public var isWithheld: Bool

    public init(
      item: Item, quantity: Quantity? = nil, day: Day? = nil, total: Balances, places: [Place], lots: [UsableLot],
      promise: AvailableToPromise, undated: Quantity = .zero, isWithheld: Bool = false
    ) {
      self.item = item
      self.quantity = quantity
      self.day = day
      self.total = total
      self.places = places
      self.lots = lots
      self.promise = promise
      self.undated = undated
      self.isWithheld = isWithheld
    }

    /// What may be had on the day that was asked for, or now; nil where it is kept from who asks.
    public var availableThen: Quantity? {
      isWithheld ? nil : day.map { promise.promisable(on: $0) } ?? total.available
    }

    /// Whether the quantity that was asked for may be had; nil where none was, or it is kept from who asks.
    public var isAvailable: Bool? {
      guard let quantity, let have = availableThen else { return nil }
      return have >= quantity
    }

    /// How much is missing of what was asked for.
    public var missing: Quantity? {
      guard let quantity, let have = availableThen else { return nil }
      return max(.zero, quantity - max(.zero, have))
    }

    /// The first day on which what was asked for may be promised; nil where no day is known, or nothing was asked for.
    public var firstDay: Day? { isWithheld ? nil : quantity.flatMap { promise.firstDay(for: $0) } }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Card { try answers.answer(self) }
}

/// Whether each of many may be had now, in one go: so much of an item, anywhere or at a location. A thousand are answered
/// as fast as a key is pressed.
public struct AvailabilityOfMany: Question, Hashable {
  public struct Line: Hashable, Sendable {
    public var item: String
    public var quantity: Quantity
    /// Only at this location and inside it.
    public var location: String?

    public init(_ item: String, _ quantity: Quantity, at location: String? = nil) {
      self.item = item
      self.quantity = quantity
      self.location = location
    }
  }

  /// The most lines of one question.
  public static let mostLines = 10_000

  public var lines: [Line]
  public init(_ lines: [Line]) { self.lines = lines }

  /// What is said of one line.
  public struct Finding: Hashable, Sendable {
    /// Nil where there is no such item.
    public var code: ItemCode?
    /// Nil where it is kept from who asks, or the line cannot be answered.
    public var available: Quantity?
    /// Why the line cannot be answered: there is no such item or location.
    public var trouble: InventoryError?

    public init(code: ItemCode? = nil, available: Quantity? = nil, trouble: InventoryError? = nil) {
      self.code = code
      self.available = available
      self.trouble = trouble
    }

    /// Whether so much may be had; nil where that is not said.
    public func isAvailable(_ quantity: Quantity) -> Bool? { available.map { $0 >= quantity } }
  }

  /// In the order of the lines. Each line is answered by itself: two of one item may both be told what only one can have.
  public func answered(by answers: some Answering) throws(InventoryError) -> [Finding] { try answers.answer(self) }
}

/// The sites that have some of an item, the nearest first, as the crow flies. Sites whose coordinates nobody noted come
/// last, and not at all where it must be within a distance.
public struct NearestStock: Question, Hashable {
  public var item: String
  public var coordinates: Coordinates
  /// At most so far away, in metres.
  public var within: Int?
  /// Only sites that have so much; else those that have any.
  public var quantity: Quantity?

  public init(_ item: String, near coordinates: Coordinates, within: Int? = nil, quantity: Quantity? = nil) {
    self.item = item
    self.coordinates = coordinates
    self.within = within
    self.quantity = quantity
  }

  public struct Row: Hashable, Sendable {
    public var site: Location
    /// In metres; nil where nobody noted where the site is.
    public var distance: Int?
    /// Nil where it is kept from who asks: then the site is named whatever it has.
    public var available: Quantity?

    public init(_ site: Location, distance: Int?, available: Quantity?) {
      self.site = site
      self.distance = distance
      self.available = available
    }
  }

  public struct Sites: Hashable, Sendable {
    public var item: Item
    public var rows: [Row]

    public init(item: Item, rows: [Row]) {
      self.item = item
      self.rows = rows
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Sites { try answers.answer(self) }
}
