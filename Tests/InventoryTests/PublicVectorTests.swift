import Testing

@testable import Inventory

/// GS1's own test vectors. Those that do not concern scanning stand in a list with the reason.
@Suite(.enabled(if: GS1Data.folder != nil, "the public data sets lie elsewhere: set TALLYMAN_SHARED"))
struct PublicVectorTests {
  private static let today = Day(daysSince1970: 20_638)

  /// What the vectors write for GS.
  private func separated(_ text: String) -> String { String(text.map { $0 == "^" ? "\u{1D}" : $0 }) }

  private func read(_ text: String) -> ElementString? { try? ElementString(text, today: PublicVectorTests.today) }

  @Test("all 541 identifiers have the length, the separator and the company that the dictionary gives them")
  func dictionary() throws {
    let rows = try GS1Data.lines("application_identifiers.csv").dropFirst().map(GS1Data.cells)
    #expect(rows.count == 541 && ApplicationIdentifier.known.count == 541)
    for row in rows {
      let known = try #require(ApplicationIdentifier.leading(Array(row[0].utf8)[...]), "\(row[0])")
      #expect(known.digits == row[0])
      #expect(known.isPredefined == (row[2] == "1"), "\(row[0])")
      #expect("\(known.least) \(known.most)" == "\(row[5]) \(row[6])", "\(row[0])")
      func dotted(_ list: String) -> [String] {
        list.split(separator: ",").map { String($0.map { $0 == "n" ? "." : $0 }) }
      }
      let wanted = ElementCompany.wanted(by: row[0]).flatMap { $0.split(separator: " ") }.map(String.init)
      // A blank would mean several lists at once; the dictionary has none.
      #expect(!row[7].contains(" "))
      #expect(Set(wanted) == Set(dotted(row[7])), "\(row[0])")
      #expect(Set(ElementCompany.excluded(by: row[0])) == Set(dotted(row[8])), "\(row[0])")
    }
  }

  @Test("every identifier's value is made of what the dictionary says")
  func alphabets() throws {
    for row in try GS1Data.lines("application_identifiers.csv").dropFirst().map(GS1Data.cells) {
      let known = try #require(ApplicationIdentifier.leading(Array(row[0].utf8)[...]))
      let parts = row[4].split(separator: " ").map { $0.drop { $0 == "[" }.prefix(1) }
      let letters: [ElementPart.Alphabet: Substring] = [.digits: "N", .text: "X", .partNumber: "Y", .base64: "Z"]
      // One part of ours may stand for several of the same kind.
      var kinds: [Substring] = []
      for part in parts where kinds.last != part { kinds.append(part) }
      var ours: [Substring] = []
      for part in known.form.compactMap({ letters[$0.alphabet] }) where ours.last != part { ours.append(part) }
      #expect(ours == kinds, "\(row[0])")
      for (word, check) in [(",csum,", ElementPart.Check.checkDigit), (",yymmd0", .dateOrMonth), (",yymmdd", .date)] {
        #expect(row[4].contains(word) == known.form.contains { $0.check == check && $0.length != 8...8 }, "\(row[0])")
      }
    }
  }

  @Test("bracketed text is read, and encoded as the vectors say, or refused")
  func bracketed() throws {
    for row in try GS1Data.objects("bracketed.jsonl") {
      let elements = ElementString.isBracketed(Array((row["input"] ?? "").utf8)[...]) ? read(row["input"] ?? "") : nil
      #expect((elements != nil) == (row["ok"] == "true"), "\(row)")
      #expect(elements?.encoded == row["element_string"].map(separated), "\(row)")
    }
  }

  @Test("element strings are split by the letter, or refused")
  func elementStrings() throws {
    for row in try GS1Data.objects("element_string.jsonl") {
      let code = ScannedCode(
        separated(row["input"] ?? ""), rules: ScanRules(readsBareElements: false), today: Self.today)
      #expect((code.elements != nil) == (row["ok"] == "true"), "\(row)")
      guard let elements = code.elements else { continue }
      #expect(read(elements.encoded)?.elements == elements.elements, "\(row)")
    }
  }

  /// What the vectors call the kinds of barcodes.
  private static let kinds: [String: Symbol.Kind] = [
    "QR": .qr, "DM": .dataMatrix, "DotCode": .dotCode, "DataBarExpanded": .dataBar, "GS1_128_CCA": .code128,
    "EAN13": .ean13, "EAN8": .ean8,
  ]

  @Test("what a scanner sends is told apart by its identifier")
  func scans() throws {
    for row in try GS1Data.objects("scan.jsonl") {
      let code = ScannedCode(row["input"] ?? "", today: Self.today)
      let isRead = code.symbol != nil && code.fault == nil && code.warning == nil
      #expect(isRead == (row["ok"] == "true"), "\(row)")
      guard isRead, var data = row["data"] else { continue }
      #expect(code.symbol?.kind == Self.kinds[row["symbology"] ?? ""], "\(row)")
      let strokes = data.prefix { $0 == "\\" }
      if data.hasPrefix("^") {
        #expect(code.elements?.encoded == separated(data), "\(row)")
      } else if let bar = data.firstIndex(of: "|") {
        let expected = "\u{1D}010" + data[..<bar] + separated(String(data[data.index(after: bar)...])).dropFirst()
        #expect(code.elements?.encoded == expected, "\(row)")
      } else {
        // A plain scan that begins with ^ is written with a stroke in front.
        if !strokes.isEmpty, data.dropFirst(strokes.count).first == "^" { data.removeFirst() }
        #expect(code.elements == nil && code.text == data, "\(row)")
      }
    }
  }

