import Inventory
import Testing

@testable import Exchange

@Suite struct ImporterTests {
  @Test("What cannot stand is rejected with line, column and reason; the rest goes in")
  func rejects() throws {
    let books = try Books(items: ["A", "B"], places: ["S", "S/BIN"])
    let file = try TemporaryFile()
    let text = """
      kind,sku,Where,quantity,occurred_at,remark
      receipt,A,BIN,10,2026-01-01,"two
      lines"
      issue,A,BIN,99,2026-01-02,
      receipt,NOPE,BIN,1,,
      receipt,A,BIN,1.2345,,
      receipt,A,,1,,
      teleport,A,BIN,1,,
      issue,A,S,1,,
      issue,A,BIN,4,2026-01-03,
      receipt,A,BIN
      """
    let result = try Importer.of(books, .movements, maps: ["Where=location"]).run(text, rejects: file.path)
    #expect(books.onHand == Quantity(6))
    #expect((result.rows, result.accepted, result.rejected) == (9, 2, 7))
    #expect(result.firstRejected.map(\.line) == [4, 5, 6, 7, 8, 9, 11])
    #expect(
      result.firstRejected.map(\.column) == ["quantity", "sku", "quantity", "Where", "kind", "quantity", nil])
    #expect(result.rejectsPath == file.path)
    #expect(result.ignoredColumns == ["remark"])
    let lines = file.text.split(separator: "\n").map(String.init)
    #expect(lines[0] == "kind,sku,Where,quantity,occurred_at,remark,rejected_line,rejected_column,rejected_reason")
    #expect(
      lines[1].hasPrefix("issue,A,BIN,99,2026-01-02,,4,quantity,\"Only 10 of A are on hand at S/BIN (99 asked). Count"))
    #expect(lines[7] == "receipt,A,BIN,11,,\"it has 3 fields, the header 6\"")
  }

  @Test("The file of rejected rows imports again once it is mended, and is rejected anew where it is not")
  func mended() throws {
    let books = try Books(items: ["A"], places: ["S"])
    let first = try TemporaryFile()
    _ = try Importer.of(books, .movements).run(
      "kind;sku;location;quantity;reason\nreceipt;A;S;x;\nreceipt;\"B;1\";S;2;\nreceipt;\"A\"x;S;2;\n",
      rejects: first.path)
    let mended = first.text.replacing("receipt;A;S;x", with: "receipt;A;S;5")
    let second = try TemporaryFile()
    let result = try Importer.of(books, .movements).run(mended, rejects: second.path)
    #expect((result.accepted, result.rejected) == (1, 2))
    #expect(result.ignoredColumns == [])
    #expect(books.onHand == Quantity(5))
    let lines = second.text.split(separator: "\n").map(String.init)
    #expect(lines[0] == "kind;sku;location;quantity;reason;rejected_line;rejected_column;rejected_reason")
    #expect(lines[1].hasPrefix("receipt;\"B;1\";S;2;;3;sku;\"No item has"))
    #expect(lines.count == 3)
  }

  @Test("Rejected objects of NDJSON stay objects")
  func rejectedObjects() throws {
    let books = try Books(items: ["A"], places: ["S"])
    let file = try TemporaryFile()
    let text = """
      {"kind":"receipt","sku":"A","location":"S","quantity":2.5,"meta_order":"7","lot":null}
      {"kind":"receipt","sku":"A","location":"S","quantity":3,"meta_order":"7","metadata":{"by":"ann"}}
      {"sku":"A"}
      {broken
      """
    let result = try Importer.of(books, .movements).run(text, rejects: file.path)
    #expect((result.accepted, result.rejected) == (1, 3))
    let entry = try #require(books.state.withLock { $0.entries.first })
    #expect(entry.metadata == [Flag("by", "ann"), Flag("order", "7")])
    let lines = file.text.split(separator: "\n").map(String.init)
    #expect(lines[1].hasPrefix(#"{"sku":"A","rejected_line":3,"rejected_column":"kind","#))
    #expect(lines[2].hasPrefix(#"{"rejected_text":"{broken","rejected_line":4,"#))
    for line in lines { #expect(JSONParser.value(line) != nil) }
    let again = try Importer.of(books, .movements).run(file.text, rejects: nil)
    #expect(again.rejected == 3)
  }

  @Test("A file is never written over while it is read")
  func rejectsOverSource() throws {
    let file = try TemporaryFile("sku\nA\n")
    let importer = try Importer.of(Books(), .items)
    #expect(throws: ExchangeError.rejectsOverSource(file.path)) {
      try importer.run(from: file.path, rejects: file.path)
    }
    #expect(throws: ExchangeError.cannotRead(path: "/nowhere.csv", detail: "No such file or directory")) {
      try importer.run(from: "/nowhere.csv")
    }
  }

  @Test("Importing items, places and stock twice changes nothing the second time")
  func twice() throws {
    let books = Books()
    let files: [(ImportKind, String)] = [
      (.locations, "location,in\nBIN,S\nS,\n"), (.items, "sku,track\nA,\nB,lot\n"),
      (.stock, "sku,location,on_hand,lot\nA,BIN,3,\nB,BIN,4,L\n"),
    ]
    for (kind, text) in files { #expect(try Importer.of(books, kind, key: "1 \(kind)").run(text).accepted == 2) }
    for (kind, text) in files { #expect(try Importer.of(books, kind, key: "2 \(kind)").run(text).unchanged == 2) }
    #expect(books.onHand == Quantity(7))
    // The same key says that it is the same import.
    for (kind, text) in files { #expect(try Importer.of(books, kind, key: "1 \(kind)").run(text).skipped == 2) }
  }

  @Test("A thing stands in a file once, however far apart its rows are")
  func duplicates() throws {
    let books = Books()
    let result = try Importer.of(books, .items, chunk: 2).run("sku,name\nA,1\nB,1\nC,1\na,2\n")
    #expect((result.accepted, result.rejected) == (3, 1))
    #expect(result.firstRejected.first?.reason == "it stands in line 2 already")
    #expect(books.item("A")?.name == "1")
  }

  @Test("A place may come before the place it stands in, chunks apart")
  func laterParents() throws {
    let books = Books()
    let text = "location,in,kind\nB1,R1,bin\nB2,R1,bin\nX,NOWHERE,bin\nR1,S,room\nS,,site\n"
    for dryRun in [true, false] {
      let result = try Importer.of(books, .locations, dryRun: dryRun, chunk: 1).run(text)
      #expect((result.rows, result.accepted, result.rejected) == (5, 4, 1))
      #expect(result.firstRejected.first?.line == 4)
      #expect(result.firstRejected.first?.column == "in")
    }
    #expect(books.location("B2")?.parentCode == "R1")
    #expect(books.locations.count == 4)
  }

  @Test("A dry run counts the same and changes nothing")
  func dryRun() throws {
    let books = try Books(items: ["A"], places: ["S"])
    let text = "kind,sku,location,quantity\nreceipt,A,S,1\nissue,A,S,5\n"
    let keys = books.keys
    let dry = try Importer.of(books, .movements, dryRun: true).run(text)
    #expect((dry.accepted, dry.rejected, dry.isDryRun) == (1, 1, true))
    #expect(books.keys == keys)
    #expect(books.onHand == .zero)
  }

  @Test("What the file no longer names is retired or brought to zero")
  func replace() throws {
    let books = try Books(items: ["A", "B", "L:lot", "S1:serial"], places: ["S", "S/X", "S/Y"])
    _ = try Importer.of(books, .stock, key: "1").run(
      """
      sku,location,on_hand,lot,serial
      A,X,1,,
      B,X,2,,
      B,Y,2,,
      L,X,3,L1,
      L,X,4,L2,
      S1,X,1,,n1
      S1,X,1,,n2
      """)
    #expect(books.onHand == Quantity(14))
    let stock = try Importer.of(books, .stock, mode: .replace, key: "2").run(
      "sku,location,on_hand,lot,serial\nA,S/X,5,,\nL,X,3,L1,\nS1,X,1,,n2\n")
    #expect((stock.accepted, stock.unchanged, stock.removed) == (1, 2, 3))
    #expect(books.onHand == Quantity(5 + 2 + 3 + 1))
    let items = try Importer.of(books, .items, mode: .replace, key: "3").run("sku\nA\nL\nS1\n")
    #expect(items.removed == 1)
    #expect(books.items.filter { !$0.isActive }.map(\.code.sku) == ["B"])
    let places = try Importer.of(books, .locations, mode: .replace, key: "4").run("location,in\nS,\nX,S\n")
    #expect(places.removed == 1)
    #expect(books.location("Y")?.isActive == false)
  }

  @Test("Nothing is retired while a row is rejected, and movements are never replaced")
  func heldBack() throws {
    let books = try Books(items: ["A", "B"], places: [])
    let result = try Importer.of(books, .items, mode: .replace).run("sku,cost\nA,x\n")
    #expect(result.isReplacingHeldBack)
    #expect(books.items.allSatisfy { $0.isActive })
    #expect(throws: ExchangeError.self) { try Importer.of(books, .movements, mode: .replace).run("kind\n") }
  }

  @Test("Progress says how far and how long")
  func progress() throws {
    let books = try Books(items: ["A"], places: [])
    var seen: [ImportProgress] = []
    let text = "sku\n" + (0..<10).map { "I\($0)\n" }.joined()
    _ = try Importer.of(books, .items, chunk: 4).run(from: window(text), progressEvery: 0) { seen.append($0) }
    #expect(seen.map(\.rows) == [4, 8, 10, 10])
    #expect(seen.last?.bytes == text.utf8.count)
    let half = ImportProgress(rows: 412_000, bytes: 412, bytesTotal: 1000, seconds: 12.6)
    #expect(
      half.line(name: "items.csv") == "import items.csv  412,000 of 1,000,000  41 %  18 s left  Ctrl-C cancels")
    let pipe = ImportProgress(rows: 1200, bytes: 412, bytesTotal: nil, seconds: 12)
    #expect(pipe.line(name: "-") == "import -  1,200 rows  Ctrl-C cancels")
  }

  @Test("A refusal of the books tells what was kept")
  func refused() throws {
    let books = try Books(items: [], places: [])
    let importer = try Importer.of(books, .items, chunk: 2)
    do {
      _ = try importer.run(
        from: window("sku\nA\nB\nC\n"), progressEvery: 0,
        progress: { _ in books.state.withLock { $0.failure = .tooContended(detail: "x") } })
      Issue.record("it went through")
    } catch .refused(let error, let result) {
      #expect(error == .tooContended(detail: "x"))
      #expect(result.accepted == 2)
    }
  }
}
