import Storage
import StorageRemote
import Synchronization

/// What a scripted node does with a request.
enum Step: Sendable {
  case answer(String, status: Int = 200, version: String? = "v10.2.7")
  /// Closes the line without a word.
  case close
  case silent
  case bytes(String)

  static func rows(_ rows: String) -> Step { .answer(#"{"results":[{"types":["integer"],"values":"# + rows + "}]}") }
  static let done = Step.answer(#"{"results":[{"rows_affected":1}]}"#)
}

/// A node that takes one step for each request, whichever line it comes by; what looks whether foreign keys are watched is
/// answered from a list of its own. When the steps are over all is well.
final class ScriptedNode: Sendable {
  let server: ScriptedServer

  init(_ steps: [Step], watches: [Step] = []) throws {
    let left = Mutex((steps: steps, watches: watches))
    server = try ScriptedServer { peer in
      while let request = peer.next() {
        let isWatch = request.contains(Scene.watch.sql)
        let step = left.withLock { left -> Step in
          if isWatch { return left.watches.isEmpty ? .done : left.watches.removeFirst() }
          return left.steps.isEmpty ? .done : left.steps.removeFirst()
        }
        switch step {
        case .answer(let body, let status, let version): peer.answer(body, status: status, version: version)
        case .close: return
        case .silent: return peer.hold()
        case .bytes(let text):
          peer.send(text)
          return
        }
      }
    }
  }

  deinit { server.stop() }

  /// What it was asked, without the looks at foreign keys.
  var requests: [String] { server.requests.filter { !$0.contains(Scene.watch.sql) } }
  var watches: Int { server.requests.count { $0.contains(Scene.watch.sql) } }
}

enum Scene {
  static let watch = Statement("PRAGMA watch_this")
  static let counter = Statement("PRAGMA count_this")
  static let add = Statement("INSERT INTO item VALUES(?1)", [.integer(1)])
  static let look = Statement("SELECT id FROM item")

  /// Times that fit a test: trouble is over soon.
  static var times: RqliteTimes {
    var times = RqliteTimes()
    times.request = 20_000
    times.patience = 300
    times.pause = 2
    return times
  }

  static func database(
    _ nodes: [ScriptedNode], credentials: RqliteCredentials? = nil, times: RqliteTimes = Scene.times
  ) -> RqliteDatabase {
    RqliteDatabase(
      hosts: nodes.map { RemoteAddress.Host(name: "127.0.0.1", port: $0.server.port) }, isTLS: false,
      credentials: credentials, address: "rqlite://cluster", counter: counter, watch: watch, times: times)
  }
}

extension RqliteDatabase {
  /// The first column of every row of a read.
  func numbers(_ statements: Statement...) throws -> [Int64] {
    var numbers: [Int64] = []
    try read(statements) { _, row in
      numbers.append(row.integer(0))
      return true
    }
    return numbers
  }
}
