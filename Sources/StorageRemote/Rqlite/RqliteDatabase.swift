import Storage
import Synchronization

/// A database in an rqlite cluster, over its HTTP interface. Nothing is sent until it is used; the first answer shows
/// whether it is a cluster that can keep books.
///
/// A cluster that loses its leader is waited for, ten seconds at most. A batch is sent to one node once: whatever leaves
/// open whether it took effect is thrown as `unknown`, and the next call first waits until there is a leader again.
public final class RqliteDatabase: Database {
  let cluster: RqliteCluster
  private let counter: Statement
  private let watch: Statement
  private let standing = Mutex(Standing())
  private let tokens = Mutex(Tokens())

  /// What is known of the cluster.
  private struct Standing {
    /// When it was last seen that foreign keys are watched, as milliseconds; nil when it has to be seen before the next
    /// batch.
    var seenAt: Int64?
    /// Whether anything has been answered.
    var isKnown = false
  }

  /// - Parameters:
  ///   - address: what an error calls it.
  ///   - counter: gives a number that grows by one with each batch that takes effect, whoever sent it.
  ///   - watch: fails where foreign keys are not watched, and changes nothing. It is sent as a batch by itself, for the
  ///     connection that writes has a switch of its own, which no query sees and anybody may turn (`remote.md` 2.8). It is
  ///     no part of another batch: a node where it fails would leave that batch out, alone among the nodes.
  public init(
    hosts: [RemoteAddress.Host], isTLS: Bool, credentials: RqliteCredentials?, address: String, counter: Statement,
    watch: Statement, times: RqliteTimes = RqliteTimes()
  ) {
    cluster = RqliteCluster(hosts, isTLS: isTLS, credentials, address: address, times: times)
    (self.counter, self.watch) = (counter, watch)
  }

  // MARK: - Committing

  public func commit(_ batch: Batch) throws(DatabaseError) { _ = try commit(batch, reading: []) { _, _ in true } }

  public func commit(
    _ batch: Batch, reading statements: [Statement], _ each: (_ statement: Int, _ row: any Row) -> Bool
  ) throws(DatabaseError) -> Bool {
    guard !batch.statements.isEmpty else { return readsAll(statements, each) }
    try check(batch.statements, mayWrite: true)
    try check(statements, mayWrite: false)
    let body = StatementWriter.body(batch.statements)
    guard body.count <= RqliteDatabase.mostBytes else {
      throw .unavailable(.failed(message: "a batch of \(body.count >> 20) MB is too large to send in one piece"))
    }
    var requests = [RqliteCluster.Request(path: RqliteCluster.Request.executePath, body: body)]
    if !statements.isEmpty { requests.append(.query(statements)) }
    let seenAt = try stand()
    let isDue = WireDeadline.now().milliseconds - seenAt > cluster.times.trust
    if isDue { requests.append(.execute([watch])) }
    let number = tokens.withLock { $0.begin() }
    var tookEffect = false
    defer { tokens.withLock { $0.end(number, tookEffect: tookEffect) } }
    let answers = try send(requests, batch)
    tookEffect = true
    // Behind the batch: nobody waits for it, and the next batch will not be sent where it failed.
    if isDue {
      note(answers.count == requests.count ? cluster.sense(of: answers[requests.count - 1], to: requests[0]) : nil)
    }
    guard !statements.isEmpty else { return true }
    guard answers.count > 1, case .answered(let rows) = cluster.sense(of: answers[1], to: requests[1]) else {
      return false
    }
    return (try? hand(rows, of: statements, each)) != nil
  }

  /// More than the largest chunk of an import comes to.
  private static let mostBytes = 64 << 20

