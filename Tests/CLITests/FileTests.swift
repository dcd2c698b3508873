import CLI
import Glibc
import Inventory
import Testing

/// Commands that read and write files, in a folder that is gone afterwards.
@Suite final class FileTests {
  private let folder: String

  init() throws {
    let template = try #require(strdup("/tmp/tallyman-cli-XXXXXX"))
    defer { free(template) }
    folder = String(cString: try #require(mkdtemp(template)))
  }

  deinit {
    for name in ["in.csv", "in.ndjson", "in.csv.rejects.csv", "out.csv"] { unlink(folder + "/" + name) }
    rmdir(folder)
  }

  private func file(_ name: String, _ text: String) throws -> String {
    let path = folder + "/" + name
    let stream = try #require(fopen(path, "w"))
    fputs(text, stream)
    fclose(stream)
    return path
  }

  private func text(_ name: String) -> String? {
    guard let stream = fopen(folder + "/" + name, "r") else { return nil }
    defer { fclose(stream) }
    var bytes = [UInt8](repeating: 0, count: 10_000)
    let count = fread(&bytes, 1, bytes.count, stream)
    return String(decoding: bytes[..<count], as: UTF8.self)
  }

  @Test("an import with a refused row ends with 1, names the line, and keeps the row beside the file")
  func importRefuses() throws {
    let path = try file("in.csv", "Artikel,name\nNEW,New\nA/B/C,odd\n")
    let desk = Desk()
    let outcome = desk.type(["import", "items", path, "--map", "Artikel=sku", "--json"])
    #expect(outcome.exit == 1)
    #expect(
      outcome.output.hasPrefix(
        "{\"kind\":\"items\",\"file\":\"\(path)\",\"rows\":2,\"accepted\":1,\"unchanged\":0,\"rejected\":1,"))
    #expect(text("in.csv.rejects.csv")?.contains("A/B/C,odd,3,") == true)
    let told = desk.type(["import", "items", path, "--map", "Artikel=sku", "--dry-run"])
    #expect(told.output.hasPrefix("Dry run of \(path), nothing was changed: 2 rows: 1 taken in, 1 refused."))
    #expect(told.errors.contains("line 3, "))
  }

  @Test(
    "an import whose words are wrong says so",
    arguments: [
      (["--map", "nonsense"], 2), (["--map", "No=name"], 2), (["--mode", "replace"], 2), (["--mode", "replac"], 2),
      (["--set", "nofield=1"], 2), ([], 0),
    ] as [([String], Int32)])
  func importMisused(flags: [String], exit: Int32) throws {
    let path = try file("in.csv", "sku,name\nNEW,New\n")
    #expect(Desk().type(["import", "items", path] + flags).exit == exit)
  }

  @Test("a file that is not there is no such thing")
  func missingFile() {
    #expect(Desk().type("import items /nowhere/x.csv").exit == 3)
    #expect(Desk().type("move post /nowhere/x.csv --json").errors.contains("\"status\":404"))
  }

  @Test("a file of movements is posted in one act, or not at all")
  func posts() throws {
    let good = try file(
      "in.ndjson",
      """
      {"kind":"receipt","sku":"WID","location":"NORTH","quantity":4}
      {"kind":"adjust","sku":"WID","location":"NORTH","quantity":-1.5,"reason":"AUDIT"}

      """)
    let desk = Desk()
    let posted = desk.type(["move", "post", good, "--key", "k9", "--json"])
    #expect(posted.exit == 0 && posted.output.hasPrefix("{\"key\":\"k9\",\"repeated\":false"), "\(posted.errors)")
    #expect(desk.service.memory.withLock { $0.lines.map(\.quantity.description) } == ["4", "-1.5"])
    let bad = try file("in.csv", "kind,sku,location,quantity\nreceipt,WID,NORTH,4\nreceipt,WID,NORTH,lots\n")
    let refused = desk.type(["move", "post", bad])
    #expect(refused.exit == 4)
    #expect(refused.errors.contains("nothing was posted. line 3, quantity: "))
    #expect(desk.service.memory.withLock { $0.acts } == ["movement.mixed"])
  }

  @Test("an export goes to standard output or to a file")
  func exports() throws {
    let desk = Desk()
    #expect(desk.type("export items --format csv").output.hasPrefix("sku,variant,name"))
    #expect(desk.type("export items --json").output.hasPrefix("["))
    #expect(desk.type("export items --ndjson").output.hasPrefix("{\"sku\":\"WID\""))
    let path = folder + "/out.csv"
    #expect(desk.type(["export", "items", "--to", path]).output == "2 rows written to \(path).\n")
    #expect(text("out.csv")?.contains("\nWID,,Widget") == true)
    #expect(Desk(writes: .readerGone).type("export items").exit == 0)
  }
}
