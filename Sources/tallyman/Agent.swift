import Glibc
import Ledger
import Storage
import StorageLocal
import StorageRemote

/// The far end of ssh: this program beside the database.
enum Agent {
  /// Shorter than a client waits for a sign that nothing is wrong, so that it is told what is.
  private static let patience: Int64 = 4_000

  /// - Parameter operatorName: nobody else may act, and nothing but acts may be committed: then the database is neither made
  ///   nor brought up to date over this line.
  static func serve(_ path: String, as operatorName: String?, isReadOnly: Bool) -> String? {
    let judge: AgentServer.Judge = { batch in operatorName.flatMap { objection(to: batch, of: $0) } }
    let server = AgentServer(
      input: STDIN_FILENO, output: STDOUT_FILENO,
      facts: AgentFacts(programVersion: Program.version, path: path, operatorName: operatorName), judge: judge
    ) { asked throws(DatabaseError) in
      let mode: LocalDatabase.Mode =
        switch asked {
        case _ where isReadOnly: .readOnly
        case .read: .readOnly
        case .create where operatorName == nil: .readWriteCreate
        case .write, .create: .readWrite
        }
      if mode == .readWriteCreate { Files.makeFolder(of: path) }
      var settings = LocalDatabase.Settings()
      settings.patience = patience
      return try LocalDatabase(path: path, mode: mode, settings: settings)
    }
    return server.serve()
  }

  private static func objection(to batch: Batch, of name: String) -> String? {
    guard let actor = Books.actor(of: batch) else {
      return "only \(name) may act over this line, and this is no act: bring the database up to date on that machine"
    }
    return actor == name ? nil : "only \(name) may act over this line, not \(actor)"
  }
}
