import Inventory
import Storage

/// Locations as rows. What follows from where a place stands (site, path, quarantine) is worked out here, from its
/// parent's row, so that a file may name a parent and its children at once.
enum LocationTable {
  static let columns = """
    l.id, l.code, l.name, l.kind, l.parent, p.code, l.site, s.code, l.room_type, l.latitude, l.longitude, l.structural,
    l.active, l.quarantine, l.version
    """
  static let from = "location l LEFT JOIN location p ON p.id = l.parent JOIN location s ON s.id = l.site"

  static func location(_ row: any Row, from column: Int = 0) -> Location {
    Location(
      id: LocationID(row.integer(column)), code: row.text(column + 1), name: row.text(column + 2),
      kind: LocationKind(rawValue: row.text(column + 3)) ?? .bin,
      parent: row.integerOrNil(column + 4).map { LocationID($0) }, parentCode: row.textOrNil(column + 5),
      site: LocationID(row.integer(column + 6)), siteCode: row.text(column + 7), roomType: row.text(column + 8),
      coordinates: row.isNull(column + 9)
        ? nil : Coordinates(latitude: row.integer(column + 9), longitude: row.integer(column + 10)),
      isStructural: row.flag(column + 11), isActive: row.flag(column + 12), isQuarantine: row.flag(column + 13),
      version: row.integer(column + 14))
  }

  static func find(_ location: LocationID) -> Statement {
    Statement("SELECT \(columns) FROM \(from) WHERE l.id = ?1", [.id(location)])
  }

  /// By code; only where there is none, by name; only where there is none, by `SITE/PLACE`, each by code or name.
  static func find(_ name: String) -> [Statement] {
    var statements = [
      Statement("SELECT \(columns) FROM \(from) WHERE l.code = ?1", [.text(name)]),
      Statement("SELECT \(columns) FROM \(from) WHERE l.name = ?1 AND l.name <> '' LIMIT 5", [.text(name)]),
    ]
    if let slash = name.firstIndex(of: "/") {
      statements.append(
        Statement(
          """
          SELECT \(columns) FROM \(from)
          WHERE (s.code = ?1 OR s.name = ?1) AND (l.code = ?2 OR l.name = ?2) AND l.id <> s.id LIMIT 5
          """, [.text(String(name[..<slash])), .text(String(name[name.index(after: slash)...]))]))
    }
    return statements
  }

  /// A place that names no room type has that of the room it is put into.
  static func add(_ location: Location) -> [Statement] {
    guard let parent = location.parentCode else {
      return [
        Statement(
          """
          INSERT INTO location(id, site, path, quarantine, code, name, kind, parent, room_type, latitude, longitude,
            structural, active, version)
          SELECT n, n, '/' || n || '/', ?3 = 'quarantine', ?1, ?2, 'site', NULL, ?3, ?4, ?5, ?6, ?7, 1
          FROM (SELECT ifnull(max(id), 0) + 1 AS n FROM location)
          """, described(location))
      ]
    }
    return [
      Statement(
        """
        INSERT INTO location(id, site, path, quarantine, code, name, kind, parent, room_type, latitude, longitude,
          structural, active, version)
        SELECT n, p.site, p.path || n || '/', p.quarantine OR ?3 = 'quarantine', ?1, ?2, ?8, p.id,
          CASE ?3 WHEN '' THEN p.room_type ELSE ?3 END, ?4, ?5, ?6, ?7, 1
        FROM (SELECT ifnull(max(id), 0) + 1 AS n FROM location), location p WHERE p.code = ?9
        """, described(location) + [.text(location.kind.rawValue), .text(parent)]),
      Statement("INSERT INTO assert_that SELECT changes() = 1"),
    ]
  }

  static func set(_ location: Location, from version: Int64) -> [Statement] {
    [
      Statement(
        """
        UPDATE location SET name = ?2, room_type = ?3, latitude = ?4, longitude = ?5, structural = ?6, active = ?7,
          kind = ?8, parent = (SELECT id FROM location WHERE code = ?9), version = version + 1
        WHERE id = ?10 AND version = ?11 AND code = ?1
        """,
        described(location) + [
          .text(location.kind.rawValue), .text(ifAny: location.parentCode), .id(location.id), .integer(version),
        ]),
      Statement("INSERT INTO assert_that SELECT changes() = 1"),
      // Where it stands decides site, path and quarantine, of it and of all places inside it.
      Statement(
        """
        INSERT INTO assert_that SELECT NOT EXISTS (
          SELECT 1 FROM location l JOIN location p ON p.id = l.parent
          WHERE l.id = ?1 AND p.path >= l.path AND p.path < l.path || 'x')
        """, [.id(location.id)]),
      Statement(
        """
        UPDATE location SET
          path = m.path || substr(location.path, m.cut),
          site = m.site
        FROM (SELECT ifnull(p.path, '/') || l.id || '/' AS path, length(l.path) + 1 AS cut, l.path AS old,
            ifnull(p.site, l.id) AS site
          FROM location l LEFT JOIN location p ON p.id = l.parent WHERE l.id = ?1) m
        WHERE location.path >= m.old AND location.path < m.old || 'x' AND (m.path <> m.old OR location.site <> m.site)
        """, [.id(location.id)]),
      Statement(
        """
        UPDATE location SET quarantine = NOT quarantine
        WHERE path >= (SELECT path FROM location WHERE id = ?1) AND path < (SELECT path FROM location WHERE id = ?1) || 'x'
          AND quarantine <> EXISTS (SELECT 1 FROM location q
            WHERE q.room_type = 'quarantine' AND substr(location.path, 1, length(q.path)) = q.path)
        """, [.id(location.id)]),
    ]
  }

  private static func described(_ location: Location) -> [Value] {
    [
      .text(location.code), .text(location.name), .text(location.roomType),
      .integer(ifAny: location.coordinates?.latitude), .integer(ifAny: location.coordinates?.longitude),
      .flag(location.isStructural), .flag(location.isActive),
    ]
  }
}
