import Glibc
import Inventory
import Ledger
import Storage
import StorageLocal

/// The outboxes of this account, in its state folder: one file for each console that is open at once on the same far
/// books, `KEY-1.db`, `KEY-2.db`, …, where the key stands for the address.
///
/// Who has the lock beside a file sends from it; the system frees it when that program ends, however it ends. A console
/// takes the first file that is free, and with it those that others left something in. So what one person scanned is sent
/// in its order, by one program at a time, and a console that was killed leaves nothing behind for good.
enum OutboxFiles {
  static var folder: String { Folders.state + "/outbox" }

  /// A file and the lock on it, which is let go with this object.
  final class Held {
    let outbox: Outbox
    private let lock: FileLock

    init(_ outbox: Outbox, _ lock: FileLock) {
      self.outbox = outbox
      self.lock = lock
    }
  }

  /// The first that is free, and those that are free and hold something.
  static func take(_ address: String) throws(InventoryError) -> (own: Held, leftBehind: [Held]) {
    var own: Held?
    var others: [Held] = []
    for number in 1...most {
      let path = file(address, number)
      if let own, !Files.exists(path) { return (own, others) }
      guard let lock = FileLock(path + ".lock") else { continue }
      let held = Held(try Outbox(open(path, .readWriteCreate), for: address), lock)
      if own == nil {
        own = held
      } else if try hasSome(held.outbox) {
        others.append(held)
      }
    }
    guard let own else {
      throw .store(.failed(detail: "more than \(most) consoles are open on \(address), or \(folder) cannot be written"))
    }
    return (own, others)
  }

  /// Those that hold something and that no open console sends from.
  static func leftBehind(_ address: String) throws(InventoryError) -> [Held] {
    var held: [Held] = []
    for path in paths(address) {
      guard let lock = FileLock(path + ".lock") else { continue }
      let outbox = try Outbox(open(path, .readWrite))
      if try hasSome(outbox) { held.append(Held(outbox, lock)) }
    }
    return held
  }

  /// Every outbox there is, of one address or of all, to look into or to say what is to become of an act.
  static func all(_ address: String?, _ mode: LocalDatabase.Mode = .readWrite) throws(InventoryError) -> [Outbox] {
    var outboxes: [Outbox] = []
    for path in paths(address) { outboxes.append(try Outbox(open(path, mode))) }
    return outboxes
  }

  /// What is known here of far books; a file of another version is thrown away.
  static func pocket(_ address: String) throws(InventoryError) -> Pocket {
    let path = folder + "/\(key(address))-pocket.db"
    do throws(InventoryError) {
      return try Pocket(open(path, .readWriteCreate), clock: World.now)
    } catch {
      for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
      return try Pocket(open(path, .readWriteCreate), clock: World.now)
    }
  }

  private static let most = 100

  private static func hasSome(_ outbox: Outbox) throws(InventoryError) -> Bool {
    let counts = try outbox.counts()
    return counts.waiting + counts.refused > 0
  }

  private static func open(_ path: String, _ mode: LocalDatabase.Mode) throws(InventoryError) -> LocalDatabase {
    makeFolder()
    return try Opening.local(
      path, mode, settings: LocalDatabase.Settings(mappedBytes: 0, cacheBytes: 1 << 20))
  }

  /// What people scanned is nobody else's business.
  private static func makeFolder() {
    Files.makeFolder(of: folder)
    mkdir(folder, 0o700)
  }

  private static func file(_ address: String, _ number: Int) -> String { folder + "/\(key(address))-\(number).db" }

  private static func key(_ address: String) -> String {
    var digest = ContentDigest()
    digest.add("address", address)
    return Hexadecimal.text(digest.bytes())
  }

  private static func paths(_ address: String?) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    let wanted = address.map(key)
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      let parts = name.split(separator: "-")
      guard parts.count == 2, parts[1].hasSuffix(".db"), Int(parts[1].dropLast(3)) != nil else { continue }
      if wanted == nil || wanted == String(parts[0]) { names.append(name) }
    }
    return names.sorted().map { folder + "/" + $0 }
  }
}

/// A lock on a file that ends with the program, or with this object.
final class FileLock {
  private let descriptor: Int32

  /// Nil where another has it, or the file cannot be made.
  init?(_ path: String) {
    Files.makeFolder(of: OutboxFiles.folder)
    mkdir(OutboxFiles.folder, 0o700)
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      return nil
    }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }
}
