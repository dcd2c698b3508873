/// Somebody who works in the house. A house without operators lets everybody do everything, under the name they log in
/// with.
public struct Operator: Hashable, Sendable {
  public var id: OperatorID
  /// What the audit calls them, so it never changes. Upper and lower case are the same name.
  public var name: String
  public var role: Role
  /// The code on their badge; nil for none.
  public var badge: String?
  /// How far off what they counted may be before a supervisor must accept it, as ``Tolerance`` reads it; nil for what the
  /// role says.
  public var limits: String?
  /// The sites they may touch; none for all of them.
  public var sites: [OperatorSite] = []
  /// How they sign in where their badge will not do; nil for no PIN. It is shown to nobody.
  public var pin: PinHash?
  public var isActive: Bool
  public var version: Int64

  public init(
    id: OperatorID = OperatorID(0), name: String, role: Role, badge: String? = nil, limits: String? = nil,
    isActive: Bool = true, version: Int64 = 1
  ) {
    self.id = id
    self.name = name
    self.role = role
    self.badge = badge
    self.limits = limits
    self.isActive = isActive
    self.version = version
  }

  /// As others may see them: without the PIN and, where the viewer has no say over people, without the badge, with
  /// which anybody could sign in.
  public func shown(withBadge: Bool) -> Operator {
    var shown = self
    if pin != nil { shown.pin = .withheld }
    if !withBadge { shown.badge = nil }
    return shown
  }

  /// What somebody is in the house, and so which acts are theirs. Each may do what those before may.
  public enum Role: String, Sendable, CaseIterable {
    case counter, dock, supervisor, admin

    public func holds(_ right: Right) -> Bool {
      switch self {
      case .counter: right == .count
      case .dock: right == .count || right == .operate
      case .supervisor: right != .administer
      case .admin: true
      }
    }
  }
}

/// The database's own number for an operator.
public struct OperatorID: Hashable, Sendable {
  public let number: Int64
  public init(_ number: Int64) { self.number = number }
}

/// A site that an operator may touch.
public struct OperatorSite: Hashable, Sendable {
  public var id: LocationID
  public var code: String
  public init(_ id: LocationID, code: String) {
    self.id = id
    self.code = code
  }
}

/// What an act takes of whoever does it.
public enum Right: String, Sendable, CaseIterable {
  /// To count what is there.
  case count
  /// To move goods, and to change items, locations and what is noted of stock; imports too.
  case operate
  /// To decide on counts, and to set holds of others aside.
  case supervise
  /// To change operators and settings.
  case administer

  /// The roles that hold it, the least of them first.
  public var roles: [Operator.Role] { Operator.Role.allCases.filter { $0.holds(self) } }
}
