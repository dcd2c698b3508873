import Testing

@testable import Inventory

@Suite struct ElementStringTests {
  private static let today = Day(daysSince1970: 20_638)

  /// What a label is read as: its elements, or the cause and the place it fails at, then the readings that are offered.
  private static func read(_ text: String, _ rules: ScanRules = ScanRules()) -> (String, Int) {
    do {
      let label = try ElementString(String(text.map { $0 == "␝" ? "\u{1D}" : $0 }), rules: rules, today: today)
      return (label.elements.map { $0.identifier + " " + $0.value }.joined(separator: " · "), label.readings.count)
    } catch {
      return ("\(error.cause) at \(error.at)", error.readings.count)
    }
  }

  /// `algorithms.md` 4.9, then what lies around it.
  private static let labels: [(text: String, elements: String, readings: Int)] = [
    (
      "]d201095011015300031726070410AB-123␝2112345", "01 09501101530003 · 17 260704 · 10 AB-123 · 21 12345", 0
    ),
    ("]C1010950110153000310AB-123␝17260704␝30144", "01 09501101530003 · 10 AB-123 · 17 260704 · 30 144", 0),
    (
      "]C10010614141234567890802095011015300033724␝10LOT7",
      "00 106141412345678908 · 02 09501101530003 · 37 24 · 10 LOT7", 0
    ),
    ("]C10109501101530003310300175015260731", "01 09501101530003 · 3103 001750 · 15 260731", 0),
    (
      "0104150011164140211GTFG32DLF␝1723033110158993A",
      "01 04150011164140 · 21 1GTFG32DLF · 17 230331 · 10 158993A", 0
    ),
    ("0104046963351946172401011019A21G8345", "01 04046963351946 · 17 240101 · 10 19A21G8345", 0),
    ("1021072911172405310100693570007182", "tooLong(most: 20) at 22", 3),
    ("01108573260055401722081110A2021121092220084115197", "tooLong(most: 20) at 46", 8),
    ("020002160010536011190801374100001234638", "tooLong(most: 8) at 34", 1),
    ("010950110153000310AB1231726070430144", "01 09501101530003 · 10 AB1231726070430144", 3),
    ("]C10112345678901234", "wrongCheckDigit(wanted: \"1\") at 18", 0),
    ("]C101095011015300031", "unknownIdentifier at 19", 0),
    // Separators: a stand-in, superfluous ones, one at the end, two in a row.
    ("01041500111641401726013110V10025|21JGFMG4P38R", "01 04150011164140 · 17 260131 · 10 V10025 · 21 JGFMG4P38R", 0),
    ("␝0109501101530003␝10A␝", "01 09501101530003 · 10 A", 0), ("]C1␝10A", "10 A", 0),
    ("10A␝␝21B", "twoSeparators at 4", 0), ("␝␝10A", "twoSeparators at 1", 0), ("10A␝21B␝␝", "twoSeparators at 8", 0),
    ("]C1", "empty at 3", 0), ("␝", "empty at 1", 0), ("]C1␝", "empty at 4", 0),
    ("10", "tooShort(least: 1) at 2", 0), ("10␝21A", "tooShort(least: 1) at 2", 0),
    ("0109501␝10A", "tooShort(least: 14) at 7", 0), ("010950110153000A", "badCharacter(\"A\") at 15", 0),
    ("10A B", "badCharacter(\" \") at 3", 0), ("10Ä", "badCharacter(\"Ä\") at 2", 0),
    ("30-5", "badCharacter(\"-\") at 2", 0),
    ("04123", "unknownIdentifier at 0", 0), ("3106001750", "unknownIdentifier at 0", 0),
    ("hello", "unknownIdentifier at 0", 0),
    // Brackets.
    ("(01)09501101530003(10)AB\\(1\\(", "01 09501101530003 · 10 AB(1(", 0), ("(10)A|(21)B", "10 A · 21 B", 0),
    ("]C0(10)A", "10 A", 0), ("(10)A(", "unknownIdentifier at 5", 0), ("(100)A", "unknownIdentifier at 0", 0),
    ("(17)261301", "noSuchDate at 4", 0), ("(10)A\\(~", "badCharacter(\"~\") at 7", 0),
    ("(01)09501101530004", "wrongCheckDigit(wanted: \"3\") at 17", 0),
    // Lots and serials that hide something, or only seem to.
    ("010950110153000310LOT17260704", "01 09501101530003 · 10 LOT17260704", 2),
    ("010950110153000310LOT17261304", "01 09501101530003 · 10 LOT17261304", 0),
    ("010950110153000310LOT17260704␝21B", "01 09501101530003 · 10 LOT17260704 · 21 B", 2),
    ("010950110153000321X0109501101530003", "01 09501101530003 · 21 X0109501101530003", 0),
    ("(01)09501101530003(10)LOT17260704", "01 09501101530003 · 10 LOT17260704", 0),
  ]

