import CLI
import Inventory
import Testing

@Suite struct CommandTests {
  @Test(
    "each way to fail has its exit code",
    arguments: [
      ("version", 0), ("help item add", 0), ("stock list", 0), ("verify", 0), ("doctor", 0),
      ("help itme", 2), ("stock list --from 5", 2), ("move list --from nonsense", 2), ("stock list --cursor zz", 2),
      ("stock list --sort -nothing", 2),
      ("stock list --db=", 2), ("--version", 0), ("move list --kind adjust", 0),
      ("item edit WID --if-version x", 2), ("move receipt WID 1 --at NORTH --meta novalue", 2),
      ("stock edit WID --at NORTH --flag =x", 2), ("item add X --key=", 2), ("audit list --entity e --sku WID", 2),
      ("item show NONE", 3), ("location show NOWHERE", 3), ("move show 99", 3), ("move show abc", 3),
      ("audit show 7", 3), ("move issue NONE 1 --at NORTH", 3), ("move issue WID 1 --at NOWHERE", 3),
      ("stock show NONE", 3), ("setting set nothing yes", 3),
      ("move receipt WID ten --at NORTH", 4), ("move receipt WID -1 --at NORTH", 4),
      ("move receipt WID 1.2345 --at NORTH", 4), ("move adjust WID 1 --at NORTH", 4),
      ("item add X --cost cheap", 4), ("item add X --barcode 123:x", 4), ("item edit WID", 4),
      ("location add X --coordinates here", 4), ("move receipt WID 1 --at NORTH --occurred-at +1h", 4),
      ("operator list", 0), ("operator whoami", 0), ("operator add mara --role admin", 0), ("operator add mara", 0),
      ("operator add mara --role king", 2), ("operator whoami --as=", 2), ("stock list --as=", 2),
      ("operator add mara --role dock", 4), ("operator edit mara --role dock", 3), ("operator retire mara", 3),
      ("stocktake open NORTH", 0), ("stocktake open NORTH --policy live --blind --only-here", 0),
      ("stocktake open", 2), ("stocktake open NORTH --blind --informed", 2), ("stocktake open NORTH --policy open", 2),
      ("stocktake open NORTH --scheduled-at someday", 2), ("stocktake lines 1 --state lost", 2),
      ("stocktake lines 1 --sort name", 2), ("stocktake why 1 x", 2), ("stocktake why 1", 2),
      ("stocktake approve 1 --line 1 --all-within-tolerance", 2), ("stocktake approve 1 --line 0", 2),
      ("stocktake open-bin 1 NORTH --join --recount", 2), ("stocktake tolerance --class D 5%", 2),
      ("stocktake tolerance --sku WID --at NORTH 5%", 2), ("stocktake list --status done", 2),
      ("stocktake count 1 WID 1 --in NORTH --occurred-at someday", 2), ("count WID 1", 2), ("report abc --class D", 2),
      ("report accuracy --from someday", 2), ("export counts", 2), ("stocktake due --class D", 2),
      ("stocktake open NOWHERE", 3), ("stocktake count 1 WID 1 --in NORTH", 3), ("stocktake load x FILE", 3),
      ("stocktake reconcile 1", 3), ("stocktake apply 1", 3), ("count NONE 1 --at NORTH", 3),
      ("stocktake tolerance --sku NONE 5%", 3), ("import counts FILE --stocktake x", 3),
      ("stocktake open NORTH --tolerance five", 4), ("stocktake count 1 WID ten --in NORTH", 4),
      ("stocktake tolerance --sku WID 5%%", 4), ("count WID -1 --at NORTH", 4),
      ("item add WID", 5), ("item edit WID --name N --if-version 2", 5), ("location add NORTH", 5),
    ])
  func exits(line: String, exit: Int32) {
    let outcome = Desk().type(line)
    #expect(outcome.exit == exit, "\(outcome.errors)")
    #expect(outcome.errors.isEmpty == (exit == 0), "\(outcome.errors)")
  }

  @Test(
    "wrong words are answered with right ones, and with no more of the wrong ones than can be read",
    arguments: [
      ("lock take item:WID --purpose x --ttl 3x", "--ttl takes how long: 30s, 10m, 1h or 1d, not \"3x\"."),
      (
        "item list --\(String(repeating: "y", count: 5_000))",
        "There is no flag --\(String(repeating: "y", count: 98))… of \"item list\". See: tallyman item list --help"
      ),
    ])
  func misused(line: String, words: String) {
    let outcome = Desk().type(line)
    #expect(outcome.exit == 2 && outcome.errors == "tallyman: \(words)\n", "\(outcome.errors)")
  }

