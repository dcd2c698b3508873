import Console
import Testing

@Suite("The header of an item")
struct ItemHeaderTests {
  @Test(
    "a name that is longer than the header is cut, not left out, and none of its signs reach the terminal",
    arguments: [
      (80, 24, String(repeating: "Long name ", count: 1_000), "ITEM ODD-1  Long name Long name Long"),
      (20, 8, String(repeating: "長", count: 80), "ODD-1 長長長"),
      (80, 24, "\u{1B}[31mred\u{202E}" + String(repeating: "x", count: 100), "ITEM ODD-1  ?[31mred?xxx"),
      (80, 24, "Short", "ITEM ODD-1  Short  "),
    ])
  func cut(_ columns: Int, _ rows: Int, _ name: String, _ shown: String) {
    let house = PaperWarehouse([PaperWarehouse.row(1, "ODD-1", name, "D-1", 80, 0, 20)])
    let script = PaneScript(house, columns: columns, rows: rows)
    script.type("Enter")
    #expect(script.lines[0].contains(shown), "\(script.lines[0])")
    #expect(!script.screen.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
  }
}
