import Testing

@testable import TerminalCurses

@Suite("Blanks between texts cost no change of colours")
struct CellRenditionTests {
  /// Looks by letter: a large one is a text's, a small one a blank's; the dot is the plain blank.
  private static let looks: [Character: CellRendition] = [
    ".": CellRendition(), "a": CellRendition(pair: 1), "b": CellRendition(attributes: 1, pair: 2),
    "r": CellRendition(attributes: 2, pair: 1, blankBackground: nil), "w": CellRendition(pair: 3, blankBackground: 0),
    "v": CellRendition(attributes: 1, pair: 3, blankBackground: 0),
  ]

  @Test(
    "a blank of which nobody sees the look takes that of the text behind it, else of that before it",
    arguments: [
      ("AAaaAA", "aaaaaa"), ("AbbA", "aaaa"), ("bbAA", "aaaa"), ("AbaB", "abbb"), ("AAbb", "aa.."), ("aab", "..."),
      ("A.", "a."),
      // A line under it, or its colours exchanged, is seen; and what stands behind it counts then.
      ("ArrB", "arrb"), ("RbbA", "raaa"), ("RbbR", "r..r"), ("Rb", "r."), ("Ar", "ar"),
      // A background is seen, so it is kept, at the end of a row too.
      ("WvvW", "wwww"), ("Wvv", "www"), ("vvW", "www"), ("AwwB", "awwb"), ("wa", "w."), ("ww", "ww"), ("", ""),
    ])
  func settled(_ row: String, _ expected: String) throws {
    var shown = try row.map { try #require(CellRenditionTests.looks[Character($0.lowercased())]) }
    CellRendition.settleBlanks(&shown, isBlank: row.map { !$0.isUppercase })
    #expect(try shown == expected.map { try #require(CellRenditionTests.looks[$0]) })
  }

  @Test("the report of a crash and its last words hold nothing that a terminal would obey")
  func crash() {
    let head = CrashReport.head(version: "1", theme: "x\u{202E}y", terminal: "vt\u{1B}[2J\n100", began: "now")
    #expect(head == "tallyman 1\ntheme x?y\nTERM vt?[2J?100\nbegan now\n")
    #expect(CrashReport.farewell("/s/\u{9B}2J\u{7}").hasSuffix("\r\n/s/?2J?\r\n"))
  }
}
