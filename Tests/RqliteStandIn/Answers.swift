/// What came of one statement.
enum StandInResult: Sendable {
  /// A statement that was run; the two numbers are those of the connection, stale ones too.
  case run(lastInsertID: Int64, rowsAffected: Int64)
  case rows(StandInRows)
  case failed(String)
}

/// The rows of one statement.
struct StandInRows: Sendable {
  enum Value: Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case bool(Bool)
    case text([UInt8])
    case blob([UInt8])
  }

  var columns: [String]
  /// The declared type in small letters, or the class of the first row, or nothing.
  var types: [String]
  var values: [[Value]] = []
}

/// What came of a request: its results, or why there are none.
struct StandInAnswer: Sendable {
  var results: [StandInResult] = []
  var error: String?
  var raftIndex: Int64 = 0
}

/// How the answer is to be written.
struct AnswerForm {
  var isAssociative = false
  var hasBlobArrays = false
  var hasTimings = false
  var hasRaftIndex = false
}

/// A value that JSON has no word for.
struct Unsayable: Error {
  var words: String
}

extension StandInAnswer {
  /// - Throws: for an infinite real; what was written stays written.
  func json(_ form: AnswerForm) throws(Unsayable) -> JSON {
    var written: [JSON] = []
    for result in results { written.append(try result.json(form)) }
    var members = [JSON.Member("results", .array(written))]
    if let error { members.append(JSON.Member("error", .string(error))) }
    if form.hasTimings { members.append(JSON.Member("time", .number("0.000524"))) }
    if form.hasRaftIndex, raftIndex > 0 { members.append(JSON.Member("raft_index", .integer(raftIndex))) }
    return .object(members)
  }
}

extension StandInResult {
  func json(_ form: AnswerForm) throws(Unsayable) -> JSON {
    var members: [JSON.Member] = []
    switch self {
    case .failed(let message): return .object([JSON.Member("error", .string(message))])
    case .run(let lastInsertID, let rowsAffected):
      if lastInsertID != 0 { members.append(JSON.Member("last_insert_id", .integer(lastInsertID))) }
      if rowsAffected != 0 { members.append(JSON.Member("rows_affected", .integer(rowsAffected))) }
      if form.isAssociative { members.append(JSON.Member("rows", .null)) }
    case .rows(let rows): members = try form.isAssociative ? rows.associated(form) : rows.listed(form)
    }
    if form.hasTimings { members.append(JSON.Member("time", .number("0.000082"))) }
    return .object(members)
  }
}

extension StandInRows {
  func listed(_ form: AnswerForm) throws(Unsayable) -> [JSON.Member] {
    var members: [JSON.Member] = []
    if !columns.isEmpty {
      members.append(JSON.Member("columns", .array(columns.map { .string($0) })))
      members.append(JSON.Member("types", .array(types.map { .string($0) })))
    }
    if !values.isEmpty {
      var rows: [JSON] = []
      for row in values { rows.append(.array(try said(row, form))) }
      members.append(JSON.Member("values", .array(rows)))
    }
    return members
  }

  /// By names, in the order of the names; of two columns of one name the last is left.
  func associated(_ form: AnswerForm) throws(Unsayable) -> [JSON.Member] {
    var members: [JSON.Member] = []
    if !columns.isEmpty { members.append(JSON.Member("types", byName(types.map { .string($0) }))) }
    var rows: [JSON] = []
    for row in values { rows.append(byName(try said(row, form))) }
    members.append(JSON.Member("rows", .array(rows)))
    return members
  }

  private func said(_ row: [Value], _ form: AnswerForm) throws(Unsayable) -> [JSON] {
    var elements: [JSON] = []
    for value in row { elements.append(try value.json(form)) }
    return elements
  }

  private func byName(_ elements: [JSON]) -> JSON {
    let named = Dictionary(zip(columns, elements), uniquingKeysWith: { $1 })
    return .object(named.sorted { $0.key < $1.key }.map { JSON.Member($0.key, $0.value) })
  }
}

extension StandInRows.Value {
  func json(_ form: AnswerForm) throws(Unsayable) -> JSON {
    switch self {
    case .null: return .null
    case .integer(let value): return .integer(value)
    case .bool(let value): return .bool(value)
    case .text(let bytes): return .lossy(bytes)
    case .blob(let bytes):
      return form.hasBlobArrays ? .array(bytes.map { .integer(Int64($0)) }) : .string(Base64.text(of: bytes))
    case .real(let value):
      if value.isInfinite { throw Unsayable(words: "json: unsupported value: " + (value < 0 ? "-Inf" : "+Inf")) }
      return .real(value)
    }
  }
}
