/// A statement as it came, with its values by place or by name.
struct StandInStatement: Hashable, Sendable {
  enum Value: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
  }

  var sql: String
  var values: [Value] = []
  var named: [Named] = []
  /// It is stepped to its end for its rows.
  var returns = false

  struct Named: Hashable, Sendable {
    var name: String
    var value: Value
  }

  /// Why a body is no list of statements, in the words of the server.
  enum Refusal: String, Error {
    case notJSON = "invalid JSON body"
    case notStatements = "invalid request"
    case none = "no statements"
  }

  static func all(inBody body: [UInt8]) throws(Refusal) -> [StandInStatement] {
    guard let json = JSON(body) else { throw .notJSON }
    guard let elements = json.array else { throw .notStatements }
    if elements.isEmpty { throw .none }
    var statements: [StandInStatement] = []
    for element in elements { statements.append(try StandInStatement(element)) }
    return statements
  }

  init(sql: String) { self.sql = sql }

  /// `"sql"`, `["sql", 1, "two"]` or `["sql", {"name": 1}]`.
  init(_ json: JSON) throws(Refusal) {
    switch json {
    case .string(let text): self.init(sql: text)
    case .array(let parts):
      guard let sql = parts.first?.string else { throw .notStatements }
      self.init(sql: sql)
      if parts.count == 2, case .object(let members) = parts[1] {
        for member in members { named.append(Named(name: member.name, value: try Value(member.value))) }
      } else {
        for part in parts.dropFirst() { values.append(try Value(part)) }
      }
    default: throw .notStatements
    }
  }

  var argumentCount: Int { named.isEmpty ? values.count : named.count }
}

extension StandInStatement.Value {
  init(_ json: JSON) throws(StandInStatement.Refusal) {
    switch json {
    case .null: self = .null
    case .bool(let flag): self = .integer(flag ? 1 : 0)
    case .string(let text): self = .text(text)
    case .number(let digits):
      if let integer = Int64(digits) {
        self = .integer(integer)
      } else if let real = Double(digits) {
        self = .real(real)
      } else {
        throw .notStatements
      }
    case .array(let elements):
      var bytes: [UInt8] = []
      for element in elements {
        guard let byte = element.number.flatMap({ UInt8($0) }) else { throw .notStatements }
        bytes.append(byte)
      }
      self = .blob(bytes)
    case .object: throw .notStatements
    }
  }
}
