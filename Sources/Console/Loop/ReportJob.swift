import Inventory

/// Writes reports to files. Panes know no files: the program does, and hands this to ``ReportJob``.
public protocol ReportWriting: Sendable {
  /// Writes rows as comma-separated values as long as `next` gives some. The file appears whole or not at all.
  /// - Parameter name: where no folder is named, in the one the program was started in.
  /// - Parameter isReplacing: a file that is there already is replaced; else it stays, and nothing is read.
  /// - Parameter isSpreadsheetSafe: an apostrophe stands before text that an office program would run as a formula.
  func write(
    _ columns: [String], to name: String, isReplacing: Bool, isSpreadsheetSafe: Bool,
    next: () throws(InventoryError) -> [[String]]
  ) throws(InventoryError) -> ReportFile
  /// How late it is: what takes long is on record as a job.
  func now() -> Instant
}

/// What became of a file.
public enum ReportFile: Hashable, Sendable {
  case written(path: String, rows: Int)
  /// It is there already, and was not to be replaced.
  case exists(path: String)
  case failed(path: String, why: String)
}

/// A report, the audit or the ledger on its way to a file: all of its rows, read in parts. One that takes more than a second
/// is on record as a job, as an export of the command line is.
public struct ReportJob: Sendable {
  private let rows: RowSource
  let name: String
  let isReplacing: Bool
  private let identity: Identity
  /// Of the act that puts it on record.
  private let key: String
  private var asker: Asker { .person(identity.actor) }

  /// In milliseconds.
  private static let patience: Int64 = 1_000

  init(_ question: ReadReport, to name: String, isReplacing: Bool, _ desk: inout Desk) {
    self.init(.report(question), to: name, isReplacing: isReplacing, &desk)
  }

  init(_ list: RecordList, to name: String, isReplacing: Bool, _ desk: inout Desk) {
    self.init(.records(list), to: name, isReplacing: isReplacing, &desk)
  }

  private init(_ rows: RowSource, to name: String, isReplacing: Bool, _ desk: inout Desk) {
    self.rows = rows
    self.name = name
    self.isReplacing = isReplacing
    identity = desk.identity
    key = desk.makeKey()
  }

  /// Writes, which may take a while, and returns what the console is to be told.
  public func done(by writer: any ReportWriting, from service: any InventoryService) -> Message {
    let title = rows.title
    let begun = writer.now()
    do throws(InventoryError) {
      var part = try rows.first(service, asker)
      if part.columns.isEmpty { return .noticed(.warn, "\(title): nothing fits, so no file was written") }
      var isFirst = true
      let isSafe = try service.makesFilesSpreadsheetSafe(for: asker)
      let file = try writer.write(part.columns, to: name, isReplacing: isReplacing, isSpreadsheetSafe: isSafe) {
        () throws(InventoryError) in
        if !isFirst {
          guard let next = part.next else { return [] }
          part = try rows.after(next, service, asker)
        }
        isFirst = false
        return part.rows
      }
      switch file {
      case .written(let path, let rows):
        let count = Numbers.counted(rows, "row", "rows")
        let rest = record(.done, path, begun, writer, service, rows: rows, count)
        return .noticed(rest.isEmpty ? .ok : .warn, "\(title): \(count) written to \(path)\(rest)")
      case .exists(let path):
        return .noticed(
          .fail, "\(title): \(path) is there already and was left as it is; X again, with another name or replace yes")
      case .failed(let path, let why):
        let rest = record(.failed, path, begun, writer, service, why)
        return .noticed(.fail, "\(title): \(path) was not written: \(why)\(rest)")
      }
    } catch {
      let why = Explanation(error).detail
      let rest = record(.failed, name, begun, writer, service, why)
      return .noticed(.fail, "\(title): nothing was written: \(why)\(rest)")
    }
  }

  /// - Returns: what is to be said where it should be on record and is not.
  private func record(
    _ state: Job.State, _ path: String, _ begun: Instant, _ writer: any ReportWriting,
    _ service: any InventoryService, rows: Int = 0, _ outcome: String
  ) -> String {
    let now = writer.now()
    guard now.milliseconds - begun.milliseconds >= ReportJob.patience else { return "" }
    var job = Job(kind: .export, subject: path, begunAt: begun, heardAt: now)
    (job.state, job.endedAt, job.outcome) = (state, now, outcome)
    (job.done, job.total) = (Int64(rows), Int64(rows))
    let context = ActContext(key: key, actor: identity.actor, terminal: identity.terminal, now: now)
    do throws(InventoryError) {
      _ = try service.perform(RecordJob(job), context)
      return ""
    } catch {
      return "; it is not on record as a job: \(Explanation(error).detail)"
    }
  }
}

/// Where the rows of a file come from.
private enum RowSource: Sendable {
  case report(ReadReport)
  case records(RecordList)

  struct Part {
    var columns: [String]
    var rows: [[String]]
    var next: Cursor?
  }

  private static let partRows = 1000

  var title: String {
    switch self {
    case .report(let question): question.report.title
    case .records(let list): list.title
    }
  }

  func first(_ service: any InventoryService, _ asker: Asker) throws(InventoryError) -> Part {
    if case .report(let question) = self { return RowSource.part(try service.ask(question, for: asker)) }
    return try records(.first, service, asker)
  }

  func after(_ cursor: Cursor, _ service: any InventoryService, _ asker: Asker) throws(InventoryError) -> Part {
    guard case .report(var question) = self else { return try records(.after(cursor), service, asker) }
    question.start = .after(cursor)
    return RowSource.part(try service.ask(question, for: asker))
  }

  private static func part(_ sheet: ReportSheet) -> Part {
    Part(columns: sheet.columns.map(\.name), rows: sheet.rows.map { $0.cells.map(\.exported) }, next: sheet.next)
  }

  private func records(
    _ start: PageStart, _ service: any InventoryService, _ asker: Asker
  ) throws(InventoryError) -> Part {
    switch self {
    case .records(.audit(let filter)):
      let page = try service.ask(AuditPage(filter, start: start, limit: RowSource.partRows), for: asker)
      return RowSource.part(page.rows.map(\.fields), page.next)
    case .records(.moves(let filter)):
      let page = try service.ask(LedgerPage(filter, start: start, limit: RowSource.partRows), for: asker)
      return RowSource.part(page.rows.map(\.fields), page.next)
    case .report: return Part(columns: [], rows: [], next: nil)
    }
  }

  private static func part(_ rows: [Fields], _ next: Cursor?) -> Part {
    Part(
      columns: rows.first?.list.map(\.name) ?? [], rows: rows.map { $0.list.map(\.value.plain) }, next: next)
  }
}
