import Glibc
import Testing

@testable import Terminal

/// The public tables of Unicode beside the checkout (`TALLYMAN_SHARED`, or `../shared`), read where they lie.
enum UnicodeData {
  static let folder: String? = {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let shared = [getenv("TALLYMAN_SHARED").map { String(cString: $0) }, "/" + root + "/../shared"]
    return shared.compactMap { $0 }.map { $0 + "/data/unicode/" }.first { access($0, F_OK) == 0 }
  }()

  /// The rows of a table without its head, in cells. No cell before the last one that is used has a comma in it.
  static func rows(_ name: String) throws -> [[Substring]] {
    let file = try #require(fopen((folder ?? "") + name, "r"))
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self).split(separator: "\n").dropFirst()
      .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
  }

  static func scalar(_ hexadecimal: Substring) -> Unicode.Scalar? {
    UInt32(hexadecimal, radix: 16).flatMap { Unicode.Scalar($0) }
  }
}

/// What the standard library does not know yet is shown as `?`, which every terminal agrees on.
@Suite(
  "Text is as wide as Unicode says",
  .enabled(if: UnicodeData.folder != nil, "the public data sets lie elsewhere: set TALLYMAN_SHARED"))
struct UnicodeDataTests {
  @Test("wide and fullwidth code points take two cells, no other takes more than one")
  func widths() throws {
    let rows = try UnicodeData.rows("east_asian_width.csv")
    #expect(rows.count == 2_678)
    var counts: [Substring: Int] = [:]
    var wrong: [String] = []
    for row in rows {
      counts[row[2], default: 0] += 1
      let isWide = row[2] == "W" || row[2] == "F"
      let (first, last) = (try #require(UInt32(row[0], radix: 16)), try #require(UInt32(row[1], radix: 16)))
      for value in first...last {
        guard let scalar = Unicode.Scalar(value) else { continue }
        let width = DisplayedText.width(of: scalar)
        // Marks that are wide by the table stand on their base, and medial Hangul in the syllable before it.
        if isWide ? ![2, 0, -1].contains(width) : width > 1 { wrong.append("\(String(value, radix: 16)) \(width)") }
        if isWide, width == -1, scalar.properties.generalCategory != .unassigned {
          wrong.append("\(String(value, radix: 16)) is assigned")
        }
      }
    }
    #expect(wrong == [])
    #expect(counts == ["A": 198, "F": 34, "H": 17, "N": 2_128, "Na": 42, "W": 259])
  }

  @Test("marks take no cell of their own; controls and what changes direction are shown as a question mark")
  func zeroWidth() throws {
    let rows = try UnicodeData.rows("zero_width_and_control.csv")
    #expect(rows.count == 2_307)
    var counts: [Substring: Int] = [:]
    for row in rows {
      // A name may have a comma in it: the category is the last but one.
      let category = row[row.count - 2]
      counts[category, default: 0] += 1
      let scalar = try #require(UnicodeData.scalar(row[0]))
      let width = DisplayedText.width(of: scalar)
      let isMark = category == "Mn" || category == "Me"
      #expect(isMark ? width == 0 || width == -1 : width == -1, "\(row)")
      var grid = Grid(columns: 8, rows: 2)
      grid.put("a\(Character(scalar))b", row: 0, column: 0)
      let shown = (0..<8).flatMap { grid.scalars(of: grid[0, $0]) }
      if !isMark { #expect(!shown.contains(scalar), "\(row)") }
      #expect(DisplayedText.plain("a\(Character(scalar))b").unicodeScalars.allSatisfy { isMark || $0 != scalar })
    }
    #expect(counts == ["Cc": 65, "Cf": 170, "Me": 13, "Mn": 2_059])
  }

  @Test("an emoji of any kind takes one cell or two, and its cells are whole")
  func emoji() throws {
    let rows = try UnicodeData.rows("emoji_test.csv")
    #expect(rows.count == 5_225)
    var counts: [Substring: Int] = [:]
    var wrong: [String] = []
    for row in rows {
      counts[row[1], default: 0] += 1
      let scalars = row[0].split(separator: " ").compactMap(UnicodeData.scalar)
      let text = String(String.UnicodeScalarView(scalars))
      // What the standard library does not yet join is shown in its parts.
      let most = text.count == 1 ? 2 : 2 * scalars.count
      if !(1...most).contains(text.cellWidth) { wrong.append("\(row[0]) \(text.cellWidth)") }
      var grid = Grid(columns: 24, rows: 2)
      grid.put("a", row: 0, column: grid.put(text, row: 0, column: 0))
      if grid.line(0).cellWidth != text.cellWidth + 1 { wrong.append("\(row[0]) \(grid.line(0))") }
    }
    #expect(wrong == [])
    #expect(counts == ["component": 9, "fully-qualified": 3_944, "minimally-qualified": 1_029, "unqualified": 243])
  }

  @Test(
    "a name of ten thousand characters, whatever they are, fits where it is put",
    arguments: ["漢", "e\u{301}", "\u{202E}", "🙂"])
  func longNames(_ piece: String) {
    let name = String(repeating: piece, count: 10_000)
    var grid = Grid(columns: 80, rows: 3)
    #expect(grid.put(name, row: 1, column: 2, width: 30) == 32)
    grid.put("12", row: 1, column: 34)
    #expect(grid[1, 34].scalar == "1" && grid[1, 33].scalar == " ")
    #expect(name.fitted(to: 31, ellipsis: "~").cellWidth <= 31)
  }
}
