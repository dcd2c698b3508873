import CLI
import Glibc
import Inventory
import Ledger
import Storage
import StorageLocal
import StorageRemote
import Terminal

/// A look at all that Tallyman stands on: database, schema, disk, folders, clock, terminal.
enum Doctor {
  static func findings(database address: String) -> [DoctorFinding] {
    [about("program", .ok, "tallyman \(Program.version), SQLite \(LocalDatabase.sqliteVersion)")]
      + (RemoteAddress.isMeant(by: address) ? far(address) : database(address) + [disk(address)])
      + OutboxHouse.findings() + folders() + [clock()] + terminal()
  }

  static func about(_ name: String, _ level: DoctorFinding.Level, _ detail: String) -> DoctorFinding {
    DoctorFinding(name: name, level: level, detail: detail)
  }

  /// A database on another machine: what its driver has to say, then the books in it.
  private static func far(_ address: String) -> [DoctorFinding] {
    do throws(InventoryError) {
      return try Remote.findings(Opening.remote(address))
    } catch {
      return [about("database", .fail, Explanation(error).detail)]
    }
  }

  /// The schema of a database on another machine, and what stands in its books.
  static func books(in database: any Database, _ address: String) throws(InventoryError) -> [DoctorFinding] {
    let schema: Int
    do throws(InventoryError) {
      schema = try Books.schema(of: database)
    } catch .store(.notOurs) {
      throw .store(.notOurs(address))
    }
    guard schema == Books.knownSchema else {
      return [
        about("schema", .warn, "\(schema); whoever opens it next with this program brings it to \(Books.knownSchema)")
      ]
    }
    return [about("schema", .ok, "\(schema), as this program knows it")]
      + (try books(Opening.books(database, .read, address)))
  }

  private static func database(_ address: String) -> [DoctorFinding] {
    do throws(InventoryError) {
      let database = try Opening.local(address, .readOnly)
      let schema = try Opening.schema(of: database)
      let sizes = database.fileSizes()
      var findings = [about("database", .ok, "\(database.path), \(size(sizes.database)), log \(size(sizes.log))")]
      if schema == Books.knownSchema {
        findings.append(about("schema", .ok, "\(schema), as this program knows it"))
        findings += try books(Opening.books(database, .read, address))
      } else {
        findings.append(
          about("schema", .warn, "\(schema); whoever opens it next with this program brings it to \(Books.knownSchema)")
        )
      }
      if sizes.log > 256 << 20 {
        findings.append(about("log", .warn, "\(size(sizes.log)): some program has kept it from being written back"))
      }
      findings.append(sound(database))
      return findings
    } catch {
      return [about("database", .fail, Explanation(error).detail)]
    }
  }

  private static func books(_ books: Books) throws(InventoryError) -> [DoctorFinding] {
    let totals = try books.ask(StockTotals(), for: .house)
    let people = try books.ask(OperatorList(), for: .house)
    // Who has no sites needs none looked up.
    var retired: Set<String> = []
    for site in Set(people.flatMap(\.sites).map(\.code)) {
      let found = try books.ask(LocationList(.only(site)), for: .house).rows.first
      if found?.isActive == false { retired.insert(site) }
    }
    return [about("stock", .ok, totals.records.counted("record", "records") + ", \(totals.low) low, \(totals.out) out")]
      + DoctorPeople.findings(people, retiredSites: retired)
      + [try sealing(books)] + (try DeliveryHealth.findings(books, now: World.now())) + (try house(books))
  }

  /// What is locked now, what was lost on its way, and what waits for its time.
  private static func house(_ books: Books) throws(InventoryError) -> [DoctorFinding] {
    let locks = try books.ask(LockList(), for: .house).filter { !$0.isLease }
    let lost = try books.ask(JobPage(state: .lost, limit: 10), for: .house).rows
    let overdue = try books.ask(DueCorrections(World.now().adding(milliseconds: -600_000)), for: .house)
    return [
      about(
        "locks", .ok,
        locks.isEmpty
          ? "none" : locks.prefix(10).map { "\($0.entity) by \($0.actor) until \($0.until)" }.joined(separator: "; ")),
      about(
        "jobs", lost.isEmpty ? .ok : .warn,
        lost.isEmpty
          ? "none was lost"
          : lost.map { "\($0.number) (\($0.kind.rawValue) \($0.subject)) was not heard of since \($0.heardAt)" }
            .joined(separator: "; ")),
      about(
        "corrections", overdue.isEmpty ? .ok : .warn,
        overdue.isEmpty
          ? "none is overdue" : "\(overdue.count) overdue since \(overdue[0].due): tallyman correction run posts them"),
    ]
  }

