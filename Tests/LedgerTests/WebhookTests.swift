import Delivery
import Inventory
import Ledger
import Synchronization
import Testing

/// Handing events over, to somebody who takes them or does not, by a clock that the test moves.
@Suite struct WebhookTests {
  /// Who takes parcels, as the test has it; and the clock.
  final class Post: Courier, Sendable {
    struct State {
      var now = SampleWarehouse.noon
      var answers: [HandOver] = []
      var tries: [String] = []
      var taken: [String] = []
      var bodies: [String] = []
      /// What happens while a parcel is on its way, once.
      var meanwhile: (@Sendable () throws -> Void)?
    }

    let state = Mutex(State())

    func bring(_ parcel: Parcel, to work: WebhookWork.Work, at now: Instant) -> HandOver {
      let meanwhile = state.withLock { state in
        defer { state.meanwhile = nil }
        return state.meanwhile
      }
      do { try meanwhile?() } catch { Issue.record(error) }
      return state.withLock { state in
        state.tries.append(parcel.id)
        state.bodies.append(parcel.body)
        let answer = state.answers.isEmpty ? HandOver.taken("200") : state.answers.removeFirst()
        if case .taken = answer { state.taken.append(parcel.id) }
        return answer
      }
    }

    var now: Instant { state.withLock { $0.now } }
    func pass(_ milliseconds: Int64) { state.withLock { $0.now = $0.now.adding(milliseconds: milliseconds) } }
    var taken: [String] { state.withLock { $0.taken } }
    var tries: [String] { state.withLock { $0.tries } }
    func answer(_ answers: HandOver...) { state.withLock { $0.answers += answers } }
  }

  private struct Scene {
    let house: SampleWarehouse
    let post = Post()

    init(_ types: [EventType]? = nil, at place: String? = nil) throws {
      house = try SampleWarehouse()
      try house.post(.receipt, "CABLE", "100", at: "A-01")
      try add(types, at: place)
    }

    func add(_ types: [EventType]? = nil, at place: String? = nil) throws {
      try house.act(
        AddWebhook(
          .url("https://shop.example/stock"), types: types, at: place, secret: WebhookSecret("0123456789abcdef")))
    }

    func issue(_ times: Int) throws {
      for _ in 0..<times { try house.post(.issue, "CABLE", "1", at: "A-01") }
    }

    private static let keys = Counter()

    func deliverer(by books: Books? = nil) -> Deliverer<Post> {
      let post = post
      return Deliverer(
        service: books ?? house.books, by: post, actor: "anna", terminal: "cron", clock: { post.now },
        makeKey: { "delivery-\(Scene.keys.next())" }, chance: { 0 })
    }

    func hook() throws -> Webhook { try #require(try house.books.ask(WebhookList()).first) }

    func events(since: EventID? = nil) throws -> [String] {
      try house.books.ask(EventPage(since: since, limit: 1000)).events.map(\.id.description)
    }
  }

  @Test("who is told gets what happens from then on, once and in order; nothing is written while nothing happens")
  func delivers() throws {
    let scene = try Scene()
    let before = try #require(try scene.events().last)
    #expect(try scene.deliverer().run() == [])
    try scene.issue(60)
    let reports = try scene.deliverer().run()
    #expect(reports.map(\.taken) == [60] && reports[0].failure == nil)
    #expect(scene.post.taken == (try scene.events(since: EventID(before))))
    let acts = try scene.house.books.ask(ChangeToken())
    #expect(try scene.deliverer().run() == [])
    #expect(try scene.house.books.ask(ChangeToken()) == acts)
    #expect(try scene.hook().lease == nil)
  }

  @Test("only what somebody wants is sent, and only of the place they want it of")
  func filters() throws {
    let scene = try Scene([.lowStock, .stockChanged], at: "A-02")
    try scene.issue(2)
    try scene.house.post(.receipt, "CABLE", "3", at: "A-02")
    #expect(try scene.deliverer().run().map(\.taken) == [1])
  }