  /// Sends a batch, and with it what is to be read behind it, until it is known or open what became of it.
  /// - Returns: the answers, the first of which says that the batch took effect.
  private func send(_ requests: [RqliteCluster.Request], _ batch: Batch) throws(DatabaseError) -> [HTTPAnswer] {
    var tries = RqliteCluster.Tries()
    while true {
      let (outcome, node) = cluster.exchange(requests)
      guard let first = outcome.answers.first else {
        guard outcome.sent == 0 else { throw doubt(outcome.fault?.words ?? "no answer came", node) }
        // It did not go out whole, so nobody can have done it.
        guard outcome.fault?.kind == .unreachable, cluster.triesAgain(&tries, at: node, outcome) else {
          throw .unavailable(cluster.trouble(outcome.fault))
        }
        continue
      }
      switch cluster.sense(of: first, to: requests[0]) {
      case .doubtful(let words): throw doubt(words, node)
      // It was taken, by somebody: perhaps one that hands on to an rqlite and says so no more.
      case .failed(.unsuitable(_, let why)) where first.status == 200: throw doubt(why, node)
      case .failed(let trouble): throw .unavailable(trouble)
      case .answered(let answer):
        cluster.isWell()
        try judge(answer, batch, node)
        return outcome.answers
      }
    }
  }

  /// Nobody knows what became of the batch: before the next one is sent there has to be a leader.
  private func doubt(_ words: String, _ node: RqliteNode) -> DatabaseError {
    cluster.turn(from: node)
    standing.withLock { $0.seenAt = nil }
    return .unknown(message: "\(cluster.address): \(words)")
  }

  /// - Throws: unless every statement was done.
  private func judge(_ answer: RqliteAnswer, _ batch: Batch, _ node: RqliteNode) throws(DatabaseError) {
    let runs = batch.statements.reduce(0) { $0 + $1.runs }
    let (results, count) = (answer.results, answer.results.count)
    if let error = answer.error, !error.isEmpty {
      throw refusal(error, runs - 1, batch, node)
    }
    if let error = results.last?.error, count <= runs, results.dropLast().allSatisfy({ $0.error == nil }) {
      throw refusal(error, count - 1, batch, node)
    }
    guard count == runs, results.allSatisfy({ $0.error == nil }) else {
      throw doubt("\(count) results came for \(runs) statements", node)
    }
    // An answer that came twice, to a question asked before.
    if results.contains(where: \.hasColumns),
      !batch.statements.contains(where: { $0.sql.uppercased().contains("RETURNING") })
    {
      throw doubt("rows came for a batch that asks for none", node)
    }
  }

  private func refusal(_ message: String, _ run: Int, _ batch: Batch, _ node: RqliteNode) -> DatabaseError {
    switch RqliteRules.meaning(of: message, address: cluster.address) {
    case .trouble(let trouble): return .unavailable(trouble)
    case .doubtful: return doubt(message, node)
    case .rule(let rule):
      var left = run
      for (index, statement) in batch.statements.enumerated() {
        if left < statement.runs { return .refused(statement: index, row: left, rule: rule, message: message) }
        left -= statement.runs
      }
      return doubt(message, node)
    }
  }

  private func check(_ statements: [Statement], mayWrite: Bool) throws(DatabaseError) {
    for statement in statements {
      guard let complaint = StatementText.complaint(about: statement, mayWrite: mayWrite) else { continue }
      throw .unavailable(.failed(message: complaint))
    }
  }

  // MARK: - Reading

  public func read(_ statements: [Statement], _ each: (_ statement: Int, _ row: any Row) throws -> Bool) throws {
    guard !statements.isEmpty else { return }
    try check(statements, mayWrite: false)
    try hand(rows(of: .query(statements)), of: statements, each)
  }

  private func readsAll(_ statements: [Statement], _ each: (_ statement: Int, _ row: any Row) -> Bool) -> Bool {
    (try? read(statements, each)) != nil
  }

  /// Asks, and at the first time looks in the same trip whether these books can be kept here.
  private func rows(of query: RqliteCluster.Request) throws(DatabaseError) -> RqliteAnswer {
    let isKnown = standing.withLock { $0.isKnown }
    let requests = isKnown ? [query] : [.execute([watch]), query]
    let answers = try cluster.ask(requests, needed: [requests.count - 1])
    if !isKnown, try watches(answers[0]) == false { throw .unavailable(unwatched) }
    guard case .answered(let answer) = answers.last else {
      throw .unavailable(.failed(message: "no answer came"))
    }
    return answer
  }

