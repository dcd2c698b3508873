import Console
import Exchange
import Glibc
import Inventory

/// Reports as files in the folder the program was started in, or where their names say.
struct ReportFiles: ReportWriting {
  func write(
    _ columns: [String], to name: String, isReplacing: Bool, isSpreadsheetSafe: Bool,
    next: () throws(InventoryError) -> [[String]]
  ) throws(InventoryError) -> ReportFile {
    let path = ReportFiles.path(name)
    if !isReplacing, access(path, F_OK) == 0 { return .exists(path: path) }
    do {
      let rows = try TableExport.write(columns, to: path, isSpreadsheetSafe: isSpreadsheetSafe, next: next)
      return .written(path: path, rows: rows)
    } catch .unanswered(let error) {
      throw error
    } catch .cannotWrite(_, let detail) {
      return .failed(path: path, why: detail)
    } catch {
      return .failed(path: path, why: "\(error)")
    }
  }

  func now() -> Instant { World.now() }

  /// The whole path, so that whoever is told of it finds the file.
  private static func path(_ name: String) -> String {
    if name.hasPrefix("/") { return name }
    if name.hasPrefix("~/"), let home = World.set("HOME") { return home + name.dropFirst() }
    guard let folder = getcwd(nil, 0) else { return name }
    defer { free(folder) }
    return String(cString: folder) + "/" + name
  }
}
