import Storage
import Synchronization

/// The nodes of one cluster, tried in turn: which of them is asked, how long, and what an answer means that is none.
final class RqliteCluster: Sendable {
  /// As an error calls it. It holds no password.
  let address: String
  let times: RqliteTimes
  private let nodes: [RqliteNode]
  private let authorization: String?
  /// What is said where it does not let this account in.
  private let denial: String
  private let state = Mutex(State())

  private struct State {
    var current = 0
    /// Since when nothing came of what was tried, as milliseconds; nil while all is well.
    var troubleSince: Int64?
  }

  init(
    _ hosts: [RemoteAddress.Host], isTLS: Bool, _ credentials: RqliteCredentials?, address: String, times: RqliteTimes
  ) {
    precondition(!hosts.isEmpty, "a cluster has nodes")
    nodes = hosts.map { RqliteNode($0, isTLS: isTLS) }
    authorization = credentials?.authorization
    denial =
      credentials.map {
        $0.lacksPassword
          ? "it does not take this name without a password, which TALLYMAN_PASSWORD or a file of passwords tells"
          : "it does not take this name and password, or not for this"
      } ?? "it wants to know who asks, which TALLYMAN_USER and TALLYMAN_PASSWORD tell"
    self.address = address
    self.times = times
  }

  /// A request as any node takes it.
  struct Request: Sendable {
    var path: String
    var body: [UInt8]?

    fileprivate var isQuestion: Bool { path == Request.queryPath }

    static let executePath = "/db/execute?transaction&norwrandom&norwtime"
    static let queryPath = "/db/query?transaction&level=linearizable&blob_array"

    static func execute(_ statements: [Statement]) -> Request {
      Request(path: executePath, body: StatementWriter.body(statements))
    }

    static func query(_ statements: [Statement]) -> Request {
      Request(path: queryPath, body: StatementWriter.body(statements))
    }
  }

  /// The tries of one call.
  struct Tries {
    fileprivate var count = 0
    fileprivate var wasUsed = false
  }

  /// Sends the requests to the node that answered last.
  func exchange(_ requests: [Request]) -> (outcome: HTTPLine.Outcome, node: RqliteNode) {
    let node = nodes[state.withLock { $0.current }]
    let whole = requests.map {
      HTTPRequest($0.path, host: node.name, authorization: authorization, body: $0.body)
    }
    return (node.exchange(whole, within: times.request), node)
  }

  /// It answered as it should.
  func isWell() { state.withLock { $0.troubleSince = nil } }

  /// Nothing came of a try at this node: the next call goes to the next one.
  func turn(from node: RqliteNode) {
    node.forgetLines()
    let now = WireDeadline.now().milliseconds
    state.withLock { state in
      if state.troubleSince == nil { state.troubleSince = now }
      if nodes[state.current] === node { state.current = (state.current + 1) % nodes.count }
    }
  }

  /// Whether to try again after a failure that left nothing behind; waits before it says so, where that is due.
  ///
  /// A cluster that has not answered for as long as patience lasts is not waited for again: each call then knocks at every
  /// node once and says so.
  func triesAgain(_ tries: inout Tries, at node: RqliteNode, _ outcome: HTTPLine.Outcome) -> Bool {
    // The server had closed a line that lay idle: that is no trouble.
    if outcome.wasUsed, outcome.answers.isEmpty, !tries.wasUsed {
      tries.wasUsed = true
      node.forgetLines()
      return true
    }
    turn(from: node)
    tries.count += 1
    if tries.count < nodes.count { return true }
    let now = WireDeadline.now().milliseconds
    let since = state.withLock { $0.troubleSince ?? now }
    guard now - since < times.patience else { return false }
    if tries.count % nodes.count == 0 { WireDeadline.pause(times.pause) }
    return true
  }

  // MARK: - What an answer means

  /// What a single answer comes to, as far as every request has it in common.
  enum Sense {
    case answered(RqliteAnswer)
    /// It is known that nothing was done, and that trying again is no use.
    case failed(DatabaseError.Trouble)
    /// Nobody knows what was done; a read can be tried again.
    case doubtful(String)
  }

