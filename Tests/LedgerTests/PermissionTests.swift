import Inventory
import Ledger
import Testing

/// Who may do and ask what, and where: every act and question, every role, at an own site and at another one.
@Suite struct PermissionTests {
  /// What is expected of an act of the matrix.
  private static func expected(_ row: PermissionMatrix.Row, _ role: Operator.Role, isOwn: Bool) -> String {
    let rank = Operator.Role.allCases.firstIndex(of: role) ?? 0
    guard rank >= Operator.Role.allCases.firstIndex(of: row.least) ?? 0 else { return "not-permitted" }
    return switch row.reach {
    case .house: "done"
    case .site: isOwn ? "done" : "not-at-site"
    case .rows: isOwn ? "done" : "row not-at-site"
    case .nobodys: "not-at-site"
    case .people: isOwn ? "done" : "operator-elsewhere"
    }
  }

  /// What comes of an act that is only tried: the type of its refusal, or of its first row's.
  private static func outcome(_ act: some Act, by actor: String, in house: SampleWarehouse) -> String {
    var rows = ""
    let whole = house.refusal {
      let answer = try house.act(act, dryRun: true, by: actor)
      if let first = answer.rejections.first { rows = "row " + Explanation(first.error).type }
    }
    return rows.isEmpty ? whole : rows
  }

  @Test("each act is done by who may do it, where they may, and refused to all others")
  func acts() throws {
    let people = try PeopleHouse()
    let house = people.house
    let before = try house.books.ask(AuditPage(limit: 1)).rows.map(\.id)
    for row in PermissionMatrix.rows {
      for (site, isOwn) in [(people.own, true), (people.foreign, false)] {
        for person in PeopleHouse.staff {
          let came = PermissionTests.outcome(row.act(site, person.name), by: person.name, in: house)
          let expected = PermissionTests.expected(row, person.role, isOwn: isOwn)
          #expect(came == expected, "\(person.name) the \(person.role), \(row.name), at \(site.code)")
        }
        // Who has no sites may touch all of them.
        #expect(
          PermissionTests.outcome(row.act(site, "anna"), by: "anna", in: house) == "done",
          "anna, \(row.name), at \(site.code)")
      }
      for actor in ["rita", "zoe"] {
        let came = PermissionTests.outcome(row.act(people.own, actor), by: actor, in: house)
        #expect(came == "unknown-operator", "\(actor), \(row.name)")
      }
    }
    #expect(try house.books.ask(AuditPage(limit: 1)).rows.map(\.id) == before)
  }

  @Test("the matrix has every act there is")
  func everyAct() throws {
    let site = PeopleHouse.Site("NORTH", "N")
    let known = Set(PermissionMatrix.rows.map { "\(type(of: $0.act(site, "anna")))" })
    let declared = SourceText.types(of: "Act", in: SourceText.folder("Sources/Inventory/Acts"))
    #expect(declared.count > 60 && declared.subtracting(known) == [], "not in the matrix")
  }

  /// What takes a right to be asked; all else is open to everybody at work.
  private static let guarded: [String: Right] = [
    "WebhookList": .operate, "WebhookWork": .operate, "ConnectorList": .operate, "SyncPage": .operate,
  ]

  @Test("every question is answered at every site; what takes a right is refused to who lacks it, and to strangers")
  func questions() throws {
    let (house, stocktake) = try BlindCountTests.house()
    for (number, role) in Operator.Role.allCases.enumerated() {
      for site in ["NORTH", "SOUTH"] {
        try house.act(AddOperator(Operator(name: "\(role)-\(site)", role: role), sites: [site]))
      }
      for right in Right.allCases {
        let may = house.refusal { _ = try house.books.ask(Permission(right), for: .person("\(role)-SOUTH")) }
        #expect(may == (number >= Right.allCases.firstIndex(of: right) ?? 0 ? "done" : "not-permitted"))
      }
    }
    try house.act(AddOperator(Operator(name: "rita", role: .admin)))
    try house.edit(operator: "rita") { $0.isActive = false }
    let everybody = Operator.Role.allCases.flatMap { ["\($0)-NORTH", "\($0)-SOUTH"] }
    let all = try BlindCountTests.questions(stocktake)
    for question in all {
      for name in everybody {
        let said = question.says(house, .person(name))
        let may = PermissionTests.guarded[question.name].map { right in
          Operator.Role.allCases.first { name.hasPrefix($0.rawValue) }?.holds(right) == true
        }
        #expect(said.hasPrefix("notPermitted") == (may == false), "\(question.name) to \(name)")
        #expect(!said.hasPrefix("notAtSite"), "\(question.name) to \(name)")
      }
      for name in ["rita", "zoe"] where question.name == "Permission" {
        #expect(question.says(house, .person(name)).hasPrefix("unknownOperator"), "\(question.name) to \(name)")
      }
    }
    let declared = SourceText.types(of: "Question", in: SourceText.folder("Sources/Inventory/Questions"))
    #expect(declared.count > 60 && declared.subtracting(all.map(\.name)) == [], "not asked")
  }

  @Test("the audit of others and their badges are shown to who supervises; a PIN to nobody")
  func secrets() throws {
    let people = try PeopleHouse()
    let house = people.house
    try house.edit(operator: "maria") { ($0.badge, $0.pin) = ("B-MARIA", PinHash("$y$secret")) }
    func audit(_ name: String, _ question: AuditPage = AuditPage()) throws -> Set<String> {
      Set(try house.books.ask(question, for: .person(name)).rows.map(\.actor))
    }
    #expect(try audit("maria") == ["maria"] && audit("dan").isEmpty && audit("zoe").isEmpty)
    #expect(try audit("sue").isSuperset(of: ["anna", "maria"]))
    #expect(house.refusal { _ = try audit("dan", AuditPage(actor: "anna")) } == "not-permitted")
    #expect(house.refusal { _ = try audit("zoe", AuditPage(actor: "anna")) } == "unknown-operator")
    func badges(_ asker: Asker) throws -> [String] {
      try house.books.ask(OperatorList(), for: asker).compactMap(\.badge)
    }
    #expect(try badges(.person("dan")).isEmpty && badges(.person("zoe")).isEmpty)
    #expect(try badges(.person("sue")) == ["B-ANNA", "B-MARIA"])
    var shown = ""
    dump(try house.books.ask(OperatorList(), for: .person("anna")), to: &shown)
    dump(try house.books.ask(WhoAmI("maria"), for: .person("maria")), to: &shown)
    dump(try house.books.ask(LookUp("B-MARIA"), for: .person("maria")), to: &shown)
    let events = try house.books.ask(AuditPage(entity: "operator:maria")).rows
    dump(events, to: &shown)
    #expect(!shown.contains("secret") && events.first?.after?.contains(#""pin":true"#) == true)
  }
}
