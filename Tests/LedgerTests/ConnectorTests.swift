import Delivery
import Glibc
import Inventory
import Ledger
import Synchronization
import Testing

/// What is pulled from and pushed to other systems.
@Suite struct ConnectorTests {
  private final class Scene: Sendable {
    let house: SampleWarehouse
    let folder: String
    /// What curl is told, and what it comes back with.
    let asked = Mutex<[String]>([])
    let answers = Mutex<[ErrandOutcome]>([])
    private static let keys = Counter()

    init() throws {
      house = try SampleWarehouse()
      var template = Array("/tmp/tallyman-connector-XXXXXX".utf8CString)
      folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    }

    deinit {
      for place in ["/done", "/failed", ""] {
        for name in Scene.names(folder + place) { unlink(folder + place + "/" + name) }
        rmdir(folder + place)
      }
    }

    static func names(_ path: String) -> [String] {
      guard let directory = opendir(path) else { return [] }
      defer { closedir(directory) }
      var names: [String] = []
      while let entry = readdir(directory) {
        let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        if !name.hasPrefix(".") { names.append(name) }
      }
      return names.sorted()
    }

    func names(_ place: String = "") -> [String] { Scene.names(folder + place) }

    func write(_ name: String, _ text: String) throws {
      let file = try #require(fopen(folder + "/" + name, "w"))
      fputs(text, file)
      fclose(file)
    }

    func read(_ name: String) -> String {
      guard let file = fopen(folder + "/" + name, "r") else { return "" }
      defer { fclose(file) }
      var bytes = [UInt8](repeating: 0, count: 65_536)
      return String(decoding: bytes[..<fread(&bytes, 1, bytes.count, file)], as: UTF8.self)
    }

    func add(
      _ name: String, _ direction: Connector.Direction, _ what: String, _ target: Connector.Target? = nil,
      every: Int64? = nil, map: [String] = []
    ) throws {
      var connector = Connector(
        name: name, kind: .wms, direction: direction, content: what, target: target ?? .folder(folder))
      connector.every = every
      connector.mapping = map
      try house.act(AddConnector(connector))
    }

    func run(_ name: String, minute: Int = 0) throws -> SyncRun {
      let now = SampleWarehouse.noon.adding(milliseconds: Int64(minute) * 60_000)
      let connector = try #require(try house.books.ask(ConnectorList()).first { $0.name == name })
      let errands = Errands { _, input, _ in
        self.asked.withLock { $0.append(input) }
        return self.answers.withLock { $0.isEmpty ? ErrandOutcome(.notStarted("no curl")) : $0.removeFirst() }
      }
      return try ConnectorRunner(
        service: house.books, by: errands, actor: "anna", terminal: "cron", clock: { now },
        makeKey: { "connector-\(Scene.keys.next())" }
      ).run(connector)
    }
  }

  @Test("files are taken in the order of their names and moved away; those with refused rows are put aside with them")
  func pulls() throws {
    let scene = try Scene()
    try scene.add("wms", .pull, "movements", map: ["art=sku"])
    try scene.write("2.csv", "art,kind,quantity,location\nCABLE,issue,3,A-01\nNONE,issue,1,A-01\n")
    try scene.write("1.csv", "art,kind,quantity,location\nCABLE,receipt,10,A-01\n")
    try scene.write("3.csv.part", "art,kind\n")
    let run = try scene.run("wms")
    #expect(run.files == 2 && run.rows == 3 && run.refused == 1 && run.error == nil && run.wantsSeeing)
    #expect(try scene.house.onHand("CABLE", at: "A-01") == "7")
    #expect(scene.names() == ["3.csv.part", "done", "failed"])
    #expect(scene.names("/done") == ["1.csv"] && scene.names("/failed") == ["2.csv", "2.csv.rejects.csv"])
    #expect(scene.read("failed/2.csv.rejects.csv").contains("NONE"))
    // The same again is done already.
    try scene.write("1.csv", "art,kind,quantity,location\nCABLE,receipt,10,A-01\n")
    #expect(try scene.run("wms", minute: 1).error == nil)
    #expect(try scene.house.onHand("CABLE", at: "A-01") == "7")
    #expect(scene.names("/done") == ["1.csv", "2-1.csv"])
  }

  @Test("a file that cannot be read is put aside, and the next is taken; a folder that is not there fails the run")
  func fails() throws {
    let scene = try Scene()
    try scene.add("wms", .pull, "items")
    try scene.write("1.csv", "")
    try scene.write("2.csv", "sku,name\nNEW,New thing\n")
    let run = try scene.run("wms")
    #expect(run.files == 1 && run.rows == 1)
    #expect(run.error?.hasPrefix("1.csv: ") == true && scene.names("/failed") == ["1.csv"])
    try scene.add("gone", .pull, "items", .folder(scene.folder + "/nowhere"))
    #expect(try scene.run("gone").error?.contains("nowhere") == true)
    // Somebody sees that it failed, once.
    let page = try scene.house.books.ask(SyncPage(wantsSeeing: true))
    #expect(page.rows.map(\.connector) == ["gone", "wms"])
    try scene.house.act(AcknowledgeSync("1"))
    #expect(scene.house.refusal { try scene.house.act(AcknowledgeSync("1")) } == "nothing-to-change")
    #expect(scene.house.refusal { try scene.house.act(AcknowledgeSync("9")) } == "no-such-log")
    #expect(try scene.house.books.ask(SyncPage(wantsSeeing: true)).rows.map(\.connector) == ["gone"])
    #expect(try scene.house.books.ask(SyncPage(connector: "WMS")).rows.map(\.seenBy) == ["anna"])
    let told = try scene.house.books.ask(EventPage(types: [.syncCompleted])).events
    #expect(told.map(\.record) == ["connector:wms", "connector:gone"])
  }

