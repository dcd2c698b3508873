/// A place in the tree of places: site, room, bin.
public struct Location: Hashable, Sendable {
  public var id: LocationID
  /// Unique in the database, whatever the case.
  public var code: String
  public var name: String
  public var kind: LocationKind
  public var parent: LocationID?
  public var parentCode: String?
  /// The site this stands in; itself for a site.
  public var site: LocationID
  public var siteCode: String
  /// `sales_floor`, `vault`, `quarantine`, `storage`, `dock` …; empty where nothing is said.
  public var roomType: String
  public var coordinates: Coordinates?
  /// A structural place groups others and holds no stock itself.
  public var isStructural: Bool
  public var isActive: Bool
  /// Whether this place or one above it is a quarantine room: all that stands there is blocked.
  public var isQuarantine: Bool
  public var version: Int64

  public init(
    id: LocationID = LocationID(0), code: String, name: String = "", kind: LocationKind = .bin,
    parent: LocationID? = nil, parentCode: String? = nil, site: LocationID = LocationID(0), siteCode: String = "",
    roomType: String = "", coordinates: Coordinates? = nil, isStructural: Bool = false, isActive: Bool = true,
    isQuarantine: Bool = false, version: Int64 = 1
  ) {
    self.id = id
    self.code = code
    self.name = name
    self.kind = kind
    self.parent = parent
    self.parentCode = parentCode
    self.site = site
    self.siteCode = siteCode
    self.roomType = roomType
    self.coordinates = coordinates
    self.isStructural = isStructural
    self.isActive = isActive
    self.isQuarantine = isQuarantine
    self.version = version
  }

  /// `NORTH/A-03-2`: the site and the place in it; the code alone for a site.
  public var path: String { kind == .site || siteCode.isEmpty ? code : siteCode + "/" + code }
}

/// The database's own number for a location.
public struct LocationID: Hashable, Sendable, Comparable {
  public let number: Int64
  public init(_ number: Int64) { self.number = number }
  public static func < (a: LocationID, b: LocationID) -> Bool { a.number < b.number }
}

public enum LocationKind: String, Sendable, CaseIterable {
  case site, room, bin
}

/// Where a site is, in millionths of a degree, so that no floating point is stored.
public struct Coordinates: Hashable, Sendable {
  public let latitude: Int64
  public let longitude: Int64

  public init(latitude: Int64, longitude: Int64) {
    self.latitude = latitude
    self.longitude = longitude
  }
}

extension Coordinates: LosslessStringConvertible {
  /// Reads `LAT,LON` in degrees, north and east positive: `52.52,13.405`.
  public init?(_ text: String) {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 2,
      let latitude = Decimals.parse(String(parts[0]), places: 6), latitude.magnitude <= 90_000_000,
      let longitude = Decimals.parse(String(parts[1]), places: 6), longitude.magnitude <= 180_000_000
    else { return nil }
    self.init(latitude: latitude, longitude: longitude)
  }

  public var description: String {
    Decimals.text(latitude, places: 6) + "," + Decimals.text(longitude, places: 6)
  }
}
