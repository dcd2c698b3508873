import CLI
import Glibc
import Inventory
import Ledger
import Storage
import StorageLocal

/// What is done to the house as a whole: copies, a sample, a look at its health.
enum HouseKeeping {
  static let house = House(
    backup: { database, file, asker, progress throws(InventoryError) in
      try backup(database, file, asker, progress)
    },
    restore: { database, file, asker, progress throws(InventoryError) in
      try restore(database, file, asker, progress)
    },
    demo: { file throws(InventoryError) in try demo(file) },
    doctorFindings: { Doctor.findings(database: $0) })

  private static func report(_ sentence: String, _ file: String) -> HouseReport {
    var fields = Fields()
    fields.add("file", file)
    fields.add("bytes", Files.size(file))
    return HouseReport(sentence: sentence, fields: fields)
  }

  private static func backup(
    _ address: String, _ file: String, _ asker: Asker, _ progress: HouseProgress
  ) throws(InventoryError) -> HouseReport {
    // A copy of a database on another machine is made there: the path says which file is meant, or that it is none.
    let path = try Opening.path(of: address)
    _ = try Opening.open(path, .read).books.ask(Permission(.supervise), for: asker)
    guard !Files.exists(file) else { throw taken(file) }
    let database = try Opening.local(path, .readOnly)
    let copy = UncheckedCopy(of: file)
    defer { copy.remove() }
    try copy.make(from: database, progress)
    let findings = try copy.check(as: file, progress)
    try copy.takeName(file)
    let drift = findings.flatMap(\.drift)
    var report = report(
      "\(database.path) is copied to \(file); the copy is sound"
        + (drift.isEmpty
          ? " and its books agree."
          : ", but the books in it do not agree: \(drift.count) found. See: tallyman verify --db \(file)"),
      file)
    report.fields.add("verified", drift.isEmpty)
    report.hasFindings = !drift.isEmpty
    return report
  }

  /// The copy is checked before it takes the database's place, and what was there is kept beside it.
  private static func restore(
    _ address: String, _ file: String, _ asker: Asker, _ progress: HouseProgress
  ) throws(InventoryError) -> HouseReport {
    let path = try Opening.path(of: address)
    try permitRestore(of: path, asker)
    let backup = try Opening.local(file, .readOnly)
    _ = try Opening.schema(of: backup)
    Files.makeFolder(of: path)
    let copy = UncheckedCopy(of: path)
    defer { copy.remove() }
    try copy.make(from: backup, progress)
    let findings = try copy.check(as: file, progress)
    if let finding = findings.first(where: { !$0.drift.isEmpty }) {
      throw .copyUnsound(file, found: "\(finding.check): \(finding.drift.first ?? "")")
    }
    let kept = path + ".before-restore"
    let isKept = Files.exists(path)
    if isKept, let old = try? Opening.local(path, .readWrite) {
      try told { () throws(DatabaseError) in try old.replace(with: copy.path, keepingAs: kept) }
    } else {
      // What cannot be opened is kept as it is.
      if isKept {
        rename(path, kept)
        for suffix in ["-wal", "-shm"] { rename(path + suffix, kept + suffix) }
      }
      try copy.takeName(path)
    }
    var report = report(
      isKept
        ? "\(file) is in the place of \(path), and its books agree; what was there is kept as \(kept)."
        : "\(file) is copied to \(path), and its books agree.", path)
    report.fields.add("verified", true)
    if isKept { report.fields.add("kept", kept) }
    return report
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

  /// A database's trouble in the house's words.
  static func told<Outcome>(_ work: () throws(DatabaseError) -> Outcome) throws(InventoryError) -> Outcome {
    do throws(DatabaseError) {
      return try work()
    } catch {
      guard case .unavailable(let trouble) = error else { throw .store(.failed(detail: "\(error)")) }
      throw .store(InventoryError.StoreTrouble(trouble))
    }
  }

  /// Nothing is written over.
  private static func taken(_ file: String) -> InventoryError {
    .badField(
      name: "new file", value: file, wanted: "something is there already, and is not written over; choose another name")
  }

  private static func demo(_ file: String) throws(InventoryError) -> HouseReport {
    guard !Files.exists(file) else { throw taken(file) }
    let database = try Opening.local(file, .readWriteCreate)
    let books = try Opening.books(database, .create, file)
    var sample = SampleWarehouse(books, now: World.now())
    try sample.fill()
    // The file is one to be copied and sent about: all of it stands in it, nothing in a log beside it.
    try told { () throws(DatabaseError) in try database.foldLog() }
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
