import CLI
import Testing

@Suite("Themes, settings and the doctor's trials at the command line")
struct ThemeVerbTests {
  @Test(
    "themes are listed and measured",
    arguments: [
      ("themes list", 0, "safe3"), ("themes list --json", 0, #""cursor_style":"row""#),
      ("themes check", 0, "All 8 themes are in order."), ("themes check safe", 0, "safe is in order."),
      (
        "themes check night --json", 0,
        #"{"vision":"protan","least":4.07,"roles":["stock.low","stock.ok"],"promised":false"#
      ),
      ("themes check contrast", 0, "21.00"), ("themes check night day", 0, "THEME  LEAST"),
      ("help settings", 0, "escape_delay"),
    ])
  func said(_ line: String, _ exit: Int32, _ words: String) {
    let outcome = Desk().type(line)
    #expect(outcome.exit == exit && outcome.output.contains(words), "\(outcome.output) \(outcome.errors)")
  }

  @Test("a theme that is none is refused with the nearest one")
  func unknown() {
    let outcome = Desk().type("themes check nigth")
    #expect(outcome.exit == 4 && outcome.errors.contains("did you mean night?"), "\(outcome.errors)")
  }

  @Test("where there is no terminal the doctor's trials say so and end with 1", arguments: TerminalTrial.allCases)
  func trials(_ trial: TerminalTrial) {
    let outcome = Desk().type("doctor \(trial.rawValue)")
    #expect(outcome.exit == 1 && outcome.errors.contains("no terminal"), "\(outcome.errors)")
  }
}
