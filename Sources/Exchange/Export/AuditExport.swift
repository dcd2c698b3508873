import Inventory

enum AuditExport {
  static let columns = [
    "id", "key", "action", "actor", "terminal", "recorded_at", "reference", "entity", "before", "after", "first_entry",
    "entries",
  ]

  static func write(_ event: AuditEvent, _ writer: RowWriter) -> Bool {
    writer.text(String(event.id))
    writer.text(event.key)
    writer.text(event.action)
    writer.text(event.actor)
    writer.text(event.terminal)
    writer.instant(event.recordedAt.milliseconds)
    writer.text(event.reference)
    writer.text(event.entity)
    writer.value(event.before.map { .json($0) } ?? .null, plain: event.before ?? "")
    writer.value(event.after.map { .json($0) } ?? .null, plain: event.after ?? "")
    writer.text(event.firstEntry.map { String($0) })
    writer.whole(Int64(event.entryCount))
    return writer.endRow()
  }
}
