import Console
import Inventory
import Terminal
import Testing

@Suite("Reports, in panes")
struct ReportPaneTests {
  private func script(
    _ keys: String, _ reports: PaperReports = PaperReports(), columns: Int = 100, rows: Int = 30, session: String = ""
  ) -> (PaneScript, PaperReports) {
    let script = PaneScript(reports.house, columns: columns, rows: rows, session: session, service: reports)
    script.type(keys)
    return (script, reports)
  }

  @Test("g p lists the reports; Enter reads one, Esc goes back to the list and to the stock")
  func list() {
    let (script, reports) = script("g p")
    for words in ["REPORTS", "use per day", "count accuracy", "11 reports"] { #expect(script.screen.contains(words)) }
    #expect(reports.state.withLock { $0.covers.isEmpty })
    script.type("j Enter")
    #expect(script.screen.contains("COVER") && reports.state.withLock { $0.covers.count } == 1)
    script.type("Esc")
    #expect(script.screen.contains("REPORTS"))
    script.type("G Enter")
    #expect(script.screen.contains("COUNT ACCURACY"))
    script.type("Esc Esc")
    #expect(script.screen.contains("STOCK"))
  }

  @Test("a report that is being read says what is waited for, and can be left")
  func waiting() {
    let (script, _) = script("g p j")
    script.isHeld = true
    script.type("Enter")
    #expect(script.screen.contains("one pass over the ledger") && script.console.isWaiting)
    script.type("Esc")
    #expect(script.screen.contains("REPORTS") && !script.console.isWaiting)
    script.release()
    #expect(script.screen.contains("REPORTS"))
    // Read anew, what was there stays until the answer has come.
    script.type("Enter")
    script.isHeld = true
    script.type("r")
    #expect(script.screen.contains("reading") && script.screen.contains("WID-100"))
    script.release()
    #expect(!script.screen.contains("reading"))
  }

  @Test(
    "each report has its plot and its table, and Enter opens what the row is about",
    arguments: [
      ("", "a day on average", "2026-07-14", nil), ("j", "items by days of cover", "ZIP-200", "ITEM"),
      ("j j", "units by age", "BOX-12", "ITEM"), ("j j j", "4.8 times, 76.0 d of stock", "BOX-12", "ITEM"),
      ("j j j j", "items by class", "ZIP-200", "ITEM"), ("j j j j j", "most sold", "2,800", "ITEM"),
      ("j j j j j j", "TR-0884", "SOUTH/S-01", "TR-0884"), ("j j j j j j j", "all in EUR: 20,237.00", "BOX-12", "ITEM"),
      ("j j j j j j j j", "units by age", "L-77", "ITEM"),
      ("j j j j j j j j j", "on hand by site", "refused oversells", nil),
      ("G", "lines inside their tolerance", "ST-0142", "REVIEW"),
    ] as [(String, String, String, String?)])
  func sheets(_ keys: String, _ plot: String, _ row: String, _ opened: String?) {
    let (script, _) = script("g p \(keys) Enter", columns: 160, rows: 40)
    #expect(script.screen.contains(plot), "\(script.screen)")
    #expect(script.screen.contains(row), "\(script.screen)")
    script.type("Enter")
    if let opened {
      #expect(script.lines[0].contains(opened), "\(script.screen)")
    } else {
      #expect(script.screen.contains("no row that could be opened"))
    }
  }

  @Test("/ finds in the rows as one types; Enter keeps them, Esc shows all again")
  func finding() {
    let (script, _) = script("g p j Enter / w i d")
    #expect(script.screen.contains("WID-220") && !script.screen.contains("ZIP-200"))
    #expect(script.input.contains("find> wid"))
    script.type("Enter")
    #expect(script.input.contains("code>") && !script.screen.contains("ZIP-200"))
    script.type("j")
    #expect(script.screen.contains("2/4"))
    script.type("Esc")
    #expect(script.screen.contains("ZIP-200"))
    script.type("/ q q q")
    #expect(script.screen.contains("Nothing here holds \"qqq\""))
    script.type("Ctrl-U w r p Enter")
    #expect(script.screen.contains("WRP-500") && script.screen.contains("1/1"))
  }

  @Test("f narrows a report to a place, an item and days; a scan to what it names; Esc takes that away")
  func filtering() {
    let (script, reports) = script("g p j Enter f NORTH Enter WID-100 Enter 90 F9")
    let asked = reports.state.withLock { $0.covers.last?.scope }
    #expect(asked?.location == "NORTH" && asked?.item == "WID-100" && asked?.days == 90)
    #expect(script.screen.contains("WID-100  NORTH  90 d"))
    script.type("Esc")
    #expect(reports.state.withLock { $0.covers.last?.scope.item } == nil && script.screen.contains("ZIP-200"))
    script.type("f Enter Enter 4 x F9")
    #expect(script.screen.contains("How many days?"))
    script.type("Esc")
    script.scan("4006381333931")
    #expect(reports.state.withLock { $0.covers.last?.scope.item } == "WID-220")
    // The classes are those of the whole house: nothing but the days can be chosen.
    script.type("Esc Esc j j j Enter f")
    #expect(script.screen.contains("days") && !script.screen.contains("SKU or barcode"))
  }

  @Test("rows beyond those read are read when the cursor comes near, and the plot stays that of all")
  func more() {
    let (script, reports) = script("g p j Enter", .large(1_203))
    #expect(script.screen.contains("1/500+") && reports.state.withLock { $0.covers.count } == 1)
    script.type("G")
    #expect(reports.state.withLock { $0.covers.count } == 2)
    script.type("G G G")
    #expect(script.screen.contains("1,203/1,203") && reports.state.withLock { $0.covers.count } == 3)
    #expect(script.screen.contains("items by days of cover"))
  }

  @Test("X writes all rows of a report to a file, and says where; one that is there is not replaced unless said")
  func export() {
    let (script, _) = script("g p j Enter", .large(12_000))
    script.type("X")
    #expect(script.screen.contains("cover-2026-07-14.csv"))
    script.type("F9")
    #expect(script.screen.contains("cover: 12,000 rows written to /home/anna/cover-2026-07-14.csv"))
    let rows = script.files.state.withLock { $0.files["/home/anna/cover-2026-07-14.csv"] } ?? []
    #expect(rows.count == 12_001)
    #expect(rows[0] == ["sku", "name", "available", "use_per_day", "days_of_cover", "used", "days_with_stock"])
    #expect(rows[1] == ["SKU-000001", "Item 1", "1", "428.536", "0.0", "11999", "28"])
    #expect(Set(rows.map { $0[0] }).count == 12_001)
    script.type("X F9")
    #expect(script.screen.contains("is there already and was left as it is"))
    #expect(script.files.state.withLock { $0.safe } == [])
    script.house.state.withLock { $0.settings = [.init(name: "spreadsheet_safe", value: "yes", about: "")] }
    script.type("X Enter y F9")
    #expect(script.screen.contains("12,000 rows written"))
    #expect(script.files.state.withLock { $0.safe } == ["/home/anna/cover-2026-07-14.csv"])
    script.type("X Ctrl-U F9")
    #expect(script.screen.contains("Into which file?"))
    script.type("Esc")
    script.files.state.withLock { $0.isFull = true }
    script.type("X F9")
    #expect(script.screen.contains("was not written: no space left on device"))
  }

  @Test(
    "an export that takes more than a second is on record as a job, as one of the command line is; a quick one is not")
  func exportJobs() {
    let (script, _) = script("g p j Enter", .large(20))
    func jobs() -> Int { script.house.state.withLock { $0.acts.values.count { $0.action == "job.ended" } } }
    script.type("X F9")
    #expect(script.screen.contains("20 rows written") && jobs() == 0)
    script.files.state.withLock { $0.slowness = 2_000 }
    script.type("X Enter y F9")
    #expect(script.screen.contains("20 rows written") && jobs() == 1)
    script.files.state.withLock { $0.isFull = true }
    script.type("X Enter y F9")
    #expect(script.screen.contains("was not written") && jobs() == 2)
    script.files.state.withLock { $0.isFull = false }
    script.house.state.withLock { $0.refusal = .store(.failed(detail: "the disk is full")) }
    script.type("X Enter y F9")
    #expect(script.console.messagesText.contains("not on record as a job: ") && jobs() == 2)
  }

  @Test("a report that is refused says so and can be tried again; an export of it writes nothing")
  func refused() {
    let (script, reports) = script("g p")
    reports.state.withLock { $0.refusal = .withheld("for how long stock lasts") }
    script.type("j Enter")
    #expect(script.screen.contains("withheld while you count blind"))
    script.type("X F9")
    #expect(script.screen.contains("nothing was written"))
    #expect(script.files.state.withLock { $0.files.isEmpty })
    reports.state.withLock { $0.refusal = nil }
    script.type("r")
    #expect(script.screen.contains("ZIP-200"))
  }

  @Test("on a small screen Tab changes between the plot and the table")
  func small() {
    let (script, _) = script("g p j Enter", columns: 20, rows: 8)
    #expect(script.screen.contains("to 7 d") && !script.screen.contains("BOX-12"))
    // What has no room is scrolled to.
    script.type("j j j j j j")
    #expect(script.screen.contains("no use") && !script.screen.contains("to 7 d"))
    script.type("k k k k")
    #expect(script.screen.contains("to 7 d"))
    script.type("Tab")
    #expect(!script.screen.contains("to 7 d") && script.screen.contains("WID-220"))
    script.type("Tab")
    #expect(script.screen.contains("to 7 d"))
  }

  @Test("the next start shows the report that was left, of what it was narrowed to")
  func session() {
    let (before, _) = script("g p j Enter f NORTH F9")
    let (after, reports) = script("", session: before.console.sessionText)
    #expect(after.screen.contains("COVER  NORTH"))
    #expect(reports.state.withLock { $0.covers.last?.scope.location } == "NORTH")
    after.type("Esc Esc")
    #expect(after.screen.contains("REPORTS"))
  }
}
