import CLI
import Inventory
import Ledger
import Storage
import StorageRemote

/// Databases on other machines.
enum Remote {
  /// Opens no line yet where it can be helped: the first call does.
  static func database(_ address: RemoteAddress, _ mode: ServiceMode) throws(InventoryError) -> any Database {
    switch address.kind {
    case .shell: SecureShell.database(address, mode)
    case .cluster: try Cluster.open(address)
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

  static func words(_ fault: RemoteAddress.Fault) -> String {
    switch fault {
    case .hasPassword: "no password in an address, where others can read it: see TALLYMAN_PASSWORD in the README"
    case .noHost: "a host"
    case .badPort(let port): "a port from 1 to 65535, not \(port)"
    case .noPath: "the path of the database at the far end"
    case .severalHosts: "one host"
    }
  }
}
