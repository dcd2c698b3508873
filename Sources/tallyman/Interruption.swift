import Glibc
import Storage
import StorageLocal
import Synchronization

/// Ctrl-C, as the command line takes it: whoever works in steps asks between two of them whether it was pressed, and what
/// is only read ends at once. A second one ends the program, whatever it does.
enum Interruption {
  private static let asked = Atomic<Bool>(false)
  /// Rung by the signal's handler, which may neither lock nor allocate.
  nonisolated(unsafe) private static var bell: UnsafeMutablePointer<sem_t>?
  /// What ends the reads that go on, of every database that is read now.
  private static let ends = Mutex<[ObjectIdentifier: @Sendable () -> Void]>([:])
  private static let isListening = listen()

  /// Whether Ctrl-C was pressed since the program started.
  static var wasAsked: Bool { asked.load(ordering: .relaxed) }

  /// From now on Ctrl-C is taken so.
  static func install() {
    signal(SIGINT) { _ in
      if Interruption.asked.exchange(true, ordering: .relaxed) { _exit(130) }
      if let bell = Interruption.bell { sem_post(bell) }
    }
  }

  /// - Parameter end: called from another thread once Ctrl-C was pressed, and again until the program has ended: a read may
  ///   just have been about to begin.
  fileprivate static func watch(_ database: AnyObject, _ end: @escaping @Sendable () -> Void) {
    guard isListening else { return }
    ends.withLock { $0[ObjectIdentifier(database)] = end }
  }

  fileprivate static func forget(_ database: AnyObject) {
    ends.withLock { $0[ObjectIdentifier(database)] = nil }
  }

  private static func listen() -> Bool {
    let bell = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
    guard sem_init(bell, 0, 0) == 0 else { return false }
    self.bell = bell
    // The signal is for the thread that works, so that what waits there is called back.
    var signals = sigset_t()
    var before = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    pthread_sigmask(SIG_BLOCK, &signals, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { _ in
        Interruption.endReads()
        return nil
      }, nil)
    if code == 0 { pthread_detach(thread) }
    return code == 0
  }

  private static func endReads() {
    guard let bell else { return }
    while sem_wait(bell) != 0, !wasAsked {}
    while true {
      ends.withLock { ends in for end in ends.values { end() } }
      usleep(20_000)
    }
  }
}

/// A database of which a command only asks: after Ctrl-C the read that goes on ends, and no other begins. What is written
/// is left alone.
final class InterruptibleDatabase: Database {
  private let database: any Database

  init(_ database: any Database) {
    self.database = database
    guard let local = database as? LocalDatabase else { return }
    Interruption.watch(self) { [weak local] in local?.interrupt() }
  }

  deinit { Interruption.forget(self) }

  var isFar: Bool { database.isFar }

  func read(_ statements: [Statement], _ each: (_ statement: Int, _ row: any Row) throws -> Bool) throws {
    guard !Interruption.wasAsked else { throw DatabaseError.unavailable(.interrupted) }
    try database.read(statements) { statement, row in
      guard !Interruption.wasAsked else { throw DatabaseError.unavailable(.interrupted) }
      return try each(statement, row)
    }
  }

  func commit(_ batch: Batch) throws(DatabaseError) { try database.commit(batch) }

  func commit(
    _ batch: Batch, reading statements: [Statement], _ each: (_ statement: Int, _ row: any Row) -> Bool
  ) throws(DatabaseError) -> Bool {
    try database.commit(batch, reading: statements, each)
  }

  func alone(_ work: () -> Void) throws(DatabaseError) { try database.alone(work) }

  func sideBySide(_ work: [@Sendable () -> Void]) { database.sideBySide(work) }

  func relay<Piece: Sendable>(
    _ make: (_ give: (Piece) -> Bool) -> Void, to take: @escaping @Sendable (Piece) -> Bool
  ) { database.relay(make, to: take) }

  func changeToken() throws(DatabaseError) -> Int64 { try database.changeToken() }
}
