import Inventory
import Storage

/// Acts that wait on this machine until the books on another one take them, in the order they were done: a file of its own,
/// for one address.
///
/// One console at a time sends from an outbox; its program sees to that. Anybody may look, and a refused act may be sent
/// again or given up by another program, too: each look is at the file.
public final class Outbox: Sendable {
  /// The books it is for: `ssh://hall3/srv/stock.db`.
  public let address: String
  private let reader: Reader

  /// Opens an outbox, which is set up where the file is empty.
  /// - Parameter address: nil for that of an outbox that stands there.
  /// - Throws: `.store(.notOurs)` for a file that is something else, or another address's.
  public init(_ database: any Database, for address: String? = nil) throws(InventoryError) {
    let reader = Reader(database: database)
    self.reader = reader
    let (version, isEmpty, mark) = try Outbox.look(reader)
    if isEmpty, let address {
      var batch = Batch(OutboxSchema.statements.map { Statement($0) })
      batch.append(Statement("INSERT INTO about(name, value) VALUES ('address', ?1)", [.text(address)]))
      try Outbox.commit(batch, reader)
      self.address = address
      return
    }
    guard mark == Int64(OutboxSchema.applicationID) else { throw .store(.notOurs("the outbox")) }
    guard version <= OutboxSchema.known else {
      throw .store(.newerSchema(found: version, known: OutboxSchema.known))
    }
    let own = try reader.first(Statement("SELECT value FROM about WHERE name = 'address'")) { $0.text(0) } ?? ""
    guard address == nil || address == own else { throw .store(.notOurs("the outbox of \(own)")) }
    self.address = own
  }

  private static func look(_ reader: Reader) throws(InventoryError) -> (version: Int, isEmpty: Bool, mark: Int64) {
    try reader.first(
      Statement(
        """
        SELECT user_version, (SELECT count(*) FROM sqlite_schema), application_id
        FROM pragma_user_version, pragma_application_id
        """)
    ) { (Int($0.integer(0)), $0.integer(1) == 0, $0.integer(2)) } ?? (0, true, 0)
  }

  // MARK: What waits

  /// What waits and what was refused, in the order it was done.
  public func kept() throws(InventoryError) -> [KeptAct] {
    try reader.all(
      Statement("SELECT key, name, words, actor, happened_at, refusal FROM kept ORDER BY place")
    ) {
      KeptAct(
        key: $0.text(0), action: $0.text(1), words: $0.text(2), actor: $0.text(3), at: $0.instant(4),
        refusal: $0.textOrNil(5))
    }
  }

  public func counts() throws(InventoryError) -> (waiting: Int, refused: Int) {
    try reader.first(
      Statement(
        """
        SELECT (SELECT count(*) FROM kept WHERE refusal IS NULL), (SELECT count(*) FROM kept WHERE refusal IS NOT NULL)
        """)
    ) { (Int($0.integer(0)), Int($0.integer(1))) } ?? (0, 0)
  }

  /// Keeps an act behind all others, durably: when this returns a power failure cannot undo it. An act that stands there
  /// already is kept once.
  public func keep(_ act: some KeepableAct, _ context: ActContext) throws(InventoryError) {
    var fields = KeptFields()
    act.keep(in: &fields)
    let trail = act.keptTrail
    try commit(
      Statement(
        """
        INSERT INTO kept(place, key, name, fields, words, actor, terminal, happened_at, tried, scope, steps, takes_back)
        SELECT (SELECT ifnull(max(place), 0) + 1 FROM kept), ?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8, ?9,
          CASE WHEN ?9 < 0 THEN \(Outbox.last) END
        WHERE NOT EXISTS (SELECT 1 FROM kept WHERE key = ?1)
        """,
        [
          .text(context.key), .text(type(of: act).keptName), .blob(fields.bytes), .text(act.keptWords),
          .text(context.actor), .text(context.terminal), .instant(context.occurredAt), .text(ifAny: trail?.scope),
          .integer(Int64(trail?.steps ?? 0)),
        ]))
  }

  /// The last act of the scope and the actor that waits here and is not taken back as a whole.
  private static let last = """
    (SELECT k.id FROM kept k WHERE k.scope = ?8 AND k.actor = ?5 AND k.refusal IS NULL AND k.steps > 0
      AND k.steps > (SELECT count(*) FROM kept u WHERE u.takes_back = k.id) ORDER BY k.place DESC LIMIT 1)
    """

  // MARK: Sending

  /// An act whose turn it is.
  struct Turn {
    var id: Int64
    var key: String
    var name: String
    var fields: [UInt8]
    var actor: String
    var terminal: String
    var happenedAt: Instant
    /// It takes an act back that was not done.
    var isForNothing: Bool
  }

