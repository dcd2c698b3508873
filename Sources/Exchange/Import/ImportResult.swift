import Inventory

/// What an import did, or in a dry run would do.
public struct ImportResult: Hashable, Sendable {
  /// Rows read: the sum of the four numbers below.
  public var rows = 0
  public var accepted = 0
  /// Said what the books say already.
  public var unchanged = 0
  public var rejected = 0
  /// Done by an earlier run.
  public var skipped = 0
  /// Of mode `replace`: things that were retired or brought to zero because the file does not name them.
  public var removed = 0
  /// Of mode `replace`: nothing was retired or brought to zero, because rows were rejected or the import was cancelled.
  public var isReplacingHeldBack = false
  /// The first ones, at most ``mostKept``, for showing.
  public var firstRejected: [RejectedRow] = []
  /// Of mode `replace`: what could not be retired or brought to zero, and why; the first ones.
  public var notRemoved: [String] = []
  /// Columns of the file that feed no field.
  public var ignoredColumns: [String] = []
  /// Columns named by `--map` or in `--set` that no row of an NDJSON file has.
  public var columnsNotSeen: [String] = []
  /// The key of the last chunk that was posted or found posted.
  public var lastKey: String?
  /// Where the rejected rows were written; nil where there were none or no file was named.
  public var rejectsPath: String?
  public var isDryRun = false
  /// Stopped between two chunks: what is counted is kept.
  public var isCancelled = false

  public static let mostKept = 20

  public init() {}

  public var fields: Fields {
    var fields = Fields()
    fields.add("rows", Int64(rows))
    fields.add("accepted", Int64(accepted))
    fields.add("unchanged", Int64(unchanged))
    fields.add("rejected", Int64(rejected))
    fields.add("skipped", Int64(skipped))
    fields.add("removed", Int64(removed))
    fields.add("dry_run", isDryRun)
    fields.add("cancelled", isCancelled)
    fields.add("replacing_held_back", isReplacingHeldBack)
    fields.add("key", lastKey)
    fields.add("rejects", rejectsPath)
    fields.add("ignored_columns", .list(ignoredColumns.map { .text($0) }))
    fields.add("columns_not_seen", .list(columnsNotSeen.map { .text($0) }))
    fields.add("first_rejected", .list(firstRejected.map { .fields($0.fields) }))
    fields.add("not_removed", .list(notRemoved.map { .text($0) }))
    return fields
  }
}

/// A row that was refused.
public struct RejectedRow: Hashable, Sendable {
  /// Where it begins, counted from 1 as an editor does.
  public var line: Int
  /// The column at fault, as the file calls it; nil where it is the row as a whole.
  public var column: String?
  public var reason: String

  public init(line: Int, column: String?, reason: String) {
    self.line = line
    self.column = column
    self.reason = reason
  }

  public var fields: Fields {
    var fields = Fields()
    fields.add("line", Int64(line))
    fields.add("column", column)
    fields.add("reason", reason)
    return fields
  }
}
