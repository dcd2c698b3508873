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

/// A report on its way to a file: all of its rows, read in parts.
public struct ReportJob: Sendable {
  let question: ReadReport
  let name: String
  let isReplacing: Bool
  private let asker: Asker

  init(_ question: ReadReport, to name: String, isReplacing: Bool, for asker: Asker) {
    self.question = question
    self.name = name
    self.isReplacing = isReplacing
    self.asker = asker
  }

  /// Writes, which may take a while, and returns what the console is to be told.
  public func done(by writer: any ReportWriting, from service: any InventoryService) -> Message {
    let title = question.report.title
    do throws(InventoryError) {
      var sheet = try service.ask(question, for: asker)
      var isFirst = true
      let file = try writer.write(sheet.columns.map(\.name), to: name, isReplacing: isReplacing) {
        () throws(InventoryError) in
        if !isFirst {
          guard let next = sheet.next else { return [] }
          var more = question
          more.start = .after(next)
          sheet = try service.ask(more, for: asker)
        }
        isFirst = false
        return sheet.rows.map { $0.cells.map(\.exported) }
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
