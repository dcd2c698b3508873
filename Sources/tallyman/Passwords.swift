import CLI
import Glibc
import Inventory
import StorageRemote

/// Who asks a database that wants a password, and the password: from the environment, or from a file that only its owner
/// can read. It never stands in an address, and no error, log or list shows it.
enum Passwords {
  /// Nil where nobody is named and there is no password: a cluster may be open to all.
  static func credentials(for address: RemoteAddress) throws(InventoryError) -> RqliteCredentials? {
    let named = address.user ?? World.set("TALLYMAN_USER")
    if let password = try alone(address) {
      guard let named else {
        throw .store(
          .denied(address.description, why: "there is a password, and no name to it: set TALLYMAN_USER"))
      }
      return RqliteCredentials(user: named, password: password)
    }
    if let (user, password) = try listed(address, named) { return RqliteCredentials(user: user, password: password) }
    return named.map { RqliteCredentials(user: $0, password: "") }
  }

  /// The password that stands by itself.
  private static func alone(_ address: RemoteAddress) throws(InventoryError) -> String? {
    if let password = World.set("TALLYMAN_PASSWORD") { return password }
    guard let path = World.set("TALLYMAN_PASSWORD_FILE") else { return nil }
    guard let text = try secret(path, address) else {
      throw .store(.denied(address.description, why: "\(path), which TALLYMAN_PASSWORD_FILE names, is not there"))
    }
    return text.split(separator: "\n", omittingEmptySubsequences: false).first.map(String.init)
  }

  /// The first line of the `passwords` file that is about one of the hosts, and about the user if one is named.
  private static func listed(
    _ address: RemoteAddress, _ named: String?
  ) throws(InventoryError) -> (user: String, password: String)? {
    guard let text = try secret(Folders.configuration + "/passwords", address) else { return nil }
    let hosts = Set(address.hosts.flatMap { host in [host.name] + (host.port.map { ["\(host.name):\($0)"] } ?? []) })
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      // A password may hold blanks.
      let words = line.split(maxSplits: 2) { $0 == " " || $0 == "\t" }
      guard words.count == 3, hosts.contains(String(words[0])), named == nil || named == String(words[1]) else {
        continue
      }
      return (String(words[1]), String(words[2]))
    }
    return nil
  }

  /// What stands in a file, nil where there is none.
  /// - Throws: when others could read it too.
  private static func secret(_ path: String, _ address: RemoteAddress) throws(InventoryError) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw .store(.denied(address.description, why: "\(path): \(String(cString: strerror(errno)))"))
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .store(.denied(address.description, why: "\(path) is no file"))
    }
    guard status.st_uid == geteuid(), status.st_mode & 0o077 == 0 else {
      throw .store(
        .denied(
          address.description, why: "others can read \(path), so it is not used: chmod 600 \(path), as its owner"))
    }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(file, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