  /// An open console seals once a minute; where none is open, somebody should now and then.
  private static func sealing(_ books: Books) throws(InventoryError) -> DoctorFinding {
    let standing = try books.ask(AuditStanding(), for: .house)
    let seal = standing.newest.map { "sealed up to event \($0.lastEvent) (seal \($0.number))" } ?? "not sealed yet"
    guard standing.unsealed > 0, let oldest = standing.oldest else { return about("audit", .ok, seal) }
    let isOld = World.now().milliseconds - oldest.milliseconds > 24 * 3_600_000
    return about(
      "audit", isOld ? .warn : .ok,
      seal + "; \(standing.unsealed.counted("event is", "events are")) not, the oldest of \(oldest)"
        + (isOld ? ". Seal them with: tallyman audit seal" : ""))
  }

  private static func sound(_ database: LocalDatabase) -> DoctorFinding {
    do throws(DatabaseError) {
      let damage = try database.quickCheck()
      return damage.isEmpty
        ? about("pages", .ok, "sound") : about("pages", .fail, damage.prefix(3).joined(separator: "; "))
    } catch {
      return about("pages", .fail, "\(error)")
    }
  }

  private static func disk(_ address: String) -> DoctorFinding {
    let path = (try? Opening.path(of: address)) ?? "."
    var folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    if folder.isEmpty { folder = "/" }
    var status = statvfs()
    guard statvfs(folder, &status) == 0 else {
      return about("disk", .warn, "\(folder): \(String(cString: strerror(errno)))")
    }
    let free = Int64(status.f_bavail) * Int64(status.f_frsize)
    return about("disk", free < 100 << 20 ? .warn : .ok, "\(size(free)) free in \(folder)")
  }

  private static func folders() -> [DoctorFinding] {
    let findings = [
      about(
        "settings", .ok,
        Folders.configuration + "/settings" + (Files.exists(Folders.configuration + "/settings") ? "" : " (none)")),
      about("state", .ok, Folders.state), about("data", .ok, Folders.data),
    ]
    return findings + ConfigurationFiles.findings()
  }

  private static func clock() -> DoctorFinding {
    let now = World.now()
    // Before this was written: the clock of a machine without a battery.
    let isSet = now > Instant(milliseconds: 1_760_000_000_000)
    return about("clock", isSet ? .ok : .fail, isSet ? "\(now)" : "\(now): set the clock, movements carry its time")
  }

  private static func terminal() -> [DoctorFinding] {
    guard isatty(1) == 1 else { return [about("terminal", .ok, "none: panes are printed as text")] }
    let name = World.set("TERM") ?? "none"
    var window = winsize()
    _ = ioctl(1, UInt(TIOCGWINSZ), &window)
    let size = "\(window.ws_col)x\(window.ws_row)"
    setlocale(LC_CTYPE, "")
    let encoding = String(cString: nl_langinfo(Int32(CODESET)))
    return [
      about("terminal", name == "none" || name == "dumb" ? .warn : .ok, "\(name), \(size), \(encoding)"),
      about(
        "colour", .ok, World.set("NO_COLOR") != nil ? "off by NO_COLOR" : World.set("COLORTERM") ?? "as \(name) says"),
    ]
  }

  private static func size(_ bytes: Int64) -> String {
    if bytes < 10 << 10 { return "\(bytes) B" }
    if bytes < 10 << 20 { return "\(bytes >> 10) KiB" }
    return bytes < 10 << 30 ? "\(bytes >> 20) MiB" : "\(bytes >> 30) GiB"
  }
}
