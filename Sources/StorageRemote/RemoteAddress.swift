/// The address of a database on another machine, taken apart: `ssh://user@host:22/srv/stock.db`,
/// `rqlite://user@one:4001,two:4001`, `rqlites://…` for TLS. It never holds a password: a URL that does is refused, for it
/// would stand in the list of processes and in every history.
public struct RemoteAddress: Hashable, Sendable, CustomStringConvertible {
  public enum Kind: Hashable, Sendable {
    case shell
    case cluster(isTLS: Bool)
  }

  /// One machine of it.
  public struct Host: Hashable, Sendable {
    public var name: String
    public var port: Int?

    public init(name: String, port: Int? = nil) {
      self.name = name
      self.port = port
    }
  }

  /// Why a text is no address of ours.
  public enum Fault: Error, Hashable, Sendable {
    case hasPassword
    case noHost
    case badPort(String)
    /// Of ssh: which file is meant.
    case noPath
    case severalHosts
    /// Of a cluster, which keeps one database.
    case hasPath
  }

  public var kind: Kind
  public var user: String?
  public var hosts: [Host]
  /// Of ssh: the file at the far end. A path that begins with `/~/` is one in the account's home.
  public var path: String

  /// Whether a text is meant to be such an address, right or wrong.
  public static func isMeant(by text: String) -> Bool { kind(of: text) != nil }

  private static func kind(of text: String) -> (kind: Kind, rest: Substring)? {
    let schemes: [(String, Kind)] = [
      ("ssh://", .shell), ("rqlite://", .cluster(isTLS: false)), ("rqlites://", .cluster(isTLS: true)),
    ]
    for (scheme, kind) in schemes where text.hasPrefix(scheme) { return (kind, text.dropFirst(scheme.count)) }
    return nil
  }

  public init(_ text: String) throws(Fault) {
    guard let (kind, rest) = RemoteAddress.kind(of: text) else { throw .noHost }
    self.kind = kind
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    var authority = rest[..<slash]
    path = String(rest[slash...])
    if let at = authority.lastIndex(of: "@") {
      let user = authority[..<at]
      guard !user.contains(":") else { throw .hasPassword }
      self.user = user.isEmpty ? nil : String(user)
      authority = authority[authority.index(after: at)...]
    }
    hosts = []
    do throws(Fault) {
      for part in authority.split(separator: ",") { hosts.append(try RemoteAddress.host(part)) }
    } catch {
      // A password with a slash in it: the part in front of that looks like a port.
      if case .badPort = error, path.contains("@") { throw .hasPassword }
      throw error
    }
    if kind != .shell, path.contains("@") { throw .hasPassword }
    guard !hosts.isEmpty else { throw .noHost }
    guard kind == .shell else {
      guard path.isEmpty || path == "/" else { throw .hasPath }
      path = ""
      return
    }
    guard hosts.count == 1 else { throw .severalHosts }
    guard path.count > 1 else { throw .noPath }
  }

  /// `name`, `name:port`, `[::1]:port`.
  private static func host(_ text: Substring) throws(Fault) -> Host {
    var name = text
    var port: Substring?
    if text.first == "[", let end = text.firstIndex(of: "]") {
      name = text[text.index(after: text.startIndex)..<end]
      let rest = text[text.index(after: end)...]
      if !rest.isEmpty {
        guard rest.first == ":" else { throw .badPort(String(rest)) }
        port = rest.dropFirst()
      }
    } else if let colon = text.lastIndex(of: ":") {
      name = text[..<colon]
      port = text[text.index(after: colon)...]
    }
    // What begins with a dash would be an option to ssh.
    guard !name.isEmpty, name.first != "-" else { throw .noHost }
    guard let port else { return Host(name: String(name)) }
    guard let number = Int(port), 1...65_535 ~= number else { throw .badPort(String(port)) }
    return Host(name: String(name), port: number)
  }

  public var description: String {
    let scheme =
      switch kind {
      case .shell: "ssh"
      case .cluster(let isTLS): isTLS ? "rqlites" : "rqlite"
      }
    let names = hosts.map { ($0.name.contains(":") ? "[\($0.name)]" : $0.name) + ($0.port.map { ":\($0)" } ?? "") }
    return "\(scheme)://" + (user.map { "\($0)@" } ?? "") + names.joined(separator: ",") + path
  }
}
