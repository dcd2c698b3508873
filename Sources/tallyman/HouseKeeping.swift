import CLI
import Glibc
import Inventory
import Ledger
import Storage
import StorageLocal

/// What is done to the house as a whole: copies, a sample, a look at its health.
enum HouseKeeping {
  static let house = House(
    backup: { database, file, asker throws(InventoryError) in try backup(database, file, asker) },
    restore: { database, file, asker throws(InventoryError) in try restore(database, file, asker) },
    demo: { file throws(InventoryError) in try demo(file) },
    doctorFindings: { Doctor.findings(database: $0) })

  private static func report(_ sentence: String, _ file: String) -> HouseReport {
    var fields = Fields()
    fields.add("file", file)
    fields.add("bytes", Files.size(file))
    return HouseReport(sentence: sentence, fields: fields)
  }

  private static func backup(
    _ address: String, _ file: String, _ asker: Asker
  ) throws(InventoryError) -> HouseReport {
    // A copy of a database on another machine is made there: the path says which file is meant, or that it is none.
    let path = try Opening.path(of: address)
    _ = try Opening.open(path, .read).books.ask(Permission(.supervise), for: asker)
    let database = try Opening.local(path, .readOnly)
    try copy(database, to: file)
    return report("\(database.path) is copied to \(file).", file)
  }

  /// The copy is checked before it takes the database's place, and what was there is kept beside it.
  private static func restore(
    _ address: String, _ file: String, _ asker: Asker
  ) throws(InventoryError) -> HouseReport {
    let path = try Opening.path(of: address)
    try permitRestore(of: path, asker)
    let copy = try Opening.local(file, .readOnly)
    _ = try Opening.schema(of: copy)
    do throws(DatabaseError) {
      let damage = try copy.quickCheck()
      if let first = damage.first { throw .unavailable(.damaged(path: file, message: first)) }
    } catch {
      guard case .unavailable(let trouble) = error else { throw .store(.failed(detail: "\(error)")) }
      throw .store(InventoryError.StoreTrouble(trouble))
    }
    let incoming = path + ".restoring"
    unlink(incoming)
    Files.makeFolder(of: path)
    try HouseKeeping.copy(copy, to: incoming)
    let kept = path + ".before-restore"
    if Files.exists(path) {
      try HouseKeeping.setAside(path, as: kept)
    }
    guard rename(incoming, path) == 0 else { throw .store(.failed(detail: String(cString: strerror(errno)))) }
    let sentence =
      Files.exists(kept)
      ? "\(file) is in the place of \(path); what was there is kept as \(kept)." : "\(file) is copied to \(path)."
    return report(sentence, path)
  }

  private static func permitRestore(of path: String, _ asker: Asker) throws(InventoryError) {
    guard Files.exists(path) else { return }
    do throws(InventoryError) {
      _ = try Opening.open(path, .read).books.ask(Permission(.supervise), for: asker)
    } catch .store(let trouble) {
      switch trouble {
      case .locked, .noPermission, .interrupted: throw .store(trouble)
      // It is what the backup is to mend.
      default: return
      }
    }
  }

  /// Whoever writes is waited for: the old database is copied whole, with what is still in its log, and then taken away.
  private static func setAside(_ path: String, as kept: String) throws(InventoryError) {
    unlink(kept)
    if let old = try? Opening.local(path, .readWrite) {
      try copy(old, to: kept)
      for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
    } else {
      // What cannot be opened is kept as it is.
      rename(path, kept)
      for suffix in ["-wal", "-shm"] { rename(path + suffix, kept + suffix) }
    }
  }

  private static func copy(_ database: LocalDatabase, to file: String) throws(InventoryError) {
    do throws(DatabaseError) {
      try database.backup(to: file)
    } catch {
      guard case .unavailable(let trouble) = error else { throw .store(.failed(detail: "\(error)")) }
      throw .store(InventoryError.StoreTrouble(trouble))
    }
  }

  private static func demo(_ file: String) throws(InventoryError) -> HouseReport {
    guard !Files.exists(file) else {
      throw .badField(name: "file", value: file, wanted: "a file that does not exist yet")
    }
    let database = try Opening.local(file, .readWriteCreate)
    let books = try Opening.books(database, .create, file)
    var sample = SampleWarehouse(books, now: World.now())
    try sample.fill()
    return report("\(file) holds a small filled warehouse. Look around with: tallyman --db \(file)", file)
  }
}

extension Files {
  /// In bytes; 0 for what is not there.
  static func size(_ path: String) -> Int64 {
    var status = stat()
    return stat(path, &status) == 0 ? Int64(status.st_size) : 0
  }
}