  @Test("what is not taken is sent again in its time, before all that came later; nothing is lost")
  func retries() throws {
    let scene = try Scene()
    try scene.issue(5)
    let events = try scene.events().suffix(5)
    scene.post.answer(.taken("200"), .taken("200"), .failed("500"))
    #expect(try scene.deliverer().run().map(\.failure) == ["500"])
    var hook = try scene.hook()
    #expect(hook.failures == 1 && hook.lastError == "500" && hook.lease == nil)
    #expect(hook.nextTryAt == scene.post.now.adding(milliseconds: 500))
    // It is not its time yet.
    #expect(try scene.deliverer().run() == [])
    for (failures, pause) in [(2, 1000), (3, 2000)] {
      scene.post.pass(3000)
      scene.post.answer(.failed("no answer came in time"))
      _ = try scene.deliverer().run()
      hook = try scene.hook()
      #expect(hook.failures == failures)
      #expect(hook.nextTryAt == scene.post.now.adding(milliseconds: Int64(pause)))
    }
    scene.post.pass(3000)
    #expect(try scene.deliverer().run().map(\.taken) == [3])
    #expect(scene.post.taken == Array(events))
    // Sent again is what failed, and nothing else.
    #expect(scene.post.tries.count == 5 + 3)
    hook = try scene.hook()
    #expect(hook.failures == 0 && hook.lastError == nil && hook.nextTryAt == nil)
  }

  @Test("one that never answers is paused in the end, and goes on from where it stopped when somebody resumes it")
  func pauses() throws {
    let scene = try Scene()
    try scene.issue(2)
    for _ in 1...WebhookPatience.mostFailures {
      scene.post.answer(.failed("refused"))
      _ = try scene.deliverer().run()
      scene.post.pass(3_600_000)
    }
    #expect(try scene.hook().isPaused && scene.hook().failures == WebhookPatience.mostFailures)
    #expect(try scene.deliverer().run() == [])
    try scene.house.act(ResumeWebhook("WH-0001"))
    #expect(try scene.deliverer().run().map(\.taken) == [2])
    #expect(scene.post.taken.count == 2)
    #expect(scene.house.refusal { try scene.house.act(ResumeWebhook("WH-0001")) } == "nothing-to-change")
  }

  @Test("two never deliver to the same one at once; what a killed one had is free after a while, and sent again")
  func leases() throws {
    let scene = try Scene()
    try scene.issue(3)
    // A run that was killed after it had handed two over.
    try scene.house.act(LeaseWebhook(WebhookID(1), holder: "killed", life: 120_000))
    #expect(try scene.deliverer().run() == [])
    #expect(
      scene.house.refusal { try scene.house.act(LeaseWebhook(WebhookID(1), holder: "other", life: 1)) }
        == "webhook-taken")
    scene.post.pass(120_001)
    // While this one delivers, another finds it taken.
    scene.post.state.withLock { state in
      state.meanwhile = {
        let reports = try scene.deliverer(by: scene.house.another()).run()
        #expect(reports == [])
      }
    }
    #expect(try scene.deliverer().run().map(\.taken) == [3])
    #expect(scene.post.tries.count == 3)
  }

  @Test("one whose time has run out writes nothing down any more: the other goes on from what was written")
  func fenced() throws {
    let scene = try Scene()
    try scene.issue(2)
    scene.post.state.withLock { state in
      state.meanwhile = {
        scene.post.pass(120_001)
        #expect(try scene.deliverer(by: scene.house.another()).run().map(\.taken) == [2])
        try scene.issue(1)
        try scene.house.act(LeaseWebhook(WebhookID(1), holder: "third", life: 120_000), at: scene.post.now)
      }
    }
    let reports = try scene.deliverer().run()
    #expect(reports.map(\.failure) == ["another run has it now"])
    #expect(try scene.hook().lease?.holder == "third")
  }

