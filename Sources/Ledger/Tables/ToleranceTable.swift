import Inventory
import Storage

/// Tolerances that somebody set, as rows. A subject is stored as ``ToleranceSubject/text``.
enum ToleranceTable {
  static func all(_ reader: Reader) throws(InventoryError) -> [String: Tolerance] {
    var found: [String: Tolerance] = [:]
    try reader.each(Statement("SELECT subject, limits FROM tolerance")) { row in
      found[row.text(0)] = Tolerance(row.text(1))
      return true
    }
    return found
  }

  /// With the names people know: items, then classes, then places, each in the order of their names.
  static let named = Statement(
    """
    SELECT CASE WHEN i.id IS NOT NULL THEN 'item' WHEN l.id IS NOT NULL THEN 'location' ELSE 'class' END,
      i.sku, i.variant, l.code, s.code, substr(t.subject, 7), t.limits
    FROM tolerance t
    LEFT JOIN item i ON i.id = CASE WHEN t.subject GLOB 'item:*' THEN CAST(substr(t.subject, 6) AS INTEGER) END
    LEFT JOIN location l ON l.id = CASE WHEN t.subject GLOB 'location:*' THEN CAST(substr(t.subject, 10) AS INTEGER) END
    LEFT JOIN location s ON s.id = l.site
    ORDER BY i.id IS NULL, l.id IS NOT NULL, i.sku, i.variant, l.code, t.subject
    """)

  static func row(_ row: any Row) -> ToleranceList.Row {
    let name: String
    switch row.text(0) {
    case "item": name = ItemCode(sku: row.text(1), variant: row.text(2)).description
    case "location": name = row.text(3) == row.text(4) ? row.text(3) : row.text(4) + "/" + row.text(3)
    default: name = row.text(5)
    }
    return ToleranceList.Row(subject: row.text(0), name: name, tolerance: Tolerance(row.text(6)) ?? Tolerance())
  }
}
