import CLI
import Glibc
import Inventory
import Ledger
import Storage
import StorageLocal

/// A copy of the books that nobody knows the name of yet: it gets it when it has been looked through. What somebody who was
/// killed left of one is taken away by the next.
struct UncheckedCopy {
  private static let mark = ".unchecked-"

  let path: String

  /// - Parameter name: what it is to be called in the end; it lies beside it.
  init(of name: String) {
    path = name + UncheckedCopy.mark + String(getpid())
    UncheckedCopy.sweep(beside: name)
  }

  func make(from database: LocalDatabase, _ progress: HouseProgress) throws(InventoryError) {
    try HouseKeeping.told { () throws(DatabaseError) in
      try database.backup(to: path) { copied, total in
        progress(HouseStep(.copying, done: Int64(copied) * 4096, total: Int64(total) * 4096))
      }
    }
  }

  /// Looks at every page and recomputes the books. One of an earlier program is brought up to date for it.
  /// - Parameter file: what errors call it.
  func check(as file: String, _ progress: HouseProgress) throws(InventoryError) -> [Verification.Finding] {
    guard progress(HouseStep(.checking)) else { throw .store(.interrupted) }
    let damage = try HouseKeeping.told { () throws(DatabaseError) in
      try LocalDatabase(path: path, mode: .readOnly).quickCheck()
    }
    if let first = damage.first { throw .copyUnsound(file, found: first) }
    if try Opening.schema(of: Opening.local(path, .readOnly)) < Books.knownSchema { try bringUpToDate() }
    guard progress(HouseStep(.checking)) else { throw .store(.interrupted) }
    return try Opening.books(Opening.local(path, .readOnly), .read, file).ask(Verification(), for: .house)
  }

  private func bringUpToDate() throws(InventoryError) {
    let older = path + ".older"
    guard rename(path, older) == 0 else { throw .store(.failed(detail: String(cString: strerror(errno)))) }
    let database = try Opening.local(older, .readWriteCreate)
    _ = try Opening.books(database, .create, older)
    try HouseKeeping.told { () throws(DatabaseError) in try database.backup(to: path) }
  }

  /// Gives it the name, whole, where there is no file of that name.
  func takeName(_ name: String) throws(InventoryError) {
    guard link(path, name) == 0 else { throw .store(.failed(detail: "\(name): \(String(cString: strerror(errno)))")) }
    unlink(path)
  }

  func remove() { UncheckedCopy.remove(path, of: String(getpid())) }

  private static func remove(_ path: String, of process: String) {
    for name in [path, path + ".older", "\(path).unfinished-\(process)"] {
      for suffix in ["", "-wal", "-shm", "-gate", "-turn", "-journal"] { unlink(name + suffix) }
    }
  }

  /// Takes away what processes that are no more left of copies for the same name.
  private static func sweep(beside name: String) {
    let slash = name.lastIndex(of: "/")
    let folder = slash.map { String(name[...$0]) } ?? "./"
    let start = String(slash.map { name[name.index(after: $0)...] } ?? name[...]) + mark
    guard let listing = opendir(folder) else { return }
    defer { closedir(listing) }
    var dead: Set<String> = []
    while let entry = readdir(listing) {
      let found = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard found.hasPrefix(start) else { continue }
      let digits = found.dropFirst(start.count).prefix { $0.isNumber }
      guard let process = pid_t(digits), kill(process, 0) != 0, errno == ESRCH else { continue }
      dead.insert(String(digits))
    }
    for process in dead { remove(folder + start + process, of: process) }
  }
}
