/// Whose goods a rule of put-away is about, as given.
public enum PutAwaySubject: Hashable, Sendable {
  /// SKU, `SKU/VARIANT` or barcode.
  case item(String)
  case category(String)
  case everything

  /// For refusals: `DRILL-18V`, `category Tools`, `everything`.
  public var words: String {
    switch self {
    case .item(let name): name
    case .category(let name): "category \(name)"
    case .everything: "everything"
    }
  }

  func describe(to digest: inout ContentDigest) {
    switch self {
    case .item(let name): digest.add("item", name)
    case .category(let name): digest.add("category", name)
    case .everything: digest.add("everything", "yes")
    }
  }
}

/// Where goods may be put away, how much of them, and what comes first (`algorithms.md` 4.14).
public struct PutAwayRule: Hashable, Sendable {
  public enum Subject: Hashable, Sendable {
    case item(ItemID, ItemCode)
    case category(String)
    case everything
  }

  public var subject: Subject
  public var location: LocationID
  public var locationCode: String
  public var place: String
  /// How much of all it is about the place holds, in units of each; nil for no limit.
  public var capacity: Quantity?
  /// 1 comes first.
  public var priority: Int

  public static let priorities = 1...999

  public init(
    _ subject: Subject, at location: LocationID, code: String, place: String, capacity: Quantity?, priority: Int
  ) {
    self.subject = subject
    self.location = location
    self.locationCode = code
    self.place = place
    self.capacity = capacity
    self.priority = priority
  }

  /// `DRILL-18V`, `category Tools`, `everything`.
  public var subjectWords: String {
    switch subject {
    case .item(_, let code): code.description
    case .category(let name): "category \(name)"
    case .everything: "everything"
    }
  }

  public var fields: Fields {
    var fields = Fields()
    var item: ItemCode?
    var category: String?
    switch subject {
    case .item(_, let code): item = code
    case .category(let name): category = name
    case .everything: break
    }
    fields.add("sku", item?.description)
    fields.add("category", category)
    fields.add("location", place)
    fields.add("capacity", capacity)
    fields.add("priority", Int64(priority))
    return fields
  }
}

/// A rule by the names somebody gave.
public struct PutAwayRuleName: Hashable, Sendable {
  public var subject: PutAwaySubject
  public var location: String

  public init(_ subject: PutAwaySubject, at location: String) {
    self.subject = subject
    self.location = location
  }
}
