import Inventory
import LineTesting
import PtyTesting
import RqliteStandIn
import SecureShellTesting
import Storage
import StorageLocal
import Testing

/// Books on another machine and a bad line to them: 300 ms there and back, and one piece in fifty comes late.
final class BadLine {
  enum Way: String, CaseIterable {
    /// A real sshd on this machine, and the built program as its agent.
    case shell = "ssh"
    /// What stands in for rqlite.
    case cluster = "the stand-in for rqlite"

    var isInstalled: Bool { self == .cluster || SecureShellHouse.isInstalled }
  }

  static let weather = LineWeather(delay: 150, loss: 0.02, stall: 200...600)

  /// The file at the far end, and a folder for what the console keeps here.
  let shop: Shop
  let proxy: LineProxy
  let address: String
  private let server: StandInServer?
  private let extra: [String: String]

  /// - Parameter shop: whose file is the far one.
  init(_ way: Way, to shop: Shop, _ weather: LineWeather = BadLine.weather) throws {
    self.shop = shop
    switch way {
    case .shell:
      let house = try SecureShellHouse.shared()
      proxy = try LineProxy(to: UInt16(house.port), weather)
      server = nil
      address = "ssh://alone:\(proxy.port)\(shop.database)"
      // The host is the one that is known, whatever port leads to it.
      let ssh = house.command + " -o 'HostKeyAlias=[127.0.0.1]:\(house.port)'"
      extra = ["TALLYMAN_SSH": ssh, "TALLYMAN_AGENT": CommandRun.tallyman]
    case .cluster:
      let server = try StandInServer(file: shop.database)
      proxy = try LineProxy(to: server.port, weather)
      self.server = server
      address = "rqlite://127.0.0.1:\(proxy.port)"
      extra = [:]
    }
  }

  var environment: [String: String] {
    [
      "HOME": shop.folder.path, "PATH": "/usr/bin:/bin", "LOGNAME": "maria", "LANG": "C.UTF-8", "TZ": "UTC",
      "TALLYMAN_STATE": shop.folder.path + "/state",
    ].merging(extra) { $1 }
  }

  func console(
    term: String = "xterm-256color", columns: Int = 80, rows: Int = 24, _ more: [String: String] = [:]
  ) throws -> TerminalProgram {
    try TerminalProgram(
      TerminalProgram.built("tallyman"), ["--db", address, "--as", "maria"],
      environment: environment.merging(more) { $1 }, term: term, columns: columns, rows: rows)
  }

  /// A scan as the far books have it.
  struct Event: Equatable {
    var sku: String
    var quantity: Int64
    var happenedAt: Int64
  }

  /// What was scanned, in the order in which it came there.
  func events(_ table: String = "count_event") throws -> [Event] {
    let database = try LocalDatabase(path: shop.database, mode: .readOnly)
    var events: [Event] = []
    let rows = Statement(
      "SELECT i.sku, e.quantity, e.occurred_at FROM \(table) e JOIN item i ON i.id = e.item ORDER BY e.id")
    try database.read([rows]) { _, row in
      events.append(Event(sku: row.text(0), quantity: row.integer(1), happenedAt: row.integer(2)))
      return true
    }
    return events
  }
}
