/// Where goods that came in are put, and how much of them in each place (`algorithms.md` 4.14).
public enum PutAway {
  /// A place that may take some.
  public struct Candidate: Hashable, Sendable {
    public var place: Location
    /// The same item, and of the same lot, stands there already.
    public var holdsSame: Bool
    /// The item stands there, in another lot.
    public var holdsItem: Bool
    /// A stock record of the item names it as its bin.
    public var isHome: Bool
    /// Of the first of the rules that name it; nil where none does.
    public var priority: Int?
    /// What it still takes; nil where nothing says that it is ever full.
    public var free: Quantity?

    public init(
      _ place: Location, holdsSame: Bool = false, holdsItem: Bool = false, isHome: Bool = false, priority: Int? = nil,
      free: Quantity? = nil
    ) {
      self.place = place
      self.holdsSame = holdsSame
      self.holdsItem = holdsItem
      self.isHome = isHome
      self.priority = priority
      self.free = free
    }
  }

  /// So much in one place, and why there.
  public struct Share: Hashable, Sendable {
    public var place: Location
    public var quantity: Quantity
    public var why: Why

    public init(_ place: Location, _ quantity: Quantity, _ why: Why) {
      self.place = place
      self.quantity = quantity
      self.why = why
    }
  }

  public enum Why: Hashable, Sendable {
    case same
    case home
    case rule(priority: Int)
    case item
    case quarantine

    public var words: String {
      switch self {
      case .same: "the same stands there"
      case .home: "its bin"
      case .rule(let priority): "a rule, priority \(priority)"
      case .item: "another lot of it stands there"
      case .quarantine: "a quarantine room"
      }
    }
  }

  public struct Split: Hashable, Sendable {
    public var shares: [Share]
    /// What no place takes.
    public var unassigned: Quantity
  }

  /// Splits greedily: first where the same stands with space, then by priority (an item's own bin before every rule, a
  /// place without a rule behind them all), then where most is free, then where it is nearest. How near two places are is
  /// how far apart they stand in the order of their codes: houses number places as they are walked by.
  ///
  /// - Parameters:
  ///   - source: the code of the place the goods stand in now.
  ///   - pack: where only whole packs of so many units may be put somewhere.
  public static func suggest(
    _ quantity: Quantity, _ candidates: [Candidate], from source: String, pack: Quantity? = nil
  ) -> Split {
    let steps = walk(candidates.map(\.place.code), from: source)
    let open = candidates.filter { $0.free.map { $0 > .zero } ?? true }
    func rank(_ candidate: Candidate) -> (Int, Int, Int64, Int) {
      (
        candidate.holdsSame ? 0 : 1, candidate.isHome ? 0 : candidate.priority ?? Int.max,
        -(candidate.free?.thousandths ?? Int64.max), steps[candidate.place.code] ?? Int.max
      )
    }
    let ordered = open.sorted { a, b in
      let (first, second) = (rank(a), rank(b))
      return first == second ? a.place.code < b.place.code : first < second
    }
    var left = quantity
    var shares: [Share] = []
    for candidate in ordered where left > .zero {
      let most = min(left, candidate.free ?? left)
      let share = whole(most, of: pack)
      guard share > .zero else { continue }
      shares.append(Share(candidate.place, share, candidate.why))
      left -= share
    }
    return Split(shares: shares, unassigned: left)
  }

  /// As much of it as makes whole packs.
  private static func whole(_ quantity: Quantity, of pack: Quantity?) -> Quantity {
    guard let pack, pack > .zero else { return quantity }
    return Quantity(thousandths: quantity.thousandths - quantity.thousandths % pack.thousandths)
  }

  private static func walk(_ codes: [String], from source: String) -> [String: Int] {
    let order = Set(codes + [source]).sorted { ($0.lowercased(), $0) < ($1.lowercased(), $1) }
    let start = order.firstIndex(of: source) ?? 0
    var steps: [String: Int] = [:]
    for (place, code) in order.enumerated() { steps[code] = abs(place - start) }
    return steps
  }
}

extension PutAway.Candidate {
  fileprivate var why: PutAway.Why {
    if holdsSame { return .same }
    if isHome { return .home }
    if let priority { return .rule(priority: priority) }
    return holdsItem ? .item : .quarantine
  }
}
