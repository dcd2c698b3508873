import Inventory
import Storage
import Synchronization

/// What was read for one piece of work from a database that is far away, where every trip costs more than all the reading.
///
/// The work is done several times over. What it asks for and nobody has read yet is taken for empty and noted; then all that
/// was noted is read in one trip, and the work is done again. When it asks for nothing new, what it came to is the answer. So
/// the trips are as many as answers depend on one another, however the work is written down, and none of it need know. Work
/// that is done so reads and computes, and does nothing else.
final class Looks: Sendable {
  private struct State {
    /// What each look found, the latest last: what is asked for together comes from one of them, which is one snapshot.
    var looks: [[Statement: [KeptRow]]] = []
    /// What to look for next, in the order it was asked for.
    var noted: [Statement] = []
    var isNoted: Set<Statement> = []
  }

  /// More rows than these are not kept.
  static let mostRows = 50_000
  private let state = Mutex(State())

  /// Something that was asked for since the last look is not known: what was made of it is a guess.
  var isGuessing: Bool { state.withLock { !$0.noted.isEmpty } }

  func each(_ statements: [Statement], _ body: (Int, any Row) -> Bool) {
    guard let known = rows(of: statements) else { return }
    for (statement, rows) in known.enumerated() {
      for row in rows where !body(statement, row) { break }
    }
  }

  /// Nil where they are not known yet; then they are noted.
  private func rows(of statements: [Statement]) -> [[KeptRow]]? {
    state.withLock { state in
      for look in state.looks.reversed() {
        let rows = statements.compactMap { look[$0] }
        if rows.count == statements.count { return rows }
      }
      for statement in statements where state.isNoted.insert(statement).inserted { state.noted.append(statement) }
      return nil
    }
  }

  /// All that is known was read in one trip.
  var isOfOneMoment: Bool { state.withLock { $0.looks.count <= 1 } }

  /// Reads all that was noted, in one trip.
  /// - Parameter anew: and with it all that is known, which is forgotten.
  /// - Returns: false where it is too much to be kept.
  func look(into database: any Database, anew: Bool = false) throws(InventoryError) -> Bool {
    let statements = state.withLock { state in
      let known = anew ? Set(state.looks.flatMap(\.keys)) : []
      defer {
        (state.noted, state.isNoted) = ([], [])
        if anew { state.looks = [] }
      }
      return known.subtracting(state.isNoted) + state.noted
    }
    var rows = [[KeptRow]](repeating: [], count: statements.count)
    var count = 0
    try Reader(database: database).each(statements) { statement, row in
      count += 1
      guard count <= Looks.mostRows else { return false }
      rows[statement].append(KeptRow(row))
      return true
    }
    guard count <= Looks.mostRows else { return false }
    let found = Dictionary(uniqueKeysWithValues: zip(statements, rows))
    state.withLock { $0.looks.append(found) }
    return true
  }
}

extension Reader {
  /// Does work that only reads: at once where the database is near, in as few trips as may be where it is far. The work may
  /// be done several times, with the reader it is given, and does nothing but read and compute.
  func inFewTrips<Result>(
    _ work: (Reader) throws(InventoryError) -> Result
  ) throws(InventoryError) -> Result {
    guard database.isFar else { return try work(self) }
    let looks = Looks()
    for _ in 0..<Reader.mostLooks {
      let answer = outcome { () throws(InventoryError) in try work(Reader(database: database, looks: looks)) }
      guard looks.isGuessing else { return try answer.get() }
      guard try looks.look(into: database) else { break }
    }
    return try work(Reader(database: database))
  }

  /// The same, and in the end all that it is made of was read in one trip where the database is far away: it was true at one
  /// moment. For refusals, which are not to be made of what was before somebody else's act and what was behind it.
  func ofOneMoment<Result>(
    _ work: (Reader) throws(InventoryError) -> Result
  ) throws(InventoryError) -> Result {
    guard database.isFar else { return try work(self) }
    let looks = Looks()
    var isAnew = false
    for _ in 0..<Reader.mostLooks {
      let answer = outcome { () throws(InventoryError) in try work(Reader(database: database, looks: looks)) }
      if !looks.isGuessing {
        if looks.isOfOneMoment { return try answer.get() }
        isAnew = true
      }
      guard try looks.look(into: database, anew: isAnew) else { break }
    }
    return try work(Reader(database: database))
  }

  private func outcome<Answer>(
    _ work: () throws(InventoryError) -> Answer
  ) -> Result<Answer, InventoryError> {
    do throws(InventoryError) { return .success(try work()) } catch { return .failure(error) }
  }

  private static let mostLooks = 20

  /// Something is not known yet: what comes of it is a guess, and not to be remembered.
  var isGuessing: Bool { looks?.isGuessing ?? false }

  /// Lets what this work reads be read in the next trip already, although it is not its turn. What it throws is nothing to
  /// anybody. Where the database is near, nothing is done.
  func ahead(_ work: () throws(InventoryError) -> Void) {
    guard looks != nil else { return }
    do throws(InventoryError) { try work() } catch {}
  }

  /// Ends work that goes on from a guess, which may not be worth its while.
  func checkFacts() throws(InventoryError) {
    if isGuessing { throw .store(.interrupted) }
  }

  /// A reader whose rows come one by one as they are read, and are handed on: the last that a piece of work reads.
  func streaming() throws(InventoryError) -> Reader {
    try checkFacts()
    return Reader(database: database)
  }
}