  @Test("rules of company are warnings, not errors")
  func associations() throws {
    for row in try GS1Data.objects("association.jsonl") {
      // 89 is no identifier, and the rule is the same for 99.
      let input = (row["input"] ?? "").replacing("(89)", with: "(99)")
      // 3338 is no identifier: measures have five decimals at most. The vectors look at the rule alone.
      guard !input.contains("(3338)") else {
        #expect(read(input) == nil && row["ok"] == "false")
        continue
      }
      let label = try #require(read(input), "\(row)")
      let broken = label.warnings.contains { warning in
        switch (row["rule"], warning) {
        case ("repeats", .twoValues), ("mutex", .excludes), ("requisites", .wants), ("digsig", .wantsSerial): true
        default: false
        }
      }
      #expect(broken == (row["ok"] == "false"), "\(row): \(label.warnings)")
    }
  }

  @Test("check digits are right or wrong as printed")
  func parity() throws {
    for row in try GS1Data.objects("parity.jsonl") {
      #expect((GTIN(row["input"] ?? "") != nil) == (row["ok"] == "true"), "\(row)")
      #expect(CheckDigit.isRight(row["input"] ?? "") == (row["ok"] == "true"), "\(row)")
    }
  }

  @Test("it is printed under the barcode as people read it")
  func printed() throws {
    for row in try GS1Data.objects("hri.jsonl") where row["titles"] == "false" {
      #expect(read(separated(row["input"] ?? ""))?.printed.joined(separator: "\n") == row["hri"], "\(row)")
    }
  }

  /// The checks that scans stand or fall by, as parts of a value. Lengths are checked for the value as a whole.
  private static func part(_ linter: String, length: Int) -> ElementPart? {
    let fits: (alphabet: ElementPart.Alphabet, length: ClosedRange<Int>, check: ElementPart.Check)? =
      switch linter {
      case "cset82": (.text, 0...1_000, .none)
      case "cset39": (.partNumber, 0...1_000, .none)
      case "cset64": (.base64, 0...1_000, .none)
      case "csetnumeric": (.digits, 0...1_000, .none)
      case "csum": (.digits, 0...1_000, .checkDigit)
      case "yymmdd": (.digits, 6...6, .date)
      case "yymmd0": (.digits, 6...6, .dateOrMonth)
      case "yyyymmdd": (.digits, 8...8, .date)
      case "hh": (.digits, 2...2, .time)
      case "mi", "ss": (.digits, 2...2, .sixtieth)
      case "hhmi": (.digits, 4...4, .time)
      default: nil
      }
    return fits.map { ElementPart(alphabet: $0.alphabet, length: $0.length, check: $0.check) }
  }

  @Test("characters, check digits, dates and times pass or fail as the vectors say")
  func components() throws {
    var left: Set<String> = []
    var count = 0
    for row in try GS1Data.objects("component_lint.jsonl") {
      let value = Array((row["input"] ?? "").utf8)[...]
      guard let part = Self.part(row["linter"] ?? "", length: value.count) else {
        left.insert(row["linter"] ?? "")
        continue
      }
      count += 1
      let passes = part.length.contains(value.count) && part.objection(to: value, year: 2026) == nil
      #expect(passes == (row["ok"] == "true"), "\(row)")
    }
    #expect(count > 700)
    #expect(left == Set(Self.leftOut.keys.filter { !$0.contains(".") }))
  }

  @Test("whole values pass or fail as the vectors say, where the check is one of ours")
  func values() throws {
    let ours: Set<String> = [
      "OK", "INVALID_CSET82_CHARACTER", "INVALID_CSET64_CHARACTER", "INVALID_CSET64_PADDING", "ILLEGAL_MONTH",
      "ILLEGAL_DAY", "ILLEGAL_HOUR", "ILLEGAL_MINUTE", "ILLEGAL_SECOND",
    ]
    var checked = 0
    for row in try GS1Data.objects("ai_lint.jsonl") where ours.contains(row["error"] ?? "") {
      checked += 1
      #expect((read(row["input"] ?? "") != nil) == (row["ok"] == "true"), "\(row)")
    }
    #expect(checked >= 11)
  }

  /// Vectors that do not concern a scan in a warehouse, by file or check, and why.
  static let leftOut: [String: String] = [
    "dl_uri.jsonl": "addresses of web pages: a console follows none; the code is shown as unknown",
    "generate_scan.jsonl": "what a scanner would send for a symbol: Tallyman reads barcodes and prints none",
    "hri.jsonl, titles": "data titles are print matter: the console has its own words for lot and use by",
    "ai_lint.jsonl, the rest": "coupons, countries, banks, places, people: taken as they are printed",
    "csumalpha": "check characters of model numbers (8013, 8014): no item is found by one",
    "gcppos1": "lists of company prefixes change by the month; a wrong one finds no item",
    "gcppos2": "as gcppos1",
    "hasnondigit": "of 8014 alone, as csumalpha",
    "hyphen": "the minus behind a temperature of transport: shown as it is printed",
    "nonzero": "of 8001, the dimensions of roll products: shown as they are printed",
    "nozeroprefix": "of the serial of a part (8011): what is printed is what is kept",
    "pcenc": "of names and addresses of parcels (43nn): not shown",
    "pieceoftotal": "of 8006 and 8026: goods kept in pieces of a trade item are items of their own here",
    "yesno": "of parcels (432n): not shown",
    "yyyymmd0": "no identifier uses it",
    "zero": "the filling zero of 8003, a returnable asset: not counted",
  ]
}
