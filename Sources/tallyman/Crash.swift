import Glibc
import Terminal
import TerminalCurses

/// What the report of a crash says besides the last commands: nothing of the stock, and nobody's name.
enum Crash {
  /// From now on a crash leaves its report in the state folder.
  static func prepare(theme: String, _ size: Size) {
    let began = "\(World.now())".filter { $0.isNumber || $0 == "T" }
    let path = Folders.state + "/crash-\(began)-\(getpid()).txt"
    Files.makeFolder(of: path)
    let head = CrashReport.head(
      version: Program.version, theme: theme, terminal: World.set("TERM") ?? "", began: "\(World.now())")
    CrashReport.note(columns: size.columns, rows: size.rows)
    CrashReport.prepare(path: path, head: head)
  }
}
