import Inventory
import Storage

/// The inventory kept in a database: the one implementation of the service, over whatever driver it is given.
public final class Books: InventoryService {
  let reader: Reader
  private let catalog = Catalog()
  private let clock: @Sendable () -> Instant
  private let patience: Patience

  /// Opens the books: an empty database is set up, an older one is brought up to date, a newer one is refused.
  /// - Parameters:
  ///   - mayWrite: false for a face that only reads; then an empty database is refused, and an older one too.
  ///   - clock: tells questions when it is, and so which lots and reservations have expired. Acts bring their own.
  ///   - patience: with acts of which no answer comes from a database that is far away.
  public init(
    _ database: any Database, mayWrite: Bool = true, clock: @escaping @Sendable () -> Instant = Books.beforeAnyExpiry,
    patience: Patience = .none
  ) throws(InventoryError) {
    self.clock = clock
    self.patience = database.isFar ? patience : .none
    reader = Reader(database: database)
    try Migrator(reader: reader).run(mayWrite: mayWrite)
  }

  /// Over a database that is known to have the tables, such as a copy of a part of the books.
  init(tablesIn reader: Reader, clock: @escaping @Sendable () -> Instant) {
    self.clock = clock
    patience = .none
    self.reader = reader
  }

  /// A clock for those whom expiry is nothing to: by it no lot has expired that was not marked so.
  public static let beforeAnyExpiry: @Sendable () -> Instant = { Instant(milliseconds: 0) }

  /// The schema this program knows.
  public static var knownSchema: Int { Migrator.known }

  /// The schema of a database that is Tallyman's and not newer than this program, which need not be the one it knows;
  /// anything else is refused. Changes nothing.
  public static func schema(of database: any Database) throws(InventoryError) -> Int {
    try Migrator(reader: Reader(database: database)).recognise()
  }

  public func ask<Q: Question>(_ question: Q, for asker: Asker) throws(InventoryError) -> Q.Answer {
    let now = clock()
    return try reader.inFewTrips { (reader) throws(InventoryError) in
      try question.answered(by: Answers(reader: reader, for: asker, at: now))
    }
  }

  public func perform(_ act: some Act, _ context: ActContext) throws(InventoryError) -> ActAnswer {
    do throws(InventoryError) {
      return try performed(act, context)
    } catch {
      if let note = RefusedSaleTable.note(error, of: act, context) {
        // It was refused whether or not that can be written down.
        do throws(DatabaseError) { try reader.database.commit(Batch([note])) } catch {}
      }
      throw error
    }
  }

  private func performed(_ act: some Act, _ context: ActContext) throws(InventoryError) -> ActAnswer {
    var digest = ContentDigest()
    digest.add("action", act.action)
    act.describe(to: &digest)
    let fingerprint = digest.bytes()
    var lastRefusal = ""
    var isDoubtful = false
    var wasRefused = false
    // A batch of which no answer came may take effect behind whatever is found out now: so long as the act is not done,
    // nobody is told that it is not. Nor where one was refused and it could not be read whether the act had been done.
    func told(_ error: InventoryError) -> InventoryError {
      switch error {
      case .keyUsedOtherwise: return error
      // Also of a sweep, which has a key of its own: whoever asks again asks with the act's.
      case .outcomeUnknown(_, let detail): return .outcomeUnknown(key: context.key, detail: detail)
      case .store where wasRefused && !context.isDryRun:
        return .outcomeUnknown(key: context.key, detail: "it was refused, and why could not be read")
      default:
        return isDoubtful && !context.isDryRun ? .outcomeUnknown(key: context.key, detail: "no answer came") : error
      }
    }
    for number in 0..<Books.mostTries {
      let isAlone = number >= Books.freeTries
      let run = { () throws(InventoryError) in
        var attempt = Attempt(
          reader: self.reader, act: act, context: isAlone ? self.later(context) : context, digest: fingerprint,
          isContended: number >= Books.bulkTries, looksAtCounts: number > 0, patience: self.patience)
        defer {
          isDoubtful = isDoubtful || attempt.isDoubtful
          wasRefused = wasRefused || attempt.wasRefused
        }
        return (outcome: try attempt.run(self.catalog), waiting: attempt.waiting)
      }
      let result = Result { () throws(InventoryError) in try isAlone ? alone(run) : run() }
      let (outcome, waiting) = try result.mapError(told).get()
      switch outcome {
      case .answered(let answer):
        if !waiting.isEmpty { serve(waiting, context) }
        return answer
      case .startOver(let message): lastRefusal = message
      case .sweepFirst:
        do throws(InventoryError) { try sweep(later(context), number) } catch { throw told(error) }
      }
      catalog.forget()
    }
    throw told(.tooContended(detail: lastRefusal))
  }

  /// An act that was overtaken by others again and again happens after them: what they did since it was asked for lies in
  /// its past.
  private func later(_ context: ActContext) -> ActContext {
    var context = context
    context.now = max(context.now, clock())
    return context
  }

  /// Does what was overtaken by others each time it was tried while nobody else writes.
  private func alone<Outcome>(
    _ work: () throws(InventoryError) -> Outcome
  ) throws(InventoryError) -> Outcome {
    var result: Result<Outcome, InventoryError>?
    do throws(DatabaseError) {
      try reader.database.alone {
        do throws(InventoryError) { result = .success(try work()) } catch { result = .failure(error) }
      }
    } catch {
      throw InventoryError(error)
    }
    guard let result else { throw .tooContended(detail: "the database did not do the work") }
    return try result.get()
  }

  /// Writes down which reservations have expired and blocks what lots have, as acts of their own by whoever acts, so that
  /// the act that waits for it finds it done.
  private func sweep(_ context: ActContext, _ number: Int) throws(InventoryError) {
    for part in 0..<Books.mostParts {
      var own = context
      own.key = "\(context.key)/lapse-\(context.now.milliseconds)-\(number)-\(part)"
      if try perform(SweepReservations(), own).event == 0 { break }
    }
    for part in 0..<Books.mostParts {
      var own = context
      own.key = "\(context.key)/expire-\(context.now.milliseconds)-\(number)-\(part)"
      if try perform(ExpireLots(), own).event == 0 { return }
    }
  }

  /// Holds what came in for reservations that wait for it, as an act of its own. What is done is done whether or not that
  /// succeeds: what waits is served by whatever frees goods next.
  private func serve(_ waiting: [ItemID], _ context: ActContext) {
    var own = context
    own.key = "\(context.key)/serve"
    do throws(InventoryError) { _ = try perform(ServeBackorders(waiting), own) } catch {}
  }

  private static let mostParts = 500
  private static let mostTries = 12
  private static let bulkTries = 3
  /// How often an act is tried beside others before it has the database for itself.
  private static let freeTries = 3
}