  /// The first that waits, noted as one that the books may have from now on; nil where none does.
  func next() throws(InventoryError) -> Turn? {
    while let (id, isNoted) = try reader.first(
      Statement("SELECT id, tried FROM kept WHERE refusal IS NULL ORDER BY place LIMIT 1"),
      { ($0.integer(0), $0.flag(1)) })
    {
      // Whoever gives an act up gives up none that is noted.
      if !isNoted { try commit(Statement("UPDATE kept SET tried = 1 WHERE id = ?1", [.integer(id)])) }
      if let turn = try turn(id) { return turn }
    }
    return nil
  }

  private func turn(_ id: Int64) throws(InventoryError) -> Turn? {
    try reader.first(
      Statement(
        """
        SELECT id, key, name, fields, actor, terminal, happened_at,
          EXISTS (SELECT 1 FROM kept o WHERE o.id = k.takes_back) FROM kept k WHERE id = ?1 AND refusal IS NULL
        """, [.integer(id)])
    ) {
      Turn(
        id: $0.integer(0), key: $0.text(1), name: $0.text(2), fields: $0.blob(3), actor: $0.text(4),
        terminal: $0.text(5), happenedAt: $0.instant(6), isForNothing: $0.flag(7))
    }
  }

  /// The books have it.
  func done(_ id: Int64) throws(InventoryError) {
    try commit(Statement("DELETE FROM kept WHERE id = ?1", [.integer(id)]))
  }

  /// The books do not take it: it stays here until a person says what is to become of it.
  func refuse(_ id: Int64, _ why: String) throws(InventoryError) {
    try commit(Statement("UPDATE kept SET refusal = ?2 WHERE id = ?1", [.integer(id), .text(why)]))
  }

  // MARK: What a person decides

  /// Tries a refused act again, behind what waits.
  public func sendAgain(_ key: String) throws(InventoryError) {
    guard try state(of: key)?.isRefused == true else {
      throw .badField(name: "key", value: key, wanted: "that of an act that was refused: see tallyman outbox list")
    }
    try commit(
      Statement(
        """
        UPDATE kept SET refusal = NULL, place = (SELECT max(place) + 1 FROM kept)
        WHERE key = ?1 AND refusal IS NOT NULL
        """, [.text(key)]))
  }

  /// Gives an act up: it is not done. One that may be in the books already is not given up: what came of it is found out
  /// first.
  public func discard(_ key: String) throws(InventoryError) {
    guard let state = try state(of: key) else {
      throw .badField(name: "key", value: key, wanted: "that of an act that is kept: see tallyman outbox list")
    }
    if state.mayBeGivenUp {
      try commit(
        Statement("DELETE FROM kept WHERE key = ?1 AND (refusal IS NOT NULL OR tried = 0)", [.text(key)]))
      if try self.state(of: key) == nil { return }
    }
    throw .badField(
      name: "key", value: key,
      wanted: "that of an act that is not on its way: whether the books have this one is found out when they answer")
  }

  /// The scope itself, and those inside it.
  private static let within = "(scope = ?1 OR scope BETWEEN ?1 || char(31) AND ?1 || char(32)) AND refusal IS NULL"

  /// The last of the acts of a scope that wait (``KeptTrail/scope``); nil where none does.
  func last(in scope: String) throws(InventoryError) -> Int64? {
    try reader.first(
      Statement("SELECT max(place) FROM kept WHERE \(Outbox.within)", [.text(scope)])
    ) { $0.integerOrNil(0) } ?? nil
  }

  /// Whether acts of a scope wait, up to one of them.
  func isWaiting(in scope: String, through last: Int64) throws(InventoryError) -> Bool {
    try reader.first(
      Statement(
        "SELECT 1 FROM kept WHERE \(Outbox.within) AND place <= ?2 LIMIT 1",
        [.text(scope), .integer(last)])
    ) { _ in true } ?? false
  }

  /// Whether an act of this key stands here.
  public func holds(_ key: String) throws(InventoryError) -> Bool { try state(of: key) != nil }

  private func state(of key: String) throws(InventoryError) -> (isRefused: Bool, mayBeGivenUp: Bool)? {
    try reader.first(
      Statement("SELECT refusal IS NOT NULL, refusal IS NOT NULL OR tried = 0 FROM kept WHERE key = ?1", [.text(key)])
    ) { ($0.flag(0), $0.flag(1)) }
  }

  // MARK: Writing

  private func commit(_ statement: Statement) throws(InventoryError) { try Outbox.commit(Batch([statement]), reader) }

  /// Each statement may run twice and does no more than once, so that a lost answer is tried again.
  private static func commit(_ batch: Batch, _ reader: Reader) throws(InventoryError) {
    do throws(DatabaseError) {
      try reader.database.commit(batch)
    } catch .unknown {
      do throws(DatabaseError) { try reader.database.commit(batch) } catch { throw InventoryError(error) }
    } catch {
      throw InventoryError(error)
    }
  }
}
