import CLI
import Inventory
import Ledger
import Storage
import StorageLocal

/// From the address of a database to the books in it.
enum Opening {
  static func service(_ address: String, _ mode: ServiceMode) throws(InventoryError) -> any InventoryService {
    try open(address, mode).books
  }

  /// The database and the books in it, brought up to date where it is older.
  static func open(
    _ address: String, _ mode: ServiceMode
  ) throws(InventoryError) -> (database: LocalDatabase, books: Books) {
    let local: LocalDatabase.Mode =
      switch mode {
      case .read: .readOnly
      case .write: .readWrite
      case .create: .readWriteCreate
      }
    let database = try database(address, local)
    do throws(InventoryError) {
      return (database, try books(database, mode))
    } catch .store(.olderSchema(let found, let known)) {
      // A newer program's first command brings the database up to date, even one that only reads.
      do throws(InventoryError) {
        _ = try books(self.database(address, .readWrite), .create)
      } catch {
        throw .store(.olderSchema(found: found, known: known))
      }
      return (database, try books(database, mode))
    }
  }

  static func books(_ database: LocalDatabase, _ mode: ServiceMode) throws(InventoryError) -> Books {
    do throws(InventoryError) {
      return try Books(database, mayWrite: mode == .create, clock: World.now)
    } catch .store(.notOurs) {
      throw .store(.notOurs(database.path))
    }
  }

  /// The schema of a database of Tallyman's that is to be copied or looked at as it is, however old.
  static func schema(of database: LocalDatabase) throws(InventoryError) -> Int {
    do throws(InventoryError) {
      return try Books.schema(of: database)
    } catch .store(.notOurs) {
      throw .store(.notOurs(database.path))
    }
  }

  /// - Parameter settings: nil for those of a program that runs one command.
  static func database(
    _ address: String, _ mode: LocalDatabase.Mode, settings: LocalDatabase.Settings? = nil
  ) throws(InventoryError) -> LocalDatabase {
    let path = try path(of: address)
    if mode == .readWriteCreate { Files.makeFolder(of: path) }
    do throws(DatabaseError) {
      return try LocalDatabase(path: path, mode: mode, settings: settings ?? LocalDatabase.Settings())
    } catch {
      guard case .unavailable(let trouble) = error else { throw .store(.failed(detail: "\(error)")) }
      throw .store(InventoryError.StoreTrouble(trouble))
    }
  }

  static func path(of address: String) throws(InventoryError) -> String {
    if address.hasPrefix("file://") { return String(address.dropFirst(7)) }
    guard !address.contains("://") else {
      throw .store(.failed(detail: "\(address) is no file, and this version opens files only"))
    }
    return address
  }
}
