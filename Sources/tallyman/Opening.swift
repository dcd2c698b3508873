import CLI
import Inventory
import Ledger
import Storage
import StorageLocal
import StorageRemote

/// From the address of a database to the books in it.
enum Opening {
  static func service(_ address: String, _ mode: ServiceMode) throws(InventoryError) -> any InventoryService {
    let (database, books) = try open(address, mode)
    return BoundService.bound(books, database, address)
  }

  /// Books on another machine, as an outbox sends to them.
  static func far(_ address: String) throws(InventoryError) -> OpenedBooks {
    let (database, books) = try open(address, .create, isBrief: true)
    return OpenedBooks(books, service: BoundService.bound(books, database, address))
  }

  /// The database and the books in it, brought up to date where it is older.
  static func open(
    _ address: String, _ mode: ServiceMode, isBrief: Bool = false
  ) throws(InventoryError) -> (database: any Database, books: Books) {
    let database = try database(address, mode, isBrief: isBrief)
    do throws(InventoryError) {
      return (database, try books(database, mode, address))
    } catch .store(.olderSchema(let found, let known)) {
      // A newer program's first command brings the database up to date, even one that only reads.
      do throws(InventoryError) {
        _ = try books(self.database(address, .write), .create, address)
      } catch {
        throw .store(.olderSchema(found: found, known: known))
      }
      return (database, try books(database, mode, address))
    }
  }

  /// - Parameter address: what an error calls it.
  static func books(_ database: any Database, _ mode: ServiceMode, _ address: String) throws(InventoryError) -> Books {
    // What only asks may be ended in the middle; an act and what it reads is never torn.
    let asked: any Database = mode == .read ? InterruptibleDatabase(database) : database
    do throws(InventoryError) {
      return try Books(asked, mayWrite: mode == .create, clock: World.now, patience: World.patience)
    } catch .store(.notOurs) {
      throw .store(.notOurs(address))
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

  /// The database at an address, near or far.
  static func database(
    _ address: String, _ mode: ServiceMode, isBrief: Bool = false
  ) throws(InventoryError) -> any Database {
    if RemoteAddress.isMeant(by: address) {
      return try Remote.database(remote(address), mode, isBrief: isBrief)
    }
    let local: LocalDatabase.Mode =
      switch mode {
      case .read: .readOnly
      case .write: .readWrite
      case .create: .readWriteCreate
      }
    return try self.local(address, local)
  }

  static func remote(_ address: String) throws(InventoryError) -> RemoteAddress {
    do throws(RemoteAddress.Fault) {
      return try RemoteAddress(address)
    } catch {
      throw .badField(
        name: "database", value: error == .hasPassword ? unsaid(address) : address, wanted: Remote.words(error, address)
      )
    }
  }

  /// What is said of an address that may hold a password: `ssh://…`.
  private static func unsaid(_ address: String) -> String {
    let scheme = address.prefix { $0.isASCII && $0.isLetter }
    return address.dropFirst(scheme.count).hasPrefix("://") ? scheme + "://…" : "…"
  }

  /// A file of this machine.
  /// - Parameter settings: nil for those of a program that runs one command.
  static func local(
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
    if RemoteAddress.isMeant(by: address) {
      // Taken apart first: one that holds a password is not repeated.
      throw .badField(
        name: "database", value: try remote(address).description,
        wanted: "a file of this machine; give this command on the machine where the database lies")
    }
    guard !address.contains("://") else {
      throw .badField(
        name: "database", value: address.contains("@") ? unsaid(address) : address,
        wanted: "a file of this machine, ssh://, rqlite:// or rqlites://")
    }
    return address
  }
}
