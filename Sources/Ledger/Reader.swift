import Inventory
import Storage

/// Reads with the house's errors.
struct Reader {
  let database: any Database
  /// What was read for the same work; nil where each read is a trip of its own. See ``inFewTrips(_:)``.
  var looks: Looks?

  /// All rows of one statement, made into values.
  func all<T>(_ statement: Statement, _ make: (any Row) -> T) throws(InventoryError) -> [T] {
    var values: [T] = []
    try each(statement) { row in
      values.append(make(row))
      return true
    }
    return values
  }

  /// The first row of one statement, made into a value.
  func first<T>(_ statement: Statement, _ make: (any Row) -> T) throws(InventoryError) -> T? {
    var value: T?
    try each(statement) { row in
      value = make(row)
      return false
    }
    return value
  }

  func each(_ statement: Statement, _ body: (any Row) -> Bool) throws(InventoryError) {
    try each([statement]) { _, row in body(row) }
  }

  /// Several statements against one snapshot.
  func each(_ statements: [Statement], _ body: (Int, any Row) -> Bool) throws(InventoryError) {
    if statements.isEmpty { return }
    if let looks { return looks.each(statements, body) }
    do {
      try database.read(statements) { body($0, $1) }
    } catch let error as DatabaseError {
      throw InventoryError(error)
    } catch {
      throw .store(.failed(detail: String(describing: error)))
    }
  }
}

extension InventoryError {
  /// A database's trouble in the house's words. A refusal that nobody expected is a failure of the database.
  init(_ error: DatabaseError, key: String = "") {
    switch error {
    case .refused(_, _, _, let message): self = .store(.failed(detail: message))
    case .unknown(let message): self = .outcomeUnknown(key: key, detail: message)
    case .unavailable(let trouble): self = .store(StoreTrouble(trouble))
    }
  }
}

extension InventoryError.StoreTrouble {
  public init(_ trouble: DatabaseError.Trouble) {
    switch trouble {
    case .missing(let path): self = .missing(path)
    case .notADatabase(let path): self = .notADatabase(path)
    case .readOnly(let path): self = .readOnly(path)
    case .noPermission(let path): self = .noPermission(path)
    case .full(let path): self = .full(path)
    case .locked(let path): self = .locked(path)
    case .damaged(let path, let message): self = .damaged(path, detail: message)
    case .newerSchema(let found, let known): self = .newerSchema(found: found, known: known)
    case .unreachable(let address, let why): self = .unreachable(address, why: why)
    case .denied(let address, let why): self = .denied(address, why: why)
    case .unsuitable(let address, let why): self = .unsuitable(address, why: why)
    case .interrupted: self = .interrupted
    case .failed(let message): self = .failed(detail: message)
    }
  }
}
