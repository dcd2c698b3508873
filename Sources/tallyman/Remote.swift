import Inventory
import Storage
import StorageRemote

/// Databases on other machines.
enum Remote {
  static func database(_ address: RemoteAddress) throws(InventoryError) -> any Database {
    switch address.kind {
    case .cluster: try Cluster.open(address)
    case .shell: throw .store(.unreachable(address.description, why: "nothing here goes there yet"))
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
