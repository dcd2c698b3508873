/// What every database promises, near or far. There is no conversation inside a transaction: a batch goes whole.
///
/// Both calls block until the answer is there; whoever wants to wait elsewhere puts them on a thread. A `Database` may
/// be used from several threads; calls take their turn.
public protocol Database: AnyObject, Sendable {
  /// Every call is a trip over a line, whose length is what it costs: whoever asks much puts it into few calls.
  var isFar: Bool { get }

  /// Takes the whole batch or none of it, durably: when this returns, a power failure cannot undo it.
  ///
  /// Statements run in order and stop at the first that is refused.
  /// - Throws: `refused`, with the index of the statement; `unavailable`; `unknown`.
  func commit(_ batch: Batch) throws(DatabaseError)

  /// Commits the batch and reads what it left, in one trip where the database is far away: what is read is as it was at the
  /// commit or later. Where the batch does not take effect nothing is read.
  /// - Returns: false when the batch took effect and the rows did not come, or not all: they can be read again.
  /// - Throws: as ``commit(_:)``.
  func commit(
    _ batch: Batch, reading statements: [Statement], _ each: (_ statement: Int, _ row: any Row) -> Bool
  ) throws(DatabaseError) -> Bool

  /// Runs the statements against one snapshot and hands over each row, with the index of its statement, in order.
  /// Nothing is kept in memory: a million rows cost what the closure keeps. The closure returns `false` to have no
  /// more rows of that statement. What it throws ends the read and is thrown on.
  func read(_ statements: [Statement], _ each: (_ statement: Int, _ row: any Row) throws -> Bool) throws

  /// Does some work in which nobody else commits, where the database can see to that; elsewhere it just does it. For what
  /// looks, decides and commits, and was overtaken by others each time it tried. The work calls nothing but `read` and
  /// `commit` of this object, on the thread it is called on.
  /// - Throws: `unavailable`; then nothing was done.
  func alone(_ work: () -> Void) throws(DatabaseError)

  /// Does pieces of work that only read, and returns when all are done: two at once where that is sooner, which is where
  /// reading is work for the processor; elsewhere one after the other. Each may be on another thread.
  func sideBySide(_ work: [@Sendable () -> Void])

  /// Has pieces taken in the order in which they are made, and returns when all are taken: while the next ones are being
  /// made where that is sooner, which is where making them is work for the processor; elsewhere each at once.
  /// - Parameters:
  ///   - make: called once, on this thread. What it calls with each piece answers whether more are wanted.
  ///   - take: takes a piece and answers whether it wants more. Perhaps on another thread, but never two at a time.
  func relay<Piece: Sendable>(
    _ make: (_ give: (Piece) -> Bool) -> Void, to take: @escaping @Sendable (Piece) -> Bool)

  /// A number that is another one after somebody else's commit, and costs almost nothing to ask. Commits made through
  /// this object leave it alone, as a rule; that it moved without need is possible and harmless, that it stays although
  /// somebody else committed is not. Only the numbers of one object can be compared.
  func changeToken() throws(DatabaseError) -> Int64
}

extension Database {
  public var isFar: Bool { true }

  public func sideBySide(_ work: [@Sendable () -> Void]) { for piece in work { piece() } }

  public func relay<Piece: Sendable>(
    _ make: (_ give: (Piece) -> Bool) -> Void, to take: @escaping @Sendable (Piece) -> Bool
  ) { make(take) }

  public func commit(
    _ batch: Batch, reading statements: [Statement], _ each: (_ statement: Int, _ row: any Row) -> Bool
  ) throws(DatabaseError) -> Bool {
    try commit(batch)
    return (try? read(statements, each)) != nil
  }

  public func alone(_ work: () -> Void) throws(DatabaseError) { work() }
}
