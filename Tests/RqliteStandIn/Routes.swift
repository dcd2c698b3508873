/// What the server has at which path.
extension StandInNode {
  func answer(_ request: HTTPRequest) -> HTTPAnswer {
    signed(routed(request))
  }

  /// As every answer of this server is, one that tells of trouble too.
  func signed(_ answer: HTTPAnswer) -> HTTPAnswer {
    var answer = answer
    answer.headers += [
      ("X-Rqlite-Version", version), ("X-Rqlite-Served-By", Membership.address(port)),
      ("Server", "a stand-in of Tallyman's tests"),
    ]
    return answer
  }

  private func routed(_ request: HTTPRequest) -> HTTPAnswer {
    switch request.path {
    case "/db/execute": return allowed(request, ["execute"], ["POST"]) { data(.execute, request) }
    case "/db/query": return allowed(request, ["query"], ["POST", "GET"]) { data(.query, request) }
    case "/db/request": return allowed(request, ["execute", "query"], ["POST"]) { data(.request, request) }
    case "/db/backup": return allowed(request, ["backup"], ["GET"]) { backup(request) }
    case "/db/load": return allowed(request, ["load"], ["POST"]) { load(request) }
    case "/boot": return allowed(request, ["load"], ["POST"]) { boot(request) }
    case "/readyz": return allowed(request, ["ready"], ["GET"]) { readiness(request) }
    case "/status": return allowed(request, ["status"], ["GET"]) { HTTPAnswer(json: status) }
    case "/nodes": return allowed(request, ["status"], ["GET"]) { HTTPAnswer(json: nodes(request)) }
    case "/leader": return allowed(request, ["leader-ops"], ["GET", "POST"]) { leader(request) }
    case "/snapshot": return allowed(request, ["snapshot"], ["POST"]) { HTTPAnswer(status: 204, type: nil) }
    default: return HTTPAnswer(status: 404, type: nil)
    }
  }

  private func allowed(
    _ request: HTTPRequest, _ permissions: [String], _ methods: [String], _ work: () -> HTTPAnswer
  ) -> HTTPAnswer {
    guard users.allow(request, permissions) else {
      var answer = HTTPAnswer(status: 401, type: nil)
      answer.headers.append(("WWW-Authenticate", "Basic realm=\"rqlite\""))
      return answer
    }
    guard methods.contains(request.method) else {
      return HTTPAnswer(status: 405, type: "application/json; charset=utf-8")
    }
    return work()
  }

  // MARK: statements

  private func data(_ kind: StoreRequest.Kind, _ request: HTTPRequest) -> HTTPAnswer {
    let parameters = request.parameters
    if parameters["queue"] != nil { return HTTPAnswer(status: 501, text: "the stand-in keeps no queue") }
    for name in ["timeout", "db_timeout", "freshness"] {
      if let text = parameters[name], GoDuration.milliseconds(text) == nil {
        return HTTPAnswer(status: 400, text: "\(name) is not a valid duration")
      }
    }
    let asked: StoreRequest
    do throws(StandInStatement.Refusal) {
      asked = try storeRequest(kind, request)
    } catch {
      return HTTPAnswer(status: 400, text: error.rawValue)
    }
    let isLocal = kind == .query && parameters["level"] == "none"
    if isLocal {
      if parameters["freshness"] != nil, membership.leader != number { return failed("stale read") }
    } else {
      if let elsewhere = redirected(request) { return elsewhere }
      if let trouble = troubleOnTheWay(of: asked) { return trouble }
    }
    return written(store.answer(asked), parameters)
  }

  func storeRequest(_ kind: StoreRequest.Kind, _ request: HTTPRequest) throws(StandInStatement.Refusal) -> StoreRequest
  {
    let parameters = request.parameters
    var statements: [StandInStatement]
    if request.method == "GET", let sql = parameters["q"] {
      statements = [StandInStatement(sql: sql)]
    } else if request.headers["content-type"]?.hasPrefix("text/plain") == true {
      statements = [StandInStatement(sql: String(decoding: request.body, as: UTF8.self))]
    } else {
      statements = try StandInStatement.all(inBody: request.body)
    }
    let isLogged = kind != .query || parameters["level"] == "strong"
    if isLogged, parameters["noparse"] == nil {
      let rewriting = Rewriting(isRandom: parameters["norwrandom"] == nil, isTime: parameters["norwtime"] == nil)
      for index in statements.indices {
        let (sql, returns) = rewriting.rewritten(statements[index].sql)
        statements[index].sql = sql
        statements[index].returns = returns
      }
    }
    return StoreRequest(
      kind: kind, statements: statements, isTransaction: parameters["transaction"] != nil,
      timeout: parameters["db_timeout"].flatMap { GoDuration.milliseconds($0) }, isLogged: isLogged)
  }