  func sense(of answer: HTTPAnswer, to request: Request) -> Sense {
    let sense = sense(of: answer)
    guard request.isQuestion, case .answered(let results) = sense else { return sense }
    // An answer that came twice would be taken for the one to the question behind it.
    guard results.results.allSatisfy({ $0.hasColumns || $0.error != nil }) else {
      return .doubtful("what it answers is no answer to the question")
    }
    return sense
  }

  private func sense(of answer: HTTPAnswer) -> Sense {
    switch answer.status {
    case 200: return senseOfResults(answer)
    case 401, 403:
      return .failed(.denied(address: address, why: denial))
    case 300..<400:
      return .failed(.unsuitable(address: address, why: "it sends elsewhere (HTTP \(answer.status))"))
    case 404, 405:
      return .failed(.unsuitable(address: address, why: "it is no rqlite (HTTP \(answer.status))"))
    case 400 where answer.words.contains("HTTPS server"):
      return .failed(.unsuitable(address: address, why: "it speaks TLS: the address begins with rqlites://"))
    case 400..<500: return .failed(.failed(message: "\(answer.words) (HTTP \(answer.status))"))
    default:
      let words = answer.words.isEmpty ? "HTTP \(answer.status)" : "\(answer.words) (HTTP \(answer.status))"
      return .doubtful(words)
    }
  }

  private func senseOfResults(_ answer: HTTPAnswer) -> Sense {
    let stranger = RqliteVersion.trouble(of: answer, address: address)
    do throws(JSONDamage) {
      let results = try RqliteAnswer(answer.body)
      guard let error = results.error, !error.isEmpty else { return stranger.map { .failed($0) } ?? .answered(results) }
      if let trouble = RqliteRules.refusalOfAll(error) { return .failed(trouble) }
      // A deferred foreign key is looked at when the batch ends: no statement of its own broke it.
      return error.hasPrefix("FOREIGN KEY constraint failed") ? .answered(results) : .doubtful(error)
    } catch {
      return stranger.map { .failed($0) } ?? .doubtful("its answer is damaged at byte \(error.position)")
    }
  }

  func trouble(_ fault: WireFault?) -> DatabaseError.Trouble {
    let words = fault?.words ?? "no answer came"
    switch fault?.kind {
    case .denied: return .denied(address: address, why: words)
    case .unsuitable: return .unsuitable(address: address, why: words)
    case .unreachable, nil: return .unreachable(address: address, why: words)
    }
  }

  // MARK: - Asking

  /// Sends requests that change nothing, or may be done twice, until each of them has been answered.
  /// - Parameter needed: which of them have to be answered with results; what the others came to is for the caller to see.
  func ask(_ requests: [Request], needed: Set<Int>) throws(DatabaseError) -> [Sense] {
    var tries = Tries()
    while true {
      let (outcome, node) = exchange(requests)
      var fault = outcome.fault
      if fault == nil {
        let senses = zip(outcome.answers, requests).map { sense(of: $0, to: $1) }
        guard let words = try doubt(senses, needed) else {
          isWell()
          return senses
        }
        fault = .unreachable(words)
      }
      guard fault?.kind == .unreachable, triesAgain(&tries, at: node, outcome) else {
        throw .unavailable(trouble(fault))
      }
    }
  }

  /// Why the requests have to be sent again, nil where they need not.
  private func doubt(_ senses: [Sense], _ needed: Set<Int>) throws(DatabaseError) -> String? {
    for (index, sense) in senses.enumerated() where needed.contains(index) {
      switch sense {
      case .answered: continue
      case .failed(let trouble): throw .unavailable(trouble)
      case .doubtful(let words):
        // A number that JSON has no word for will have none the next time.
        if words.hasPrefix("json: ") { throw .unavailable(.failed(message: words)) }
        return words
      }
    }
    return nil
  }

  /// One look at a page of the server, nil where it does not show it.
  func page(_ path: String) throws(DatabaseError) -> HTTPAnswer? {
    let outcome = exchange([Request(path: path, body: nil)]).outcome
    guard let answer = outcome.answers.first else { throw .unavailable(trouble(outcome.fault)) }
    return answer.status == 200 ? answer : nil
  }
}
