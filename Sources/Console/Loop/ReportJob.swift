import Inventory

/// Writes reports to files. Panes know no files: the program does, and hands this to ``ReportJob``.
public protocol ReportWriting: Sendable {
  /// Writes rows as comma-separated values as long as `next` gives some. The file appears whole or not at all.
  /// - Parameter name: where no folder is named, in the one the program was started in.
  /// - Parameter isReplacing: a file that is there already is replaced; else it stays, and nothing is read.
  func write(
    _ columns: [String], to name: String, isReplacing: Bool, next: () throws(InventoryError) -> [[String]]
  ) throws(InventoryError) -> ReportFile
}

/// What became of a file.
public enum ReportFile: Hashable, Sendable {
  case written(path: String, rows: Int)
  /// It is there already, and was not to be replaced.
  case exists(path: String)
  case failed(path: String, why: String)
}

/// A report, the audit or the ledger on its way to a file: all of its rows, read in parts.
public struct ReportJob: Sendable {
  private let rows: RowSource
  let name: String
  let isReplacing: Bool
  private let asker: Asker

  init(_ question: ReadReport, to name: String, isReplacing: Bool, for asker: Asker) {
    self.init(.report(question), to: name, isReplacing: isReplacing, for: asker)
  }

  init(_ list: RecordList, to name: String, isReplacing: Bool, for asker: Asker) {
    self.init(.records(list), to: name, isReplacing: isReplacing, for: asker)
  }

  private init(_ rows: RowSource, to name: String, isReplacing: Bool, for asker: Asker) {
    self.rows = rows
    self.name = name
    self.isReplacing = isReplacing
    self.asker = asker
  }

  /// Writes, which may take a while, and returns what the console is to be told.
  public func done(by writer: any ReportWriting, from service: any InventoryService) -> Message {
    let title = rows.title
    do throws(InventoryError) {
      var part = try rows.first(service, asker)
      if part.columns.isEmpty { return .noticed(.warn, "\(title): nothing fits, so no file was written") }
      var isFirst = true
      let file = try writer.write(part.columns, to: name, isReplacing: isReplacing) { () throws(InventoryError) in
        if !isFirst {
          guard let next = part.next else { return [] }
          part = try rows.after(next, service, asker)
        }
        isFirst = false
        return part.rows
      }
      return switch file {
      case .written(let path, let rows):
        .noticed(.ok, "\(title): \(Numbers.counted(rows, "row", "rows")) written to \(path)")
      case .exists(let path):
        .noticed(
          .fail, "\(title): \(path) is there already and was left as it is; X again, with another name or replace yes")
      case .failed(let path, let why): .noticed(.fail, "\(title): \(path) was not written: \(why)")
      }
    } catch {
      return .noticed(.fail, "\(title): nothing was written: \(Explanation(error).detail)")
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