  /// Hands over the rows of an answer.
  /// - Throws: where a statement failed; what the closure throws.
  private func hand(
    _ answer: RqliteAnswer, of statements: [Statement], _ each: (_ statement: Int, _ row: any Row) throws -> Bool
  ) throws {
    let row = RqliteRow()
    var result = 0
    for (index, statement) in statements.enumerated() {
      var wantsMore = true
      for _ in 0..<statement.runs {
        guard result < answer.results.count else {
          throw DatabaseError.unavailable(.failed(message: "an answer is missing to: \(statement.sql)"))
        }
        if wantsMore {
          if let error = answer.results[result].error { throw failure(error) }
          wantsMore = try answer.eachRow(of: result, row) { try each(index, $0) }
        }
        result += 1
      }
    }
  }

  private func failure(_ message: String) -> DatabaseError {
    switch RqliteRules.meaning(of: message, address: cluster.address) {
    case .trouble(let trouble): .unavailable(trouble)
    case .rule, .doubtful: .unavailable(.failed(message: message))
    }
  }

  // MARK: - Standing

  private var unwatched: DatabaseError.Trouble {
    .unsuitable(address: cluster.address, why: "foreign keys are not watched there: start every rqlited with -fk")
  }

  /// Sees to it that there is a leader that watches foreign keys, where that is not known.
  /// - Returns: when it was seen, as milliseconds.
  private func stand() throws(DatabaseError) -> Int64 {
    if let seenAt = standing.withLock({ $0.seenAt }) { return seenAt }
    let answers = try cluster.ask([.execute([watch])], needed: [0])
    if let trouble = hindrance(answers[0]) { throw .unavailable(trouble) }
    guard try watches(answers[0]) != false else { throw .unavailable(unwatched) }
    return WireDeadline.now().milliseconds
  }

  /// What the answer to `watch` says, and remembers it.
  /// - Returns: nil where it did not say: to an account that may not write it never does, and there it matters nothing.
  @discardableResult
  private func watches(_ answer: RqliteCluster.Sense) throws(DatabaseError) -> Bool? {
    switch answer {
    case .failed(.denied), .failed(.failed), .doubtful:
      standing.withLock { $0.isKnown = true }
      return nil
    case .failed(let trouble): throw .unavailable(trouble)
    case .answered where hindrance(answer) != nil: return nil
    case .answered(let results):
      let isWatched = results.results.count == 1 && results.results[0].error == nil
      let now = WireDeadline.now().milliseconds
      standing.withLock { standing in
        standing.isKnown = isWatched
        standing.seenAt = isWatched ? now : nil
      }
      return isWatched
    }
  }

  /// What kept `watch` from being run at all, such as a full disk: that says nothing of foreign keys.
  private func hindrance(_ answer: RqliteCluster.Sense) -> DatabaseError.Trouble? {
    guard case .answered(let results) = answer, let error = results.results.first?.error,
      case .trouble(let trouble) = RqliteRules.meaning(of: error, address: cluster.address)
    else { return nil }
    if case .failed = trouble { return nil }
    return trouble
  }

  /// What came of looking behind a batch.
  private func note(_ answer: RqliteCluster.Sense?) {
    standing.withLock { $0.seenAt = nil }
    if let answer { _ = try? watches(answer) }
  }

  /// Whether foreign keys are watched; nil where this account may not find out.
  func watchesForeignKeys() throws(DatabaseError) -> Bool? {
    try watches(cluster.ask([.execute([watch])], needed: [])[0])
  }

  // MARK: - Changes

  public func changeToken() throws(DatabaseError) -> Int64 {
    let before = tokens.withLock { $0.look() }
    var count: Int64 = 0
    do {
      try read([counter]) { _, row in
        count = row.integer(0)
        return false
      }
    } catch let error as DatabaseError {
      throw error
    } catch {
      throw .unavailable(.failed(message: "\(error)"))
    }
    return tokens.withLock { $0.token(count, since: before) }
  }
}
