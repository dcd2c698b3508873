/// An account of the server, as its users file lists them.
public struct StandInUser: Hashable, Sendable {
  /// `*` for everybody, with or without a name.
  public var name: String
  public var password: String
  /// `all`, `execute`, `query`, `load`, `backup`, `status`, `ready`, `leader-ops`.
  public var permissions: Set<String>

  public init(_ name: String, password: String = "", may permissions: Set<String>) {
    self.name = name
    self.password = password
    self.permissions = permissions
  }
}

extension [StandInUser] {
  /// Without accounts everybody may do everything.
  func allow(_ request: HTTPRequest, _ permissions: [String]) -> Bool {
    if isEmpty { return true }
    let credentials = request.credentials
    let granted = filter {
      $0.name == "*" || $0.name == credentials?.name && $0.password == credentials?.password
    }.reduce(into: Set<String>()) { $0.formUnion($1.permissions) }
    return granted.contains("all") || granted.isSuperset(of: permissions)
  }
}
