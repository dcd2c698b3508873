import Inventory
import Storage

/// Sales and promises that were refused because there was not so much, as rows.
enum RefusedSaleTable {
  /// What is to be written down of a refused act; nil where it was no sale, or refused for another reason.
  static func note(_ error: InventoryError, of act: some Act, _ context: ActContext) -> Statement? {
    guard !context.isDryRun, sales.contains(act.action),
      case .insufficient(let item, let place, _, _, let asked, let has) = error
    else { return nil }
    return Statement(
      """
      INSERT OR IGNORE INTO refused_sale(key, action, actor, refused_at, item, place, asked, available)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
      """,
      [
        .text(context.key), .text(act.action), .text(context.actor), .instant(context.now), .text(item.description),
        .text(place), .quantity(asked), .quantity(has),
      ])
  }

  private static let sales: Set<String> = [
    "movement.issue", "movement.consume", "movement.reserve", "reservation.created",
  ]

  /// How many there were in a time, without those that were done after all.
  static func count(_ period: ReportPeriod) -> Statement {
    Statement(
      """
      SELECT count(*) FROM refused_sale r WHERE r.refused_at >= ?1 AND r.refused_at < ?2
        AND NOT EXISTS (SELECT 1 FROM act a WHERE a.key = r.key)
      """, [.instant(period.from), .instant(period.to)])
  }
}