  @Test("a label is read by the letter; where a separator is missing a person chooses")
  func label() {
    for (text, elements, readings) in ElementStringTests.labels {
      let (found, count) = ElementStringTests.read(text)
      #expect(found == elements && count == readings, "\(text): \(found), \(count) readings")
    }
    #expect(ElementStringTests.read("10A|21B", ScanRules(separator: nil)).0.hasPrefix("badCharacter(\"|\")"))
    #expect(ElementStringTests.read("10A~21B", ScanRules(separator: "~")).0 == "10 A · 21 B")
  }

  @Test("what is offered fits the label whole, the likeliest first, and can be looked up as chosen")
  func readings() throws {
    let code = ScannedCode("]C11021072911172405310100693570007182", today: Self.today)
    let offered = try #require(code.fault?.readings)
    #expect(
      offered.map { $0.elements.map { "\($0.identifier) \($0.value)" }.joined(separator: " · ") } == [
        "10 21072911 · 17 240531 · 01 00693570007182", "10 2107291117240531 · 01 00693570007182",
        "10 2107291117 · 240 531 · 01 00693570007182",
      ])
    let chosen = code.read(as: offered[0])
    #expect(chosen.fault == nil && chosen.gtin == GTIN("0693570007182") && chosen.elements?.lot == "21072911")
    let hidden = try ElementString("010950110153000310AB1231726070430144", today: Self.today)
    #expect(hidden.readings.map(\.lot) == ["AB1231726070430144", "AB123", "AB12317260704"])
    #expect(hidden.readings[1].useBy == Day("2026-07-04") && hidden.readings[1].count == Quantity(144))
  }

  @Test("a year of two digits is the nearest, and day 00 is the last of the month")
  func dates() throws {
    for (text, year, day) in [
      ("260704", 2026, "2026-07-04"), ("260200", 2026, "2026-02-28"), ("280200", 2026, "2028-02-29"),
      ("760101", 2026, "2076-01-01"), ("770101", 2026, "1977-01-01"), ("490101", 1999, "2049-01-01"),
      ("500101", 1999, "1950-01-01"), ("000229", 2026, "2000-02-29"), ("000100", 2051, "2100-01-31"),
      ("000229", 2051, nil), ("260229", 2026, nil), ("261300", 2026, nil), ("260001", 2026, nil), ("260431", 2026, nil),
    ] as [(String, Int, String?)] {
      let today = try #require(Day(year: year, month: 6, day: 1))
      let label = try? ElementString("17" + text, today: today)
      #expect(label?.useBy?.description == day, "\(text) in \(year)")
    }
  }

  @Test("what a label says is told by its meaning")
  func meaning() throws {
    func label(_ text: String) throws -> ElementString { try ElementString(text, today: Self.today) }
    let unit = try label("(00)106141412345678908(02)09501101530003(37)24(10)LOT7(20)01(11)260101(13)260102(16)260103")
    #expect(unit.sscc == "106141412345678908" && unit.contentGTIN == GTIN("9501101530003"))
    #expect(unit.contentCount == Quantity(24) && unit.lot == "LOT7" && unit.variant == "01" && unit.gtin == nil)
    #expect(unit.made == Day("2026-01-01") && unit.packed == Day("2026-01-02") && unit.sellBy == Day("2026-01-03"))
    #expect(unit.warnings.isEmpty)
    let pack = try label("(01)09501101530003(15)260731(21)S1(30)144(7003)2608011230")
    #expect(pack.bestBefore == Day("2026-07-31") && pack.useBy == Day("2026-08-01") && pack.serial == "S1")
    #expect(pack.count == Quantity(144) && pack.encoded.hasSuffix("21S1\u{1D}30144\u{1D}70032608011230"))
    for (identifier, digits, weight) in [
      ("3103", "001750", "1.75"), ("3100", "000017", "17"), ("3102", "000175", "1.75"), ("3105", "175000", "1.75"),
      ("3104", "017505", nil), ("3105", "000001", nil), ("3103", "000000", "0"),
    ] as [(String, String, String?)] {
      let label = try label("(01)09501101530003(\(identifier))\(digits)")
      #expect(label.netWeight?.description == weight, "\(identifier) \(digits)")
      #expect(label.warnings == (weight == nil ? [.tooFine(identifier)] : []), "\(identifier) \(digits)")
    }
    #expect(try label("(10)LOT7").warnings == [.wants("10", "01 02 03 8006 8026")])
  }

  @Test("a code is what its barcode says, or looks like, and never less than its text")
  func codes() {
    for (record, rules, text, gtin, note) in [
      ("\u{2}]E04006381333931\r\n", ScanRules(), "4006381333931", "4006381333931", ""),
      ("]E396385074", ScanRules(), "96385074", "96385074", "this kind of barcode has 13 digits"),
      ("]E3400638133393112", ScanRules(), "4006381333931", "4006381333931", ""),
      ("]E0036000241457", ScanRules(), "036000241457", "0036000241457", "this kind of barcode has 13 digits"),
      ("]E04006381333932", ScanRules(), "4006381333932", nil, "the check digit is wrong: it should be 1"),
      ("4006381333932", ScanRules(), "4006381333932", nil, "the check digit is wrong: it should be 1"),
      ("]I014006381333938", ScanRules(), "14006381333938", "14006381333938", ""),
      ("]C0WID-220", ScanRules(), "WID-220", nil, ""), ("]XXWID", ScanRules(), "]XXWID", nil, ""),
      ("]C00109501101530003", ScanRules(), "0109501101530003", nil, ""),
      ("]C10109501101530003", ScanRules(), "0109501101530003", "9501101530003", ""),
      ("0109501101530003", ScanRules(), "0109501101530003", nil, ""),
      ("010950110153000310A", ScanRules(), "010950110153000310A", "9501101530003", ""),
      ("010950110153000310A", ScanRules(readsBareElements: false), "010950110153000310A", nil, ""),
      ("010950110153000410A", ScanRules(), "010950110153000410A", nil, ""),
      ("A|B", ScanRules(), "A|B", nil, "no application identifier begins at character 1"),
      ("\u{1D}0109501101530003", ScanRules(), "0109501101530003", "9501101530003", ""),
      ("", ScanRules(), "", nil, ""), ("]", ScanRules(), "]", nil, ""),
    ] as [(String, ScanRules, String, String?, String)] {
      let code = ScannedCode(record, rules: rules, today: Self.today)
      #expect(code.text == text && code.gtin == gtin.flatMap { GTIN(String($0)) }, "\(record.debugDescription)")
      #expect(code.fault?.description ?? code.warning?.description ?? "" == note, "\(record.debugDescription)")
    }
    #expect(ScannedCode(name: "]C10109501101530003").text == "]C10109501101530003")
  }

  @Test("every fault and every warning is said in words that help")
  func words() throws {
    for (text, words) in [
      ("]C1", "there is nothing in it"), ("]C1X", "no application identifier begins at character 4"),
      ("(423)12", "(423) is too short: 3 characters at least"),
      ("(10)123456789012345678901", "(10) is too long, 20 characters at most: is a separator missing?"),
      ("(10)A B", "(10) cannot hold \" \" at character 6"),
      ("(01)09501101530004", "the check digit of (01) is wrong: it should be 3"),
      ("(17)261301", "(17) is no date"), ("(7003)2601012460", "(7003) is no time"),
      ("10A||21B", "there are two separators at character 5"),
      (String(repeating: "(99)A", count: 65), "it has more than 64 elements"),
    ] {
      #expect(throws: ElementStringFault.self) {
        do { _ = try ElementString(text, today: Self.today) } catch {
          #expect("\(error)" == words)
          throw error
        }
      }
    }
    let warnings: [(String, String)] = [
      ("(10)A(10)B(01)09501101530003", "(10) stands there twice, with different values"),
      ("(01)09501101530003(02)09501101530003(37)1(00)106141412345678908", "(37) should not stand beside (01)"),
      ("(10)A", "(10) should stand beside 01 or 02 or 03 or 8006 or 8026"),
      ("(253)1234567890128(8030)AAA", "(253) should have its serial too"),
      ("(01)09501101530003(3104)000001", "(3104) is finer than a gram and is left out"),
    ]
    for (text, words) in warnings {
      #expect(try ElementString(text, today: Self.today).warnings.first?.description == words, "\(text)")
    }
  }

  @Test("no bytes whatever bring it down, and what is read is encoded as it was")
  func anything() {
    var numbers = Seeded(state: 4_713)
    let pieces = [
      "01", "10", "17", "21", "3103", "37", "09501101530003", "260704", "\u{1D}", "|", "(", ")", "\\(", "]C1", "]E0",
      "é",
      "A", "0", "\u{0}", "🙂", " ", "00", "8008", "423", "]d2", "99",
    ]
    let elements = [
      "0109501101530003", "10A1", "\u{1D}", "\u{1D}", "17260704", "21B1", "30144", "3103001750", "240X", "37",
    ]
    var read = 0
    for round in 0..<4_000 {
      var text = round % 3 == 0 ? "]C1" : ""
      for _ in 0..<numbers.below(14) {
        switch round % 5 {
        case 0: text += String(Unicode.Scalar(UInt8(numbers.below(256))))
        case 1: text += pieces[numbers.below(pieces.count)]
        default: text += elements[numbers.below(elements.count)]
        }
      }
      let code = ScannedCode(text, today: Self.today)
      _ = ScanLine(text, today: Self.today)
      for label in [code.elements].compactMap({ $0 }) + (code.fault?.readings.prefix(3) ?? [])
        + (code.elements?.readings.prefix(3) ?? [])
      {
        read += 1
        let again = try? ElementString(label.encoded, today: Self.today)
        #expect(again?.elements == label.elements, "\(text.debugDescription)")
        _ = (label.gtin, label.useBy, label.netWeight, label.count, label.contentCount, label.printed)
      }
    }
    #expect(read > 500)
    // The longest search ends soon.
    let digits = String(repeating: "1021301021", count: 400)
    #expect(ScannedCode("]C1" + digits, today: Self.today).elements == nil)
  }
}

/// The same numbers for the same seed.
private struct Seeded {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(bound))
  }
}