  @Test("an hour in which nothing of it happens is not looked through again and again")
  func silence() throws {
    let scene = try Scene([.transferShipped])
    let start = try scene.hook().position
    for _ in 0..<3 {
      try scene.house.act(PostMovements((0..<5).map { _ in MovementLine(.receipt, "CABLE", Quantity(1), at: "A-01") }))
    }
    #expect(try scene.deliverer().run() == [])
    #expect(try scene.hook().position == start)
  }

  @Test("what signs events stands in no list, no audit and no error, and is gone with its webhook")
  func secrets() throws {
    let scene = try Scene()
    let secret = "0123456789abcdef"
    let audit = try scene.house.books.ask(AuditPage(limit: 1000)).rows.map(\.fields.json).joined()
    let list = try scene.house.books.ask(WebhookList()).map(\.fields.json).joined()
    #expect(audit.contains("webhook.added") && !audit.contains(secret) && !list.contains(secret))
    let work = try scene.house.books.ask(WebhookWork("1"))
    #expect(work.secret.text == secret && !"\(work)".contains(secret))
    do {
      try scene.house.act(AddWebhook(.url("https://a.example/"), secret: WebhookSecret("short")))
      Issue.record("it was taken")
    } catch let error as InventoryError {
      #expect(!"\(Explanation(error).detail)".contains("short"))
    }
    try scene.house.act(RemoveWebhook("WH-0001"))
    #expect(try scene.house.books.ask(WebhookList()) == [])
    var left: [String] = []
    try scene.house.database.read([.init("SELECT secret FROM webhook")]) { _, row in
      left.append(row.text(0))
      return true
    }
    #expect(left == [""])
    try scene.add()
    #expect(try scene.hook().id == WebhookID(2))
  }

  @Test(
    "an address is one that may stand in a list",
    arguments: [
      "shop.example", "ftp://shop.example/", "https://", "https://anna:pw@shop.example/", "https://a b/",
      "http://a\"b/",
    ])
  func addresses(text: String) throws {
    let house = try SampleWarehouse()
    let act = AddWebhook(.url(text), secret: WebhookSecret("0123456789abcdef"))
    #expect(house.refusal { try house.act(act) } == "bad-value")
  }

  @Test("only an admin adds and takes out, whoever may operate delivers, and who only counts sees none of it")
  func rights() throws {
    let scene = try Scene()
    let house = scene.house
    try house.act(AddOperator(Operator(name: "anna", role: .admin)))
    for role in [Operator.Role.counter, .dock, .supervisor] {
      try house.act(AddOperator(Operator(name: role.rawValue, role: role)))
    }
    let add = AddWebhook(.command("true"), secret: WebhookSecret("0123456789abcdef"))
    for role in ["counter", "dock", "supervisor"] {
      #expect(house.refusal { try house.act(add, by: role) } == "not-permitted")
      #expect(house.refusal { try house.act(RemoveWebhook("1"), by: role) } == "not-permitted")
      let lease = LeaseWebhook(WebhookID(1), holder: role, life: -1)
      #expect(house.refusal { try house.act(lease, by: role) } == (role == "counter" ? "not-permitted" : "done"))
      let asked = house.refusal { _ = try house.books.ask(WebhookWork("1"), for: .person(role)) }
      #expect(asked == (role == "counter" ? "not-permitted" : "done"))
    }
  }

  @Test("the same act again adds nobody a second time, whatever secret was made for it")
  func repeats() throws {
    let house = try SampleWarehouse()
    for (number, secret) in ["0123456789abcdef", "fedcba9876543210"].enumerated() {
      let answer = try house.act(AddWebhook(.command("true"), secret: WebhookSecret(secret)), key: "k")
      #expect(answer.isRepeat == (number == 1))
    }
    #expect(try house.books.ask(WebhookWork("1")).secret.text == "0123456789abcdef")
    #expect(try house.books.ask(WebhookList()).count == 1)
  }
}
