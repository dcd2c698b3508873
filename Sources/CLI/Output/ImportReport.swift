import Exchange
import Inventory

/// What an import did, for people and for scripts.
enum ImportReport {
  static func show(_ result: ImportResult, _ kind: ImportKind, _ path: String, _ session: Session) -> ExitCode {
    var fields = Fields()
    fields.add("kind", kind.rawValue)
    fields.add("file", path)
    fields.add(result.fields)
    session.show(fields, PlainText.safe(sentence(result, path)))
    if !session.isJSON {
      session.output.flush()
      for remark in remarks(result) { session.remark(remark) }
    }
    if result.isCancelled { return .interrupted }
    let isClean = result.rejected == 0 && result.notRemoved.isEmpty && !result.isReplacingHeldBack
    return isClean ? .done : .found
  }

  private static func sentence(_ result: ImportResult, _ path: String) -> String {
    let start = result.isDryRun ? "Dry run of \(path), nothing was changed: " : "\(path): "
    let end = result.isCancelled ? " Cancelled; what is counted was kept. Import it again to go on." : ""
    return start + counts(result) + end
  }

  /// `120 rows: 100 taken in, 12 as they were, 8 refused.`
  static func counts(_ result: ImportResult) -> String {
    var parts = ["\(result.accepted) taken in"]
    if result.unchanged > 0 { parts.append("\(result.unchanged) as they were") }
    if result.skipped > 0 { parts.append("\(result.skipped) done before") }
    if result.rejected > 0 {
      parts.append("\(result.rejected) refused" + (result.rejectsPath.map { " (they are in \($0))" } ?? ""))
    }
    if result.removed > 0 { parts.append("\(result.removed) not in the file and taken away") }
    return result.rows.counted("row", "rows") + ": " + parts.joined(separator: ", ") + "."
  }

  private static func remarks(_ result: ImportResult) -> [String] {
    var remarks = result.firstRejected.map(line)
    if result.rejected > result.firstRejected.count {
      remarks.append("… and \(result.rejected - result.firstRejected.count) more.")
    }
    remarks += result.notRemoved
    if result.isReplacingHeldBack { remarks.append("Nothing was taken away, because the file was not read whole.") }
    if !result.ignoredColumns.isEmpty {
      remarks.append("Columns not used: \(result.ignoredColumns.joined(separator: ", ")).")
    }
    if !result.columnsNotSeen.isEmpty {
      remarks.append("Columns named that no row has: \(result.columnsNotSeen.joined(separator: ", ")).")
    }
    return remarks
  }

  static func line(_ row: RejectedRow) -> String {
    "line \(row.line)" + (row.column.map { ", \($0)" } ?? "") + ": \(row.reason)"
  }
}
