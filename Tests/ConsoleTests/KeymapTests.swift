import Console
import Terminal
import Testing

@Suite("One table of keys")
struct KeymapTests {
  @Test("no browse command sits on a digit, and every command has words")
  func rules() {
    let table = Keymap.markdown()
    for digit in 0...9 { #expect(!table.contains("| `\(digit)`")) }
    for command in Command.allCases { #expect(table.contains("`\(command.rawValue)`"), "\(command)") }
  }

  @Test("a keys file replaces keys, and each bad line becomes one problem")
  func overrides() {
    let file = ConfigurationFile(
      "list.down = x, Ctrl-E\nlist.dwon = y\nfind = 5\nlist.up = Hyper-Q\nlist.last = ge\n", name: "keys")
    let keymap = Keymap(overrides: file)
    #expect(
      keymap.problems.map(\.description) == [
        "keys:2: no command \"list.dwon\"; did you mean \"list.down\"?",
        "keys:3: \"find\" cannot be \"5\"; it takes any key but a digit: digits are scans",
        "keys:4: \"list.up\" cannot be \"Hyper-Q\"; it takes keys such as j, F8, Ctrl-P, gg, divided by commas",
      ])
    let script = PaneScript(keymap: keymap)
    let said = script.screen.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(said.contains("keys:2") && said.contains("and 2 more: tallyman doctor lists them"), "\(said)")
    script.type("x j x")
    #expect(script.screen.contains(" > SER-7"))
    script.type("gg g e")
    #expect(script.screen.contains(" > ZNC-001"))
  }

  @Test("help is searched by typing, and Enter runs what it found")
  func help() {
    let script = PaneScript()
    script.type("F1")
    script.write("last row")
    script.type("Enter")
    #expect(script.screen.contains(" > ZNC-001"))
    script.type("F1")
    script.write("commit")
    script.type("Enter")
    #expect(script.screen.contains("open a form first"))
  }

  @Test("columns are ticked, and shown")
  func columns() {
    let script = PaneScript()
    script.type("c Down Space Enter")
    #expect(!script.screen.contains("Carton 12"))
    script.type("c - Enter")
    #expect(script.screen.contains("Carton 12"))
  }

  @Test("messages: warnings go, failures wait for a key, covered ones are counted")
  func messages() {
    let script = PaneScript()
    script.send(.noticed(.fail, "the line was cut"))
    script.wait(milliseconds: 20_000)
    #expect(script.screen.contains("FAIL 14:02 the line was cut"))
    script.send(.noticed(.ok, "the line is back"))
    #expect(script.lines[0].contains("1 !"))
    script.type("M")
    #expect(script.screen.contains("FAIL the line was cut") && !script.lines[0].contains("1 !"))
  }

  @Test("a script is read step by step, with its bad lines by number")
  func script() {
    let script = ScriptFile(
      "j\nkey:F8\n# comment\nscan:12\n\nscreen:a.txt\nresize:40x12\nwait\nfoo bar\ngg\n", name: "s")
    #expect(
      script.steps == [
        .input([.key(.character("j"))]), .input([.key(.function(8))]),
        .scan([.key(.character("1")), .key(.character("2")), .key(.enter)]), .screen("a.txt"),
        .resize(Size(columns: 40, rows: 12)), .wait, .input([.key(.character("g")), .key(.character("g"))]),
      ])
    #expect(script.problems.map(\.line) == [9])
  }
}
