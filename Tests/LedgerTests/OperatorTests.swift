import Inventory
import Ledger
import StorageLocal
import Testing

/// Who works in the house, and what each may do.
@Suite struct OperatorTests {
  /// A house with one operator of each role, a retired one, and nobody else: anna the admin, sue, dan, cora, rita.
  private static func staffed() throws -> SampleWarehouse {
    let house = try SampleWarehouse()
    try house.act(AddOperator(Operator(name: "anna", role: .admin, badge: "B-ANNA")))
    try house.act(AddOperator(Operator(name: "sue", role: .supervisor)))
    try house.act(AddOperator(Operator(name: "dan", role: .dock, limits: "+5%")))
    try house.act(AddOperator(Operator(name: "cora", role: .counter, badge: "B-CORA")))
    try house.act(AddOperator(Operator(name: "rita", role: .admin, badge: "B-RITA")))
    try house.edit(operator: "rita") { $0.isActive = false }
    return house
  }

  @Test("each role may do what those before it may, and more")
  func roles() {
    let rights = Operator.Role.allCases.map { role in
      Right.allCases.filter(role.holds).map(\.rawValue).joined(separator: " ")
    }
    #expect(
      rights == ["count", "count operate", "count operate supervise", "count operate supervise administer"])
    #expect(Right.supervise.roles == [.supervisor, .admin])
  }

  /// Who does what, and what comes of it.
  private static let deeds: [(actor: String, act: any Act, comes: String)] = {
    let receipt = PostMovements([MovementLine(.receipt, "DRILL-18V", Quantity(1), at: "A-01")])
    let edit = EditItem("CABLE", .with { $0.name = "Wire" })
    let file = ImportItems([ImportItems.Row(ItemCode(sku: "NEW"), .with { $0.name = "New" })])
    let setting = SetSetting("allow_negative_stock", "yes")
    let newcomer = AddOperator(Operator(name: "nina", role: .counter))
    return [
      ("cora", receipt, "not-permitted"), ("cora", edit, "not-permitted"), ("cora", file, "not-permitted"),
      ("cora", setting, "not-permitted"), ("cora", newcomer, "not-permitted"), ("dan", receipt, "done"),
      ("DAN", receipt, "done"), ("dan", edit, "done"), ("dan", file, "done"), ("dan", setting, "not-permitted"),
      ("sue", receipt, "done"), ("sue", setting, "not-permitted"), ("sue", newcomer, "not-permitted"),
      ("anna", receipt, "done"), ("anna", setting, "done"), ("anna", newcomer, "done"),
      ("rita", receipt, "unknown-operator"), ("zoe", receipt, "unknown-operator"), ("", receipt, "unknown-operator"),
      ("B-ANNA", receipt, "unknown-operator"),
    ]
  }()

  @Test("who may not do an act is refused it, dry or not, and nothing changes", arguments: [false, true])
  func enforced(isDryRun: Bool) throws {
    for (number, deed) in OperatorTests.deeds.enumerated() {
      let house = try OperatorTests.staffed()
      let events = try house.books.ask(AuditPage(limit: 1)).rows.map(\.id)
      let came = house.refusal {
        try house.act(deed.act, key: "deed", dryRun: isDryRun, by: deed.actor)
      }
      #expect(came == deed.comes, "\(number): \(deed.actor) \(deed.act.action)")
      let isSame = try house.books.ask(AuditPage(limit: 1)).rows.map(\.id) == events
      #expect(isSame == (isDryRun || deed.comes != "done"), "\(number): \(deed.actor) \(deed.act.action)")
    }
  }

  @Test("a house without operators lets everybody do everything, until there is one")
  func openHouse() throws {
    let house = try SampleWarehouse()
    try house.post(.receipt, "DRILL-18V", "1", at: "A-01")
    try house.act(SetSetting("allow_negative_stock", "yes"), by: "anybody")
    #expect(try house.books.ask(OperatorList()).isEmpty && house.books.ask(WhoAmI("anna")) == nil)
    try house.act(AddOperator(Operator(name: "mara", role: .admin)), by: "anybody")
    #expect(house.refusal { try house.post(.receipt, "DRILL-18V", "1", at: "A-01") } == "unknown-operator")
    #expect(house.refusal { try house.act(AddOperator(Operator(name: "x", role: .admin))) } == "unknown-operator")
    try house.act(AddOperator(Operator(name: "anna", role: .dock)), by: "mara")
    try house.post(.receipt, "DRILL-18V", "1", at: "A-01")
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "2")
  }

  @Test("the audit writes a name as the house spells it, with what the operator was before and after")
  func audited() throws {
    let house = try OperatorTests.staffed()
    let made = try house.act(
      PostMovements([MovementLine(.receipt, "DRILL-18V", Quantity(1), at: "A-01")]), by: "dAn")
    #expect(made.entries.map(\.actor) == ["dan"])
    try house.edit(operator: "DAN", by: "Anna") { ($0.role, $0.badge, $0.limits) = (.supervisor, "B-DAN", "") }
    let events = try house.books.ask(AuditPage(entity: "operator:dan")).rows
    #expect(events.map(\.action) == ["operator.edited", "operator.added"] && events.first?.actor == "anna")
    #expect(
      events.first?.before
        == #"{"operator":"dan","role":"dock","badge":null,"limits":"+5%","active":true,"version":1,"sites":[],"pin":false}"#
    )
    #expect(
      events.first?.after
        == #"{"operator":"dan","role":"supervisor","badge":"B-DAN","limits":null,"active":true,"version":2,"sites":[],"pin":false}"#
    )
    #expect(try house.books.ask(AuditPage(actor: "dan")).rows.count == 1)
  }

  /// What is refused in the staffed house, done by anna.
  private static let refusals: [(String, any Act, String)] = [
    ("the same name in other case", AddOperator(Operator(name: "DAN", role: .dock)), "operator-exists"),
    ("a retired one's name", AddOperator(Operator(name: "rita", role: .dock)), "operator-exists"),
    ("no name", AddOperator(Operator(name: "", role: .dock)), "bad-code"),
    ("a blank at an end", AddOperator(Operator(name: "eve ", role: .dock)), "bad-code"),
    ("an empty badge", AddOperator(Operator(name: "eve", role: .dock, badge: "")), "bad-code"),
    ("another's badge", AddOperator(Operator(name: "eve", role: .dock, badge: "b-cora")), "badge-taken"),
    ("a retired one's badge", AddOperator(Operator(name: "eve", role: .dock, badge: "B-RITA")), "badge-taken"),
    (
      "limits that are none", AddOperator(Operator(name: "eve", role: .dock, limits: "over 5%")),
      "bad-value"
    ),
    ("an edit of nobody", EditOperator("zoe", .with { $0.role = .dock }), "no-such-operator"),
    ("an edit of nothing", EditOperator("dan", OperatorEdits()), "nothing-to-change"),
    ("an edit that says what is", EditOperator("dan", .with { $0.role = .dock }), "nothing-to-change"),
    ("an older version", EditOperator("rita", .with { $0.role = .dock }, ifVersion: 1), "version-moved-on"),
    ("a badge that another has", EditOperator("dan", .with { $0.badge = "B-CORA" }), "badge-taken"),
    ("the last admin retired", EditOperator("anna", .with { $0.isActive = false }), "last-admin"),
    ("the last admin demoted", EditOperator("ANNA", .with { $0.role = .supervisor }), "last-admin"),
  ]

  @Test("what cannot be is refused with its cause, and nothing changes")
  func refused() throws {
    let house = try OperatorTests.staffed()
    let before = try house.books.ask(OperatorList())
    #expect(before.map(\.name) == ["anna", "cora", "dan", "rita", "sue"])
    for (name, act, expected) in OperatorTests.refusals {
      #expect(house.refusal { try house.act(act) } == expected, "\(name)")
    }
    #expect(try house.books.ask(OperatorList()) == before)
    let empty = try SampleWarehouse()
    let dock = AddOperator(Operator(name: "dan", role: .dock))
    #expect(empty.refusal { try empty.act(dock) } == "first-operator-is-admin")
  }

  @Test("an admin may go when another has come, and come back later")
  func comeAndGo() throws {
    let house = try OperatorTests.staffed()
    try house.edit(operator: "rita") { $0.isActive = true }
    let retired = try house.act(EditOperator("anna", .with { $0.isActive = false }, ifVersion: 1), by: "rita")
    #expect(retired.action == "operator.retired")
    #expect(house.refusal { try house.post(.receipt, "DRILL-18V", "1", at: "A-01") } == "unknown-operator")
    #expect(house.refusal { try house.edit(operator: "rita", by: "rita") { $0.role = .dock } } == "last-admin")
    try house.edit(operator: "anna", by: "rita") { $0.isActive = true }
    try house.post(.receipt, "DRILL-18V", "1", at: "A-01")
    try house.expectSoundBooks()
  }

  @Test("a badge names its operator, as long as they work here, after all else that has the code")
  func badges() throws {
    let house = try OperatorTests.staffed()
    func found(_ code: String) throws -> [String] {
      try house.books.ask(LookUp(code)).map { if case .operator(let person) = $0 { person.name } else { "other" } }
    }
    #expect(try found("b-cora") == ["cora"] && found("B-RITA").isEmpty && found("cora").isEmpty)
    try house.post(.receipt, "GLUE", "5", at: "A-01", lot: "B-CORA")
    #expect(try found("B-CORA") == ["other", "cora"])
    #expect(try house.books.ask(WhoAmI("CORA"))?.role == .counter)
    #expect(try house.books.ask(WhoAmI("rita")) == nil)
  }

  @Test("a permission is the asker's: the house has every one, a person those of the role")
  func permissions() throws {
    let house = try OperatorTests.staffed()
    func may(_ asker: Asker, _ right: Right) -> String {
      house.refusal { _ = try house.books.ask(Permission(right), for: asker) }
    }
    #expect(may(.house, .administer) == "done" && may(.person("SUE"), .supervise) == "done")
    #expect(may(.person("sue"), .administer) == "not-permitted" && may(.person("cora"), .operate) == "not-permitted")
    #expect(may(.person("zoe"), .count) == "unknown-operator" && may(.person("rita"), .count) == "unknown-operator")
    let open = try SampleWarehouse()
    #expect(try open.books.ask(Permission(.administer), for: .person("anybody")) == nil)
  }

  @Test("a change of role counts at once for programs that remember the old one")
  func staleCatalog() throws {
    let house = try OperatorTests.staffed()
    let other = try house.another()
    func receive(_ key: String) -> String {
      house.refusal {
        let act = PostMovements([MovementLine(.receipt, "DRILL-18V", Quantity(1), at: "A-01")])
        _ = try other.perform(
          act, ActContext(key: key, actor: "dan", terminal: "tty2", now: SampleWarehouse.noon))
      }
    }
    #expect(receive("1") == "done")
    try house.edit(operator: "dan") { $0.role = .counter }
    #expect(receive("2") == "not-permitted")
    try house.edit(operator: "dan") { $0.role = .dock }
    #expect(receive("3") == "done")
    try house.edit(operator: "dan") { $0.isActive = false }
    #expect(receive("4") == "unknown-operator")
    try house.edit(operator: "dan") { $0.isActive = true }
    #expect(receive("5") == "done")
    // What was done while it was theirs to do is answered as it was.
    try house.edit(operator: "dan") { $0.isActive = false }
    #expect(receive("1") == "done")
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "3")
  }

  @Test("a house that was open when it was looked at is not, once another has added an operator")
  func closedMeanwhile() throws {
    let house = try SampleWarehouse()
    try house.post(.receipt, "DRILL-18V", "1", at: "A-01")
    let other = try house.another()
    _ = try other.perform(
      AddOperator(Operator(name: "mara", role: .admin)),
      ActContext(key: "first", actor: "root", terminal: "tty2", now: SampleWarehouse.noon))
    #expect(house.refusal { try house.post(.receipt, "DRILL-18V", "1", at: "A-01") } == "unknown-operator")
    #expect(try house.onHand("DRILL-18V", at: "A-01") == "1")
  }

  @Test("of many first admins at once one is the first, and the others are told who they are not")
  func firstAtOnce() throws {
    for round in 0..<10 {
      let house = try SampleWarehouse()
      let outcomes = Seen()
      let failures = onThreads(4) { thread in
        let books = try house.another()
        outcomes.append(
          house.refusal {
            _ = try books.perform(
              AddOperator(Operator(name: "admin\(thread)", role: .admin)),
              ActContext(key: "t\(thread)", actor: "login", terminal: "t", now: SampleWarehouse.noon))
          })
      }
      #expect(failures.isEmpty)
      #expect(
        outcomes.all.sorted() == ["done", "unknown-operator", "unknown-operator", "unknown-operator"], "\(round)")
    }
  }

  @Test("of two admins who retire each other one remains")
  func retireEachOther() throws {
    for round in 0..<10 {
      let house = try OperatorTests.staffed()
      try house.edit(operator: "rita") { $0.isActive = true }
      let pairs = [("anna", "rita"), ("rita", "anna")]
      let failures = onThreads(2) { thread in
        let books = try house.another()
        _ = house.refusal {
          _ = try books.perform(
            EditOperator(pairs[thread].1, .with { $0.isActive = false }),
            ActContext(key: "t\(thread)", actor: pairs[thread].0, terminal: "t", now: SampleWarehouse.noon))
        }
      }
      #expect(failures.isEmpty)
      let left = try house.books.ask(OperatorList()).filter { $0.role == .admin && $0.isActive }
      #expect(left.count == 1, "round \(round)")
    }
  }

  @Test(
    "the first operator is an admin even for a stray shell, and one no event tells of is found",
    .enabled(if: StrayShell.isInstalled))
  func strayFirst() throws {
    let house = try SampleWarehouse()
    let shell = StrayShell(path: house.folder + "/stock.db")
    for values in ["'x', 'dock', 1, 1", "'x', 'admin', 0, 1"] {
      #expect(try shell.run("INSERT INTO operator(name, role, active, version) VALUES (\(values))").wasRefused)
    }
    #expect(try !shell.run("INSERT INTO operator(name, role, active, version) VALUES ('x', 'admin', 1, 1)").wasRefused)
    let drift = try house.books.ask(Verification()).flatMap(\.drift)
    #expect(drift == ["operator x is there, and no event says so"])
  }
}

extension OperatorEdits {
  static func with(_ fill: (inout OperatorEdits) -> Void) -> OperatorEdits {
    var edits = OperatorEdits()
    fill(&edits)
    return edits
  }
}

extension SampleWarehouse {
  func edit(operator name: String, by actor: String = "anna", _ fill: (inout OperatorEdits) -> Void) throws {
    try act(EditOperator(name, .with(fill)), by: actor)
  }
}