  @Test("a file whose name is no text stays where it is and is told of, and stops no other")
  func strangeNames() throws {
    let scene = try Scene()
    try scene.add("wms", .pull, "items")
    try scene.write("2.csv", "sku,name\nNEW,New thing\n")
    let path = Array((scene.folder + "/1\n").utf8CString.dropLast()) + [CChar(-1)] + Array(".csv".utf8CString)
    fclose(try #require(fopen(path, "w")))
    defer { unlink(path) }
    let run = try scene.run("wms")
    #expect(run.files == 1 && run.rows == 1 && run.error?.contains("its name is no text in UTF-8") == true)
    #expect(scene.names("/done") == ["2.csv"] && scene.names("/failed").isEmpty)
  }

  @Test("a name that reads as a path or an option makes no path and no option of it")
  func namesAsPaths() throws {
    let scene = try Scene()
    for name in ["../up", "-rf", "a/../../b", "%n"] { try scene.add(name, .push, "items") }
    for (number, name) in ["../up", "-rf", "a/../../b", "%n"].enumerated() {
      #expect(try scene.run(name, minute: number).error == nil, "\(name)")
    }
    #expect(scene.names() == ["%n-items.csv", "-rf-items.csv", "a-..-..-b-items.csv"])
    #expect(unlink(scene.folder + "/..-up-items.csv") == 0)
  }

  @Test("a list is put into the folder whole, and again in its time")
  func pushes() throws {
    let scene = try Scene()
    try scene.house.post(.receipt, "CABLE", "10", at: "A-01")
    try scene.add("shop", .push, "stock", every: 900_000)
    func isDue(_ minute: Int64) throws -> Bool {
      let now = SampleWarehouse.noon.adding(milliseconds: minute * 60_000)
      return try #require(try scene.house.books.ask(ConnectorList()).first).isDue(at: now)
    }
    #expect(try isDue(0))
    let run = try scene.run("shop")
    #expect(run.rows == 1 && run.error == nil && scene.names() == ["shop-stock.csv"])
    #expect(scene.read("shop-stock.csv").contains("CABLE"))
    #expect(try !isDue(14) && isDue(15))
  }

  @Test("an address is asked by one GET, and given a list by one PUT; what it answers is told")
  func addresses() throws {
    let scene = try Scene()
    try scene.add("erp", .pull, "items", .url("https://erp.example/items"))
    try scene.add("shop", .push, "items", .url("https://shop.example/items"))
    func answers(_ texts: String...) {
      scene.answers.withLock { $0 = texts.map { ErrandOutcome(.ended(code: 0, errors: ""), output: Array($0.utf8)) } }
    }
    answers("sku,name\nNEW,New thing\n\n200", "\n204")
    #expect(try scene.run("erp").rows == 1)
    #expect(try scene.run("shop").error == nil)
    let asked = scene.asked.withLock { $0 }
    #expect(asked[0].contains("request = \"GET\"\nurl = \"https://erp.example/items\""))
    #expect(asked[1].contains("request = \"PUT\"") && asked[1].contains("data-binary = \"@/"))
    answers("out of order\n500")
    let error = try scene.run("erp").error
    #expect(error == "https://erp.example/items: it answered 500 and said: out of order")
    #expect(try scene.run("erp").error?.contains("no curl") == true)
  }

  @Test("what cannot be set up is refused")
  func refuses() throws {
    let scene = try Scene()
    try scene.add("shop", .push, "stock")
    let house = scene.house
    #expect(house.refusal { try scene.add("SHOP", .pull, "items") } == "connector-exists")
    #expect(house.refusal { try scene.add("a", .pull, "transfers") } == "bad-value")
    #expect(house.refusal { try scene.add("a", .push, "stock", every: 1000) } == "bad-value")
    #expect(house.refusal { try scene.add("a", .push, "stock", .folder("here")) } == "bad-value")
    #expect(house.refusal { try scene.add("a", .push, "stock", .url("x")) } == "bad-value")
    #expect(house.refusal { try scene.add("", .push, "stock") } == "bad-code")
    try house.act(RemoveConnector("Shop"))
    #expect(house.refusal { try house.act(RemoveConnector("shop")) } == "no-such-connector")
    try scene.add("shop", .pull, "items")
  }
}
