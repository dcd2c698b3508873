import Inventory

/// A page of items in an order that is worked out anew for every page: by rank, and those of one rank by their numbers.
/// However many pass by, it holds little more than the page.
struct RankedPage<Kept> {
  struct Place {
    var rank: Int64
    var item: ItemID
    var kept: Kept

    fileprivate var key: (Int64, Int64) { (rank, item.number) }
  }

  private var places: [Place] = []
  private let limit: Int
  private let isBackwards: Bool
  /// The row that the page lies behind, or before.
  private let bound: (Int64, Int64)?

  init(_ start: PageStart, limit: Int) throws(InventoryError) {
    self.limit = max(1, min(limit, 10_000))
    switch start {
    case .first: (isBackwards, bound) = (false, nil)
    case .last: (isBackwards, bound) = (true, nil)
    case .after(let cursor): (isBackwards, bound) = (false, try RankedPage.key(cursor))
    case .before(let cursor): (isBackwards, bound) = (true, try RankedPage.key(cursor))
    }
  }

  mutating func add(_ item: ItemID, rank: Int64, _ kept: @autoclosure () -> Kept) {
    let key = (rank, item.number)
    if let bound, isBackwards ? key >= bound : key <= bound { return }
    places.append(Place(rank: rank, item: item, kept: kept()))
    if places.count >= 2 * limit + 64 { shorten() }
  }

  /// Keeps what may be of the page, the nearest first, and one more that tells whether there are more.
  private mutating func shorten() {
    places.sort { isBackwards ? $0.key > $1.key : $0.key < $1.key }
    if places.count > limit + 1 { places.removeLast(places.count - limit - 1) }
  }

  /// The page of all that were added, each made into a row; what makes none is left out.
  mutating func page<Row>(
    _ make: ([Place]) throws(InventoryError) -> [Row]
  ) throws(InventoryError) -> Page<Row> {
    shorten()
    let hasMore = places.count > limit
    if hasMore { places.removeLast() }
    if isBackwards { places.reverse() }
    func mark(_ place: Place?) -> Cursor? { place.map { Cursor([String($0.rank), String($0.item.number)]) } }
    let (first, last) = (mark(places.first), mark(places.last))
    return Page(
      rows: try make(places), next: isBackwards ? (bound == nil ? nil : last) : (hasMore ? last : nil),
      previous: isBackwards ? (hasMore ? first : nil) : (bound == nil ? nil : first))
  }

  private static func key(_ cursor: Cursor) throws(InventoryError) -> (Int64, Int64) {
    guard let parts = cursor.parts, parts.count == 2, let rank = Int64(parts[0]), let item = Int64(parts[1]) else {
      throw .badField(name: "cursor", value: cursor.text, wanted: "one that a list gave as next_cursor")
    }
    return (rank, item)
  }
}
