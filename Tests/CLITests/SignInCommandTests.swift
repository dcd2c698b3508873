import CLI
import Inventory
import Testing

/// PINs on the command line: how one is given to an operator, and who is asked for it.
@Suite struct SignInCommandTests {
  private static let staff: [Operator] = {
    var maria = Operator(name: "maria", role: .dock)
    maria.pin = PinHash("4711 salted")
    var login = Operator(name: "Login", role: .admin)
    login.pin = PinHash("9999 salted")
    return [maria, login, Operator(name: "dan", role: .dock)]
  }()

  private static let receipt = "move receipt WID 1 --at NORTH"

  @Test("who goes by another name gives its PIN, where there is one; nobody is asked under their own")
  func asked() {
    for (line, typed, exit, prompts) in [
      ("\(SignInCommandTests.receipt) --as maria", ["4711"], 0, 1), ("stock list --as MARIA", ["4711"], 0, 1),
      ("\(SignInCommandTests.receipt) --as maria", [], 6, 1), ("\(SignInCommandTests.receipt) --as dan", [], 0, 0),
      (SignInCommandTests.receipt, [], 0, 0), ("\(SignInCommandTests.receipt) --as login", [], 0, 0),
      ("export items --as maria", [], 6, 1), ("backup copy.db --as maria", [], 6, 1),
      ("restore copy.db --as maria", [], 6, 1), ("backup copy.db --as maria", ["4711"], 0, 1),
    ] as [(String, [String], Int32, Int)] {
      let desk = Desk(staff: SignInCommandTests.staff, typed: typed)
      let outcome = desk.type(line)
      #expect(outcome.exit == exit, "\(line): \(outcome.errors)")
      #expect(desk.printed.withLock { $0.prompts.count } == prompts, "\(line)")
    }
    let none = Desk(staff: SignInCommandTests.staff).type("stock list --as maria --json").errors
    #expect(none.hasPrefix(#"{"type":"needs-pin","title":"The PIN is needed","status":403"#), "\(none)")
  }

  @Test("scripts name the operator and the file with the PIN in the environment, and nothing is asked")
  func fromFile() {
    for (file, exit) in [("right", 0), ("wrong", 6), ("none", 4)] as [(String, Int32)] {
      let desk = Desk(
        variables: ["TALLYMAN_OPERATOR": "maria", "TALLYMAN_PIN_FILE": file], staff: SignInCommandTests.staff,
        secrets: ["right": "4711", "wrong": "1234"])
      let outcome = desk.type(SignInCommandTests.receipt)
      #expect(outcome.exit == exit, "\(outcome.errors)")
      #expect(desk.printed.withLock { $0.prompts.isEmpty } && !outcome.errors.contains("1234"))
    }
  }

  @Test("a wrong PIN is written down, after five none is tried, and a right one in time wipes them out")
  func wrong() {
    let wrong = ["1111", "2222", "4711", "1111", "2222", "3333", "4444", "5555", "4711"]
    let desk = Desk(staff: SignInCommandTests.staff, typed: wrong)
    let exits = wrong.map { _ in desk.type("stock list --as maria").exit }
    #expect(exits == [6, 6, 0, 6, 6, 6, 6, 6, 6])
    let acts = desk.service.memory.withLock { $0.acts }
    #expect(acts.filter { $0 == "operator.sign_in_failed" }.count == 7 && acts.contains("operator.signed_in"))
    #expect(desk.type("stock list --as maria").errors.contains("none is tried before"))
    // It was not even asked for.
    #expect(desk.printed.withLock { $0.prompts.count } == 8)
  }

  @Test("a new PIN is typed twice or read from a file, never said in words, and must be one")
  func given() {
    let add = "operator add eve --role dock --key k1"
    for (line, typed, exit, said) in [
      ("\(add) --pin", ["1234", "1234"], 0, ""), ("\(add) --pin-file good", [], 0, ""),
      ("\(add) --pin", ["1234", "1235"], 4, "not the same"), ("\(add) --pin", ["12", "12"], 4, "4 to 12 digits"),
      ("\(add) --pin", [], 4, "no terminal"), ("\(add) --pin-file bad", [], 4, "4 to 12 digits"),
      ("\(add) --pin-file none", [], 4, "it is not there"), ("\(add) --pin --pin-file good", [], 2, "cannot stand"),
      ("operator edit dan --no-pin --pin", [], 2, "cannot stand"), ("operator edit maria --no-pin", [], 0, ""),
    ] as [(String, [String], Int32, String)] {
      let desk = Desk(staff: SignInCommandTests.staff, typed: typed, secrets: ["good": "1234", "bad": "letters"])
      let outcome = desk.type(line)
      #expect(outcome.exit == exit && outcome.errors.contains(said), "\(line): \(outcome.errors)")
      let shown = outcome.output + outcome.errors
      #expect(!shown.contains("salted") && !shown.contains("1234") && !shown.contains("letters"), "\(line)")
    }
    // The same PIN under the same key is the same act, and has the same salt.
    let desk = Desk(staff: SignInCommandTests.staff, typed: ["1234", "1234"])
    #expect(desk.type("\(add) --pin --json").output.contains(#""pin":true"#))
  }

  @Test("one's own PIN is changed by who knows the old one, whatever they are; nobody is asked for it twice")
  func own() {
    for (line, typed, exit, said, prompts) in [
      ("operator pin --as maria", ["4711", "1234", "1234"], 0, "Changed the PIN of maria.", 3),
      ("operator pin --as maria --pin-file good", ["4711"], 0, "Changed the PIN of maria.", 1),
      ("operator pin --as maria", ["1111", "1234", "1234"], 6, "not the PIN of maria", 1),
      ("operator pin", ["9999", "1234", "1234"], 0, "Changed the PIN of Login.", 3),
      ("operator pin", ["1234", "1234", "1234"], 6, "not the PIN of Login", 1),
      ("operator pin --as dan", ["1234", "1234"], 0, "Changed the PIN of dan.", 2),
      ("operator pin --as dan", ["1234", "1235"], 4, "not the same", 2),
      ("operator pin --as dan", [], 4, "no terminal", 1),
      ("operator pin --as nobody", ["1234", "1234"], 6, "no operator", 0),
    ] as [(String, [String], Int32, String, Int)] {
      let desk = Desk(staff: SignInCommandTests.staff, typed: typed, secrets: ["good": "1234"])
      let outcome = desk.type(line)
      let shown = outcome.output + outcome.errors
      #expect(outcome.exit == exit && shown.contains(said), "\(line): \(outcome.exit) \(shown)")
      #expect(!shown.contains("salted") && !shown.contains("1234"), "\(line): \(shown)")
      #expect(desk.printed.withLock { $0.prompts.count } == prompts, "\(line)")
    }
  }

  @Test("sites are named as often as one likes, and an empty one gives all back")
  func sites() {
    let desk = Desk(staff: [Operator(name: "login", role: .admin), Operator(name: "dan", role: .dock)])
    let added = desk.type("operator add eve --role dock --site NORTH --json").output
    #expect(added.contains(#""sites":["NORTH"]"#), "\(added)")
    #expect(desk.type("operator edit dan --site NOWHERE").exit == 3)
    let given = desk.type(["operator", "edit", "dan", "--site", "", "--role", "counter", "--json"])
    #expect(given.exit == 0 && given.output.contains(#""sites":[]"#), "\(given.output)\(given.errors)")
  }
}
