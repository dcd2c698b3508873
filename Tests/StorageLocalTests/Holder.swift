import Glibc

/// Another process that holds something until it is told to let go.
final class Holder {
  private let child: Child
  private let letGo: String

  /// - Parameter command: what the process does for as long as `$HOLD` runs; `HOLD` ends when it is told to.
  init(in folder: Folder, _ command: (_ hold: String) -> String) throws {
    letGo = folder.file("let-go")
    let ready = folder.file("ready")
    guard mkfifo(letGo, 0o600) == 0 else { throw Broken("mkfifo") }
    child = try Child(["/bin/sh", "-c", command("touch '\(ready)'; read line < '\(letGo)'")])
    try wait { access(ready, F_OK) == 0 }
  }

  /// A `sqlite3` shell in the middle of a transaction.
  static func writing(_ folder: Folder) throws -> Holder {
    try Holder(in: folder) { hold in
      """
      exec sqlite3 '\(folder.file("stock.db"))' 'BEGIN IMMEDIATE' "INSERT INTO entry(number) VALUES(-1)" ".shell \(hold)" \
      ROLLBACK
      """
    }
  }

  /// A process that has the turn.
  static func havingTurn(_ folder: Folder) throws -> Holder {
    try Holder(in: folder) { hold in "exec 9>>'\(folder.file("stock.db-turn"))'; flock 9; \(hold)" }
  }

  func release() throws {
    let file = open(letGo, O_WRONLY)
    guard file >= 0, write(file, "\n", 1) == 1, close(file) == 0 else { throw Broken("let go") }
    _ = child.wait()
  }

  func kill() {
    Glibc.kill(child.id, SIGKILL)
    _ = child.wait()
  }
}
