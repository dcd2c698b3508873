import Inventory
import Storage

/// The inventory kept in a database: the one implementation of the service, over whatever driver it is given.
public final class Books: InventoryService {
  let reader: Reader
  private let catalog = Catalog()

  /// Opens the books: an empty database is set up, an older one is brought up to date, a newer one is refused.
  /// - Parameter mayWrite: false for a face that only reads; then an empty database is refused, and an older one too.
  public init(_ database: any Database, mayWrite: Bool = true) throws(InventoryError) {
    reader = Reader(database: database)
    try Migrator(reader: reader).run(mayWrite: mayWrite)
  }

  /// The schema this program knows.
  public static var knownSchema: Int { Migrator.known }

  /// The schema of a database that is Tallyman's and not newer than this program, which need not be the one it knows;
  /// anything else is refused. Changes nothing.
  public static func schema(of database: any Database) throws(InventoryError) -> Int {
    try Migrator(reader: Reader(database: database)).recognise()
  }

  public func ask<Q: Question>(_ question: Q, for asker: Asker) throws(InventoryError) -> Q.Answer {
    try question.answered(by: Answers(reader: reader, for: asker))
  }

  public func perform(_ act: some Act, _ context: ActContext) throws(InventoryError) -> ActAnswer {
    var digest = ContentDigest()
    digest.add("action", act.action)
    act.describe(to: &digest)
    let fingerprint = digest.bytes()
    var lastRefusal = ""
    for number in 0..<Books.mostTries {
      var attempt = Attempt(
        reader: reader, act: act, context: context, digest: fingerprint, isContended: number >= Books.bulkTries,
        looksAtCounts: number > 0)
      switch try attempt.run(catalog) {
      case .answered(let answer): return answer
      case .startOver(let message): lastRefusal = message
      }
      catalog.forget()
    }
    throw .tooContended(detail: lastRefusal)
  }

  private static let mostTries = 12
  private static let bulkTries = 3
}