  @Test(
    "a refusal of the books decides the exit code",
    arguments: [
      (InventoryError.tooContended(detail: "busy"), 5), (.keyUsedOtherwise(key: "k"), 5), (.store(.missing("x.db")), 7),
      (.outcomeUnknown(key: "k", detail: "gone"), 7), (.itemRetired(ItemCode(sku: "W")), 4),
      (.unknownOperator("mara"), 6), (.notPermitted(actor: "mara", role: .counter, right: .operate), 6),
    ] as [(InventoryError, Int32)])
  func refusalsExit(error: InventoryError, exit: Int32) {
    #expect(Desk(refusal: error).type("move issue WID 1 --at NORTH").exit == exit)
  }

  @Test("checks that find something end with 1")
  func checksFind() {
    let drifted = Desk(drift: ["WID at NORTH: 3, not 4"]).type("verify --json")
    #expect(drifted.exit == 1)
    #expect(
      drifted.output == """
        {"ok":false,"drift":1,"checks":[{"check":"balances","checked":7,"drift":["WID at NORTH: 3, not 4"]}]}

        """)
    #expect(Desk(levels: [.ok, .fail]).type("doctor").exit == 1)
  }

  @Test("a problem is one JSON object on standard error with --json, words without")
  func problems() {
    let asked = Desk().type("item show NONE --json")
    #expect(asked.output.isEmpty)
    #expect(asked.errors.hasPrefix("{\"type\":\"no-such-item\",\"title\":\"No such item\",\"status\":404,\"detail\":"))
    #expect(asked.errors.hasSuffix(",\"sku\":\"NONE\"}\n"))
    #expect(Desk().type("itme --json").errors.hasPrefix("{\"type\":\"bad-usage\""))
    let told = Desk().type("itme show X").errors
    #expect(told == "tallyman: There is no command \"itme\". Did you mean: tallyman item? See: tallyman help\n")
  }

  @Test("a movement answers its entries with the key")
  func movementJSON() {
    let desk = Desk()
    let answer = desk.type("move adjust WID -2.5 --at NORTH --reason AUDIT --key k1 --as mara --json")
    #expect(answer.exit == 0)
    #expect(
      answer.output.hasPrefix(
        """
        {"key":"k1","repeated":false,"dry_run":false,"action":"movement.adjustment","event":"5","entries":[{"id":"17",\
        "key":"k1","kind":"adjustment","sku":"WID","variant":null,"location":"NORTH","lot":null,"serials":[],\
        "on_hand":-2.5,
        """))
    let context = desk.service.memory.withLock { $0.contexts[0] }
    #expect(context == ActContext(key: "k1", actor: "mara", terminal: "tty1", now: Desk.now))
  }

  @Test("the same key again prints the first answer and ends well")
  func repeats() {
    let desk = Desk()
    let first = desk.type("move receipt WID 4 --at NORTH --key k1 --json").output
    let second = desk.type("move receipt WID 4 --at NORTH --key k1 --json")
    #expect(second.exit == 0)
    #expect(second.output.contains("\"repeated\":true"))
    #expect(second.output.contains("\"id\":\"17\"") && first.contains("\"id\":\"17\""))
    let told = desk.type("move receipt WID 4 --at NORTH --key k1").output
    #expect(told.hasPrefix("Received 4 of WID at NORTH before, with the same key; nothing was changed now.\n"))
  }

  @Test("a key is made up and printed when none is given")
  func makesKeys() {
    let told = Desk().type("move receipt WID 4 --at NORTH").output
    #expect(
      told == """
        Received 4 of WID at NORTH.
          WID at NORTH: on hand 24, available 24 (entry 17)
        key made-1

        """)
  }

  @Test("a dry run is passed on and makes no database")
  func dryRun() {
    let desk = Desk()
    let answer = desk.type("move receipt WID 4 --at NORTH --dry-run --json")
    #expect(answer.output.contains("\"dry_run\":true") && answer.output.contains("\"event\":null"))
    #expect(desk.service.memory.withLock { $0.contexts[0].isDryRun })
    #expect(desk.printed.withLock { $0.modes } == [.write])
    _ = desk.type("item add NEW")
    _ = desk.type("stock list")
    #expect(desk.printed.withLock { $0.modes } == [.write, .create, .read])
  }

  @Test("a document act answers the document's fields beside the key")
  func documentJSON() {
    let answer = Desk().type(["item", "add", "NEW/RED", "--name", "New \"one\"", "--barcode", "123:12", "--json"])
    #expect(
      answer.output == """
        {"key":"made-1","repeated":false,"dry_run":false,"action":"item.added","event":"5","sku":"NEW",\
        "variant":"RED","name":"New \\"one\\"","category":"","unit":"pcs","track":"none","active":true,\
        "unit_cost":null,"unit_price":null,"currency":null,"barcodes":[{"code":"123","pack":12}],"packs":[],"version":1}

        """)
  }

  @Test("a movement takes its flags to the line")
  func movementFlags() {
    let desk = Desk()
    _ = desk.type(
      "move transfer WID 1 --at NORTH --to DOCK --reference R --note n --cost 2.5 --meta a=b=c --occurred-at -2h")
    let line = desk.service.memory.withLock { $0.lines.first }
    #expect(
      line
        == MovementLine(
          .transferOut, "WID", Quantity(1), at: "NORTH", to: "DOCK", reference: "R", note: "n",
          cost: UnitCost("2.5"), metadata: [Flag("a", "b=c")], occurredAt: Instant("2026-07-04T07:30:00Z")))
  }

  @Test("a list is one JSON value with a cursor, and the cursor goes on")
  func lists() {
    let desk = Desk()
    let first = desk.type("stock list --limit 1 --at NORTH --low --sort -available --json")
    #expect(first.output.hasPrefix("{\"data\":[{\"sku\":\"WID\",\"variant\":null,"))
    let cursor = Cursor(["WID", "2"]).text
    #expect(first.output.hasSuffix("],\"next_cursor\":\"\(cursor)\"}\n"))
    let (filter, isDescending) = desk.service.memory.withLock { ($0.filter, $0.isDescending) }
    #expect(filter.location == "NORTH" && filter.isLow && isDescending)
    let second = desk.type("stock list --limit 1 --cursor \(cursor) --json")
    #expect(second.output.hasSuffix("],\"next_cursor\":null}\n"))
    #expect(desk.service.memory.withLock { $0.starts } == [.first, .after(Cursor(text: cursor))])
    #expect(desk.type("move list --json").output == "{\"data\":[],\"next_cursor\":null}\n")
    #expect(desk.type("stock list --ndjson --limit 2").output.split(separator: "\n").count == 2)
    let lined = desk.type("stock list --ndjson --limit 1")
    #expect(lined.output.split(separator: "\n").count == 1 && lined.errors.contains("--cursor \(cursor)"))
  }

  @Test("a table is aligned, and names cannot repaint the screen")
  func tables() {
    let outcome = Desk().type("stock list --limit 1")
    #expect(
      outcome.output == """
        SKU  NAME        LOCATION  ON HAND  RESERVED  ALLOCATED  BLOCKED  AVAILABLE  INCOMING  POINT  STATE
        WID  Wid?[2Jget  NORTH          20       2.5          0        0       17.5         0         ok

        """)
    #expect(outcome.errors.hasPrefix("1 shown, there are more: --cursor "))
  }

  @Test("the card of an item has totals, locations and serials")
  func card() {
    let output = Desk().type("stock show WID --json").output
    #expect(output.contains("\"on_hand\":20,\"reserved\":2.5,"))
    #expect(output.contains("\"locations\":[{\"sku\":\"WID\"") && output.contains("\"serials\":[{\"serial\":\"S1\""))
  }

  @Test(
    "the database is the flag's, else the variable's, else the configured one, else the standard one",
    arguments: [
      ("--db a.db", ["TALLYMAN_DB": "b.db"], "c.db", "a.db"), ("", ["TALLYMAN_DB": "b.db"], "c.db", "b.db"),
      ("", ["TALLYMAN_DB": ""], "c.db", "c.db"), ("", [:], nil, "standard.db"),
    ] as [(String, [String: String], String?, String)])
  func choosesDatabase(flag: String, variables: [String: String], configured: String?, database: String) {
    let desk = Desk(variables: variables, configured: configured)
    _ = desk.type("stock list \(flag)")
    #expect(desk.printed.withLock { $0.databases } == [database])
  }

  @Test("the operator is the flag's, else the variable's, else who is logged in")
  func choosesOperator() {
    let desk = Desk(variables: ["TALLYMAN_OPERATOR": "kim"])
    _ = desk.type("item add A")
    _ = desk.type("item add B --as mara")
    #expect(desk.service.memory.withLock { $0.contexts.map(\.actor) } == ["kim", "mara"])
    let other = Desk()
    _ = other.type("item add A")
    #expect(other.service.memory.withLock { $0.contexts[0].actor } == "login")
  }

  @Test("questions, exports and copies of the house name the same operator as acts, who is asked for first")
  func namesAsker() throws {
    let desk = Desk(variables: ["TALLYMAN_OPERATOR": "kim"])
    for line in ["stock list --limit 1 --as mara", "item show WID", "export items", "verify --as zoe"] {
      _ = desk.type(line)
    }
    #expect(
      desk.service.memory.withLock { $0.askers }
        == ["mara", "mara", "kim", "kim", "kim", "kim", "kim", "kim", "zoe", "zoe"].map { .person($0) })
    #expect(desk.type("backup copy.db").output.contains("standard.db to copy.db for person(\"kim\")"))
    #expect(desk.type("restore copy.db --as mara").output.contains("copy.db to standard.db for person(\"mara\")"))
  }

  @Test("operators are added, listed, changed and asked for by the command line")
  func operators() {
    let staff = [
      Operator(id: OperatorID(1), name: "anna", role: .admin),
      Operator(id: OperatorID(2), name: "dan", role: .dock, badge: "B-2", limits: "+5%", version: 4),
    ]
    let desk = Desk(staff: staff)
    #expect(
      desk.type("operator add mara --role counter --badge B-9 --key k --json").output == """
        {"key":"k","repeated":false,"dry_run":false,"action":"operator.added","event":"5","operator":"mara",\
        "role":"counter","badge":"B-9","limits":null,"active":true,"version":1,"sites":[],"pin":false}

        """)
    #expect(
      desk.type("operator list").output == """
        NAME  ROLE   SITES  BADGE  PIN  ACTIVE  LIMITS
        anna  admin  all                yes
        dan   dock   all    B-2         yes     +5%

        """)
    let lined = desk.type("operator list --ndjson").output.split(separator: "\n")
    #expect(
      lined.count == 2 && lined[1].hasPrefix(#"{"operator":"dan","role":"dock","badge":"B-2","limits":"+5%""#))
    #expect(
      desk.type(["operator", "edit", "DAN", "--badge", "", "--limits", "", "--if-version", "4", "--json"]).output
        .hasSuffix(
          #""operator":"dan","role":"dock","badge":null,"limits":null,"active":true,"version":5,"sites":[],"pin":false}"#
            + "\n"))
    #expect(desk.type("operator edit dan --role counter --if-version 3").exit == 5)
    #expect(desk.type("operator add x --role dock --badge b-2").exit == 5)
    #expect(desk.type("operator retire anna").exit == 4)
    #expect(desk.type("operator retire dan --dry-run").output.hasPrefix("Dry run: would retire operator dan;"))
    #expect(
      desk.type("operator whoami --as dan --json").output
        == #"{"operator":"dan","role":"dock","rights":["count","operate"],"limits":"+5%","sites":[],"pin":false}"#
        + "\n")
    #expect(desk.type("operator whoami").exit == 6)
    #expect(Desk().type("operator whoami").output.contains("has no operators: everybody may do everything"))
  }

  @Test("a closed pipe ends quietly, a full disk does not")
  func closedPipe() {
    let gone = Desk(writes: .readerGone).type("stock list --json")
    #expect(gone.exit == 0 && gone.errors.isEmpty)
    let full = Desk(writes: .failed("No space left on device")).type("stock list --json")
    #expect(full.exit == 4 && full.errors.contains("No space left on device"))
  }

  @Test(
    "help explains each command with an example, and completion names them all", arguments: ["bash", "zsh", "fish"])
  func explains(shell: String) {
    let desk = Desk()
    let help = desk.type("move adjust --help").output
    #expect(help.contains("Usage:") && help.contains("Example:\n\n  tallyman move adjust"))
    #expect(desk.type("help").output.contains("  stock "))
    #expect(desk.type("item --help").output.contains("  add SKU "))
    let available = desk.type("available --help").output
    #expect(
      available.contains("--on D") && available.contains("  batch FILE") && available.contains("available batch --help")
    )
    let script = desk.type("completion \(shell)").output
    #expect(script.contains("receipt") && script.contains("reorder-point") && script.contains("doctor"))
  }

  @Test("opening a stocktake says its number and what to do next")
  func opens() {
    let told = Desk().type("stocktake open NORTH --tolerance 5%").output
    #expect(
      told == """
        Opened ST-0000 for NORTH.
        Count with: tallyman stocktake count ST-0000 SKU QTY --in LOC
        key made-1

        """)
    let tried = Desk().type("stocktake open NORTH --dry-run").output
    #expect(tried == "Dry run: would open ST-0000 for NORTH; nothing was changed.\nkey made-1\n")
  }

  @Test("a movement may override what holds its place")
  func overrides() {
    for flag in ["", " --override"] {
      let desk = Desk()
      #expect(desk.type("move receipt WID 4 --at NORTH\(flag)").exit == 0)
      #expect(desk.service.memory.withLock { $0.overrides } == [!flag.isEmpty])
    }
  }
}
