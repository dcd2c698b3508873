import CLI
import Inventory
import Ledger
import Storage
import StorageRemote

/// Databases on other machines.
enum Remote {
  /// Opens no line yet where it can be helped: the first call does.
  static func database(
    _ address: RemoteAddress, _ mode: ServiceMode, isBrief: Bool = false
  ) throws(InventoryError) -> any Database {
    switch address.kind {
    case .shell: SecureShell.database(address, mode)
    case .cluster: try Cluster.open(address, isBrief: isBrief)
    }
  }

  /// What the doctor has to say of one: whether it is reached, what answers, how fast, and what stands in the books.
  static func findings(_ address: RemoteAddress) throws(InventoryError) -> [DoctorFinding] {
    switch address.kind {
    case .shell: return try SecureShell.findings(address)
    case .cluster:
      let findings = Cluster.findings(address)
      if findings.contains(where: { $0.level == .fail }) { return findings }
      return try findings + Doctor.books(in: Cluster.open(address), address.description)
    }
  }

  /// What is wanted instead of an address with a fault.
  static func words(_ fault: RemoteAddress.Fault, _ address: String) -> String {
    let isShell = address.hasPrefix("ssh://")
    return switch fault {
    case .hasPassword where isShell: "an address without a password, which others could read there; ssh asks for it"
    case .hasPassword: "an address without a password, which others could read there; set TALLYMAN_PASSWORD instead"
    case .noHost where isShell: "an address with a host, such as ssh://hall3/srv/stock.db"
    case .noHost: "an address with a host, such as rqlite://node1:4001"
    case .badPort(let port): "an address whose port is 1 to 65535, not \(port)"
    case .noPath: "an address with the path of the file there, such as \(address)/srv/stock.db"
    case .severalHosts: "an address with one host"
    case .hasPath: "an address without a path: a cluster keeps one database, such as rqlite://node1:4001"
    }
  }
}
