import Storage

// A database's error on the line: what became of the database must arrive as it was.

extension PayloadWriter {
  mutating func add(_ error: DatabaseError) {
    switch error {
    case .refused(let statement, let row, let rule, let message):
      add(UInt8(1))
      add(UInt32(statement))
      add(UInt32(row))
      add(UInt8(DatabaseError.Rule.inOrder.firstIndex(of: rule) ?? 0))
      add(message)
    case .unknown(let message):
      add(UInt8(2))
      add(message)
    case .unavailable(let trouble):
      add(UInt8(3))
      add(trouble)
    }
  }

  private mutating func add(_ trouble: DatabaseError.Trouble) {
    var (code, texts, numbers): (UInt8, [String], [Int]) = (0, [], [])
    switch trouble {
    case .missing(let path): (code, texts) = (1, [path])
    case .notADatabase(let path): (code, texts) = (2, [path])
    case .readOnly(let path): (code, texts) = (3, [path])
    case .noPermission(let path): (code, texts) = (4, [path])
    case .full(let path): (code, texts) = (5, [path])
    case .locked(let path): (code, texts) = (6, [path])
    case .damaged(let path, let message): (code, texts) = (7, [path, message])
    case .newerSchema(let found, let known): (code, numbers) = (8, [found, known])
    case .unreachable(let address, let why): (code, texts) = (9, [address, why])
    case .denied(let address, let why): (code, texts) = (10, [address, why])
    case .unsuitable(let address, let why): (code, texts) = (11, [address, why])
    case .interrupted: code = 12
    case .failed(let message): (code, texts) = (13, [message])
    }
    add(code)
    for text in texts { add(text) }
    for number in numbers { add(Int64(number)) }
  }
}

extension PayloadReader {
  mutating func error() throws(FrameDamage) -> DatabaseError {
    let code = try uint8()
    switch code {
    case 1:
      let (statement, row) = (Int(try uint32()), Int(try uint32()))
      let rule = Int(try uint8())
      guard DatabaseError.Rule.inOrder.indices.contains(rule) else { throw FrameDamage("a rule of kind \(rule)") }
      return .refused(statement: statement, row: row, rule: DatabaseError.Rule.inOrder[rule], message: try text())
    case 2: return .unknown(message: try text())
    case 3: return .unavailable(try trouble())
    default: throw FrameDamage("an error of kind \(code)")
    }
  }

  private mutating func trouble() throws(FrameDamage) -> DatabaseError.Trouble {
    let code = try uint8()
    switch code {
    case 1: return .missing(path: try text())
    case 2: return .notADatabase(path: try text())
    case 3: return .readOnly(path: try text())
    case 4: return .noPermission(path: try text())
    case 5: return .full(path: try text())
    case 6: return .locked(path: try text())
    case 7: return .damaged(path: try text(), message: try text())
    case 8: return .newerSchema(found: Int(try int64()), known: Int(try int64()))
    case 9: return .unreachable(address: try text(), why: try text())
    case 10: return .denied(address: try text(), why: try text())
    case 11: return .unsuitable(address: try text(), why: try text())
    case 12: return .interrupted
    case 13: return .failed(message: try text())
    default: throw FrameDamage("a trouble of kind \(code)")
    }
  }
}

extension DatabaseError.Rule {
  /// The numbers of the rules on the line: new ones are added at the end.
  fileprivate static let inOrder: [DatabaseError.Rule] = [.unique, .check, .notNull, .foreignKey, .type, .raised]
}

extension DatabaseError {
  /// An error of the agent's as it is told here: its paths are those of the far machine.
  func seen(from address: String, served: String) -> DatabaseError {
    guard case .unavailable(let trouble) = self else { return self }
    func far(_ path: String) -> String { FarPath.named(path, at: address, served: served) }
    let told: DatabaseError.Trouble =
      switch trouble {
      case .missing(let path): .missing(path: far(path))
      case .notADatabase(let path): .notADatabase(path: far(path))
      case .readOnly(let path): .readOnly(path: far(path))
      case .noPermission(let path): .noPermission(path: far(path))
      case .full(let path): .full(path: far(path))
      case .locked(let path): .locked(path: far(path))
      case .damaged(let path, let message): .damaged(path: far(path), message: message)
      case .unreachable(_, let why): .unreachable(address: address, why: why)
      case .denied(_, let why): .denied(address: address, why: why)
      case .unsuitable(_, let why): .unsuitable(address: address, why: why)
      case .newerSchema, .interrupted, .failed: trouble
      }
    return .unavailable(told)
  }
}

/// What a file at the far end is called here.
enum FarPath {
  /// The address itself for the database that is served; the address with another path for what lies beside it.
  static func named(_ path: String, at address: String, served: String) -> String {
    guard path != served, let scheme = address.firstRange(of: "://") else { return address }
    let rest = address[scheme.upperBound...]
    let authority = rest.prefix { $0 != "/" }
    return address[..<scheme.upperBound] + authority + (path.hasPrefix("/") ? path : "/~/" + path)
  }
}
