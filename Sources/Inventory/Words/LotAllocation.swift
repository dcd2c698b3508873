/// Chooses where goods are taken from (`algorithms.md` 4.5).
public enum LotAllocation {
  /// Some of an item that may be taken: a lot at a place, or what is at a place of an item without lots.
  public struct Candidate: Hashable, Sendable {
    public var location: LocationID
    public var place: String
    public var lot: Lot?
    /// What came first has the smaller number; nil where nobody knows.
    public var arrival: Int64?
    public var available: Quantity

    public init(
      location: LocationID, place: String, lot: Lot? = nil, arrival: Int64? = nil, available: Quantity
    ) {
      self.location = location
      self.place = place
      self.lot = lot
      self.arrival = arrival
      self.available = available
    }
  }

  public struct Piece: Hashable, Sendable {
    public var candidate: Candidate
    public var quantity: Quantity

    public init(_ candidate: Candidate, _ quantity: Quantity) {
      self.candidate = candidate
      self.quantity = quantity
    }
  }

  public enum Policy: Hashable, Sendable {
    /// First expiring first; what never expires last.
    case fefo
    /// First received first.
    case fifo
    /// That lot or nothing.
    case lot(String)
  }

  /// Takes what is needed in the policy's order; `left` is what the candidates could not give.
  /// - Parameters:
  ///   - day: the day it is used on: a lot may be used through its expiry day.
  ///   - minimumLife: days that must be left after it.
  ///   - option: how places are chosen among goods that the policy holds for equally good.
  ///   - packs: how many units whole packs of the item have.
  public static func take(
    _ need: Quantity, from candidates: [Candidate], by policy: Policy, on day: Day, minimumLife: Int = 0,
    option: Option = .standard, packs: [Quantity] = []
  ) -> (pieces: [Piece], left: Quantity) {
    var left = need
    var pieces: [Piece] = []
    let usable = candidates.filter { isUsable($0, policy, on: day, minimumLife: minimumLife) }
    var rest = usable.sorted { comes($0, before: $1, policy) }[...]
    while left > .zero, let first = rest.first {
      let equals = rest.prefix { isEqual($0, first, policy) }
      let taken = split(left, among: Array(equals), option, packs: packs)
      pieces += taken
      left -= taken.reduce(.zero) { $0 + $1.quantity }
      rest = rest.dropFirst(equals.count)
    }
    return (pieces, left)
  }

  /// Whether the policy holds them for equally good; by them the candidates are ordered first.
  private static func isEqual(_ a: Candidate, _ b: Candidate, _ policy: Policy) -> Bool {
    policy == .fifo ? a.arrival == b.arrival : a.lot?.expires == b.lot?.expires
  }

  private static func isUsable(_ candidate: Candidate, _ policy: Policy, on day: Day, minimumLife: Int) -> Bool {
    guard candidate.available > .zero else { return false }
    if case .lot(let code) = policy, candidate.lot?.code.lowercased() != code.lowercased() { return false }
    guard let lot = candidate.lot else { return true }
    guard lot.status == .active else { return false }
    return lot.expires.map { $0.daysSince1970 - day.daysSince1970 >= minimumLife } ?? true
  }

  private static func comes(_ a: Candidate, before b: Candidate, _ policy: Policy) -> Bool {
    if policy != .fifo, a.lot?.expires != b.lot?.expires {
      guard let first = a.lot?.expires else { return false }
      return b.lot?.expires.map { first < $0 } ?? true
    }
    if a.arrival != b.arrival {
      guard let first = a.arrival else { return false }
      return b.arrival.map { first < $0 } ?? true
    }
    if a.available != b.available { return a.available < b.available }
    if a.lot?.code != b.lot?.code { return (a.lot?.code ?? "") < (b.lot?.code ?? "") }
    return a.place < b.place
  }
}
