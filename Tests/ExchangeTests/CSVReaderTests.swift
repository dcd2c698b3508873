import Testing

@testable import Exchange

@Suite struct CSVReaderTests {
  @Test(
    "A file is split as RFC 4180 says, wherever its pieces are cut",
    arguments: [
      ("a,b\n1,2\n", ["2:1¦2"]),
      ("a,b\n1,2", ["2:1¦2"]),
      ("a,b\r\n1,2\r\n3,4\r\n", ["2:1¦2", "3:3¦4"]),
      ("a,b\r1,2\r3,4\r", ["2:1¦2", "3:3¦4"]),
      ("\u{FEFF}a,b\n1,2\n", ["2:1¦2"]),
      ("a;b\n1,5;2\n", ["2:1,5¦2"]),
      ("a\tb\n1\t2,3;4\n", ["2:1¦2,3;4"]),
      ("\"a,b\";c\n1;2\n", ["2:1¦2"]),
      ("a,b\n\"x,y\",\"z\"\n", ["2:x,y¦z"]),
      ("a,b\n\"say \"\"hi\"\"\",2\n", ["2:say \"hi\"¦2"]),
      ("a,b\n\"\"\"\",\"\"\n", ["2:\"¦"]),
      ("a,b\n\"two\nlines\",2\n3,4\n", ["2:two\nlines¦2", "4:3¦4"]),
      ("a,b\r\n\"two\r\nlines\",2\r\n3,4\r\n", ["2:two\r\nlines¦2", "4:3¦4"]),
      ("a,b\r\"two\rlines\",2\r3,4\r", ["2:two\rlines¦2", "4:3¦4"]),
      ("a,b\n5\" pipe,it's\n", ["2:5\" pipe¦it's"]),
      ("a,b\n\n1,2\n\n\n3,4\n\n", ["3:1¦2", "6:3¦4"]),
      ("a,b\n,\n", ["2:¦"]),
      ("a\nx\n", ["2:x"]),
      ("a,b\nJürgen,日本\n", ["2:Jürgen¦日本"]),
      (
        "a,b\n1\n1,2\n1,2,3\n",
        [
          "2:it has 1 field, the header 2", "3:1¦2", "4:it has 3 fields, the header 2",
        ]
      ),
      (
        "a,b\n\"x\"y,2\n3,4\n",
        [
          "2:text stands behind a closing quote; a quote inside a quoted field is doubled", "3:3¦4",
        ]
      ),
      ("a,b\n1,2\n\"open,2\n3,4\n", ["2:1¦2", "3:it opens a quote and never closes it", "4:3¦4"]),
      ("a,b\nx\0,2\n", ["2:it holds a zero byte"]),
      ("a,b\n", []),
    ])
  func splits(text: String, wanted: [String]) throws {
    for pieces in [1, 2, 3, 5, 7, 1 << 16] {
      let reader = try RowReading.open(window(text, pieces: pieces), format: nil, separator: nil)
      #expect(try seen(reader, batches: pieces).map(\.description) == wanted, "in pieces of \(pieces)")
    }
  }

  @Test("Bytes that are not UTF-8 reject their row and no other, and name the place")
  func invalidBytes() throws {
    let text = Array("a,b\n1,".utf8) + [0xE4, 0x62] + Array("\n3,4\n".utf8)
    let reader = try RowReading.open(window(text), format: nil, separator: nil)
    let rows = try seen(reader)
    #expect(rows.map(\.line) == [2, 3])
    #expect(rows[0].trouble == "byte 3 of the row is not UTF-8; save the file as UTF-8")
    #expect(rows[1].cells == ["3", "4"])
  }

  @Test(
    "Only well-formed UTF-8 passes",
    arguments: [
      ([0x41, 0xC3, 0xA4], nil), ([0xE2, 0x82, 0xAC], nil), ([0xF0, 0x9F, 0x93, 0xA6], nil),
      ([0xF4, 0x8F, 0xBF, 0xBF], nil),
      ([0x41, 0x80], 1), ([0xC0, 0x80], 0), ([0xC3], 0), ([0xE0, 0x80, 0x80], 0), ([0xED, 0xA0, 0x80], 0),
      ([0xF4, 0x90, 0x80, 0x80], 0), ([0xF0, 0x9F, 0x93], 0), ([0xE2, 0x82, 0x41], 0), ([0xFF], 0),
    ] as [([UInt8], Int?)])
  func wellFormed(bytes: [UInt8], bad: Int?) {
    #expect(bytes.withUnsafeBufferPointer { UTF8Check.firstBad($0) } == bad)
  }

  @Test("A file that is no CSV is told for what it is")
  func notText() throws {
    func opening(_ bytes: [UInt8]) -> ExchangeError? {
      do throws(ExchangeError) {
        _ = try RowReading.open(window(bytes), format: nil, separator: nil)
        return nil
      } catch { return error }
    }
    #expect(opening([]) == .empty(path: "file.csv"))
    #expect(opening(Array("\n\n".utf8)) == .empty(path: "file.csv"))
    #expect(opening([0x1F, 0x8B, 8, 0]) == .notText(path: "file.csv", .gzip))
    #expect(opening([0xFF, 0xFE, 0x41, 0]) == .notText(path: "file.csv", .utf16))
    #expect(opening([0x61, 0x2C, 0xFC, 10]) == .notText(path: "file.csv", .headerNotUTF8))
    #expect(opening(Array("a,\"b\n1,2\n".utf8)) == .notText(path: "file.csv", .brokenHeader))
  }

  @Test("A quote that is never closed costs its own line, not the file behind it")
  func runawayQuote() throws {
    var text = "a,b\n1,\"oops\n"
    for row in 0..<60_000 { text += "\(row),some text that fills the line\n" }
    let rows = try seen(RowReading.open(window(text, pieces: 4096), format: nil, separator: nil))
    #expect(rows.count == 60_001)
    #expect(rows.count { $0.trouble != nil } == 1)
    #expect(rows[1] == Seen(line: 3, cells: ["0", "some text that fills the line"]))
  }

  @Test("A line without an end in sight is one rejected row")
  func endlessLine() throws {
    let text = "a,b\n" + String(repeating: "x", count: CSVScan.longestRow + 5000) + "\n1,2\n"
    let rows = try seen(RowReading.open(window(text, pieces: 4096), format: nil, separator: nil))
    #expect(rows.map(\.line) == [2, 3])
    #expect(rows[0].trouble == "it is longer than 1024 KiB")
    #expect(rows[1].cells == ["1", "2"])
  }
}