  private func redirected(_ request: HTTPRequest) -> HTTPAnswer? {
    guard request.parameters["redirect"] != nil, let leader = membership.leader, leader != number else { return nil }
    var answer = HTTPAnswer(status: 301, type: nil)
    answer.headers.append(("Location", "http://127.0.0.1:\(membership.nodes[leader].port)\(request.target)"))
    return answer
  }

  /// What a request meets that needs the leader, where there is none.
  private func troubleOnTheWay(of asked: StoreRequest) -> HTTPAnswer? {
    switch membership.way() {
    case .toLeader: return nil
    case .refused(let address): return failed("dial tcp \(address): connect: connection refused")
    case .noLeader: return HTTPAnswer(status: 503, text: "leader not found")
    case .lost:
      if asked.kind != .query { store.doLater(asked) }
      return failed("leadership lost while committing log")
    }
  }

  /// An error of the whole request, which has status 200.
  func failed(_ message: String) -> HTTPAnswer {
    HTTPAnswer(json: .object([JSON.Member("results", .array([])), JSON.Member("error", .string(message))]))
  }

  func written(_ answer: StandInAnswer, _ parameters: [String: String]) -> HTTPAnswer {
    let form = AnswerForm(
      isAssociative: parameters["associative"] != nil, hasBlobArrays: parameters["blob_array"] != nil,
      hasTimings: parameters["timings"] != nil, hasRaftIndex: parameters["raft_index"] != nil)
    do throws(Unsayable) {
      return HTTPAnswer(json: try answer.json(form))
    } catch {
      return HTTPAnswer(
        status: 500, text: "json: error calling MarshalJSON for type *http.DBResults: " + error.words)
    }
  }

  // MARK: whole databases

  private func backup(_ request: HTTPRequest) -> HTTPAnswer {
    let parameters = request.parameters
    guard parameters["compress"] == nil, parameters["fmt"] ?? "delete" == "delete" else {
      return HTTPAnswer(status: 501, text: "the stand-in makes no such backup")
    }
    var bytes = store.backup()
    // Two bytes of its head say whether it keeps a log beside it.
    if parameters["vacuum"] != nil || parameters["fmt"] == "delete", bytes.count > 19 {
      bytes.replaceSubrange(18...19, with: [1, 1])
    }
    return HTTPAnswer(status: 200, type: "application/octet-stream", body: bytes)
  }

  private func load(_ request: HTTPRequest) -> HTTPAnswer {
    if membership.leader == nil { return HTTPAnswer(status: 503, text: "leader not found") }
    if request.body.starts(with: "SQLite format 3\0".utf8) {
      return store.load(request.body) ? written(StandInAnswer(), [:]) : failed("invalid SQLite data")
    }
    let sql = String(decoding: request.body, as: UTF8.self)
    let answer = store.answer(StoreRequest(kind: .execute, statements: [StandInStatement(sql: sql)]))
    if case .failed? = answer.results.last { return written(answer, [:]) }
    return written(StandInAnswer(), [:])
  }

  private func boot(_ request: HTTPRequest) -> HTTPAnswer {
    guard membership.nodes.count == 1 else { return HTTPAnswer(status: 503, text: "not single-node") }
    guard store.load(request.body) else { return HTTPAnswer(status: 400, text: "invalid SQLite data") }
    return HTTPAnswer(status: 200, type: nil)
  }
}

/// `1.5s`, `200ms`, `1m30s`
enum GoDuration {
  private static let units: [(name: String, microseconds: Double)] = [
    ("ns", 0.001), ("us", 1), ("µs", 1), ("ms", 1000), ("s", 1_000_000), ("m", 60_000_000), ("h", 3_600_000_000),
  ]

  /// Rounded up.
  static func milliseconds(_ text: String) -> Int? {
    if text == "0" { return 0 }
    var rest = text[...]
    var sum = 0.0
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isWholeNumber || $0 == "." }
      rest = rest.dropFirst(digits.count)
      guard let number = Double(digits), let unit = units.first(where: { rest.hasPrefix($0.name) }) else { return nil }
      rest = rest.dropFirst(unit.name.count)
      sum += number * unit.microseconds
    }
    return text.isEmpty ? nil : Int((sum / 1000).rounded(.up))
  }
}
