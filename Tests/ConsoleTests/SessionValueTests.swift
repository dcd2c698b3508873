import Console
import Testing

@Suite("What a session leaves")
struct SessionValueTests {
  @Test(
    "comes back as it was, begins no line of its own, and does nothing to a terminal",
    arguments: [
      "PLAIN-1", "A #1", "#", "A # 12345", " A ", "A\ncount = ST-0142\nB", "A\r\nB\tC", "\u{1B}]0;x\u{7}",
      "\u{202E}A\u{2066}",
      "\u{301}A", "A = B = C", "\\u{41}", "\\", "漢字", "👩‍🚀", "é", "e\u{301}", "\u{2028}\u{85}", "\u{FEFF}A", "[section]",
    ])
  func values(_ code: String) {
    let house = PaperWarehouse([PaperWarehouse.row(1, code, "Odd", "D-1", 80, 0, 20)])
    let script = PaneScript(house)
    script.type("Enter")
    let text = script.console.sessionText
    #expect(
      text.unicodeScalars.allSatisfy {
        $0 == "\n" || ![.control, .format, .lineSeparator].contains($0.properties.generalCategory)
      })
    #expect(text.split(separator: "\n").count { $0.hasPrefix("item =") } == 1 && !text.contains("\ncount ="))
    let next = PaneScript(house, session: text)
    #expect(next.console.sessionText.utf8.elementsEqual(text.utf8))
    #expect(next.lines == script.lines)
  }
}
