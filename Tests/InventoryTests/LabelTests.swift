import Inventory
import Testing

/// What is printed on labels, and that a scanner reads back what was meant.
@Suite struct LabelTests {
  private static let today = Instant(milliseconds: 1_783_166_400_000).day
  private static let glue = Item(
    code: ItemCode(sku: "GLUE"), name: "Glue 250 ml", tracking: .lot,
    barcodes: [Barcode("9501101530003"), Barcode("19501101530000", pack: Quantity(24))])
  private static let cheese = Item(
    code: ItemCode(sku: "CHEESE"), unit: UnitOfMeasure("kg"), barcodes: [Barcode("95012345678903")])
  private static let bolt = Item(code: ItemCode(sku: "BOLT", variant: "M8"), name: "Bolt")
  private static let july = Day("2026-07-04")

  private static let labels: [(what: String, Label, elements: String)] = [
    ("one piece", Label(of: glue), "(01) 09501101530003"),
    (
      "a lot with its date", Label(of: glue, lot: "AB-123", expires: july),
      "(01) 09501101530003 (17) 260704 (10) AB-123"
    ),
    ("a case by its own number", Label(of: glue, quantity: Quantity(24)), "(01) 19501101530000"),
    (
      "so many pieces", Label(of: glue, lot: "L7", quantity: Quantity(144)),
      "(01) 09501101530003 (10) L7 (30) 144"
    ),
    ("a serial", Label(of: glue, serial: "S/1"), "(01) 09501101530003 (21) S/1"),
    (
      "the signs a lot may hold", Label(of: glue, lot: "!\"%&'()*+,-./:;<=>?_", expires: july),
      "(01) 09501101530003 (17) 260704 (10) !\"%&'()*+,-./:;<=>?_"
    ),
    ("kilograms to the gram", Label(of: cheese, quantity: Quantity("1.75")), "(01) 95012345678903 (3103) 001750"),
    ("heavy goods", Label(of: cheese, quantity: Quantity("12345.6")), "(01) 95012345678903 (3101) 123456"),
    (
      "a pallet", Label(of: Plate(code: "106141412345678908")), "(00) 106141412345678908"
    ),
    (
      "a pallet of one lot",
      Label(
        of: Plate(
          code: "106141412345678908",
          contents: [
            PlateContent(item: glue, lot: Lot(code: "LOT7", expires: july), quantity: Quantity(50))
          ])),
      "(00) 106141412345678908 (02) 09501101530003 (17) 260704 (37) 50 (10) LOT7"
    ),
    (
      "a pallet of full cases",
      Label(
        of: Plate(
          code: "106141412345678908", contents: [PlateContent(item: glue, quantity: Quantity(24))])),
      "(00) 106141412345678908 (02) 19501101530000 (37) 1"
    ),
  ]

  @Test("no name, lot, serial or place gives a label printer a command, and a label is no longer than it looks")
  func hostileNames() throws {
    let harm = [
      "^XA^FO0,0^FDx^FS^XZ", "~JA", "^\u{301}XZ~\u{200D}DG", "_5E_7E", "a\r\n^XZ\u{0}\u{1B}E",
      "\u{202E}\u{61C}\u{E0041}x",
      "e" + String(repeating: "\u{301}", count: 5_000), String(repeating: "箱", count: 5_000),
    ]
    for text in harm {
      let item = Item(code: ItemCode(sku: "SKU"), name: text, unit: UnitOfMeasure(text))
      let labels = [
        Label(of: item, lot: "L", quantity: Quantity(3), transfer: text, destination: text),
        Label(of: Location(code: "A-1", name: text)),
        Label(of: Plate(code: "P-1", contents: [PlateContent(item: item, quantity: Quantity(1))]), destination: text),
      ]
      for label in labels {
        let zpl = try LabelFormat.zpl.rendered([label], copies: 2, today: LabelTests.today)
        #expect(zpl.utf8.count < 4_000, "\(text.prefix(20))")
        // The printer reads bytes: every command is one of these, whatever joins its sign.
        let commands = zpl.unicodeScalars.split { $0 == "^" }.map { String(String.UnicodeScalarView($0.prefix(2))) }
        let known: Set = ["XA", "CI", "FO", "A0", "FH", "FD", "FS", "BY", "BC", "BX", "PQ", "XZ"]
        #expect(Set(commands).subtracting(known) == [], "\(text.prefix(20))")
        #expect(commands.count { $0 == "XA" } == 1 && !zpl.unicodeScalars.contains("~"), "\(text.prefix(20))")
        let plain = try LabelFormat.text.rendered([label], today: LabelTests.today)
        let isSafe = (zpl + plain).unicodeScalars.allSatisfy {
          $0 == "\n" || $0.properties.generalCategory != .control && $0 != "\u{202E}" && $0 != "\u{61C}"
        }
        #expect(isSafe && plain.split(separator: "\n").allSatisfy { $0.unicodeScalars.count <= 40 * 5 })
      }
    }
  }

  @Test("what is printed reads back to the same goods, lot, date, serial and quantity, from bars and from squares")
  func roundTrip() throws {
    for (what, label, expected) in LabelTests.labels {
      let codes = try label.codes(today: LabelTests.today)
      #expect(codes.count == 1 && codes[0].printed.joined(separator: " ") == expected, "\(what)")
      let zpl = try LabelFormat.zpl.rendered([label], today: LabelTests.today)
      for scanned in [try #require(ZPLScanner.scan(zpl)), codes[0].printed.map(\.bracketed).joined()] {
        let read = ScannedCode(scanned, rules: ScanRules(separator: nil), today: LabelTests.today)
        let elements = try #require(read.elements, "\(what): \(scanned)")
        #expect(elements.warnings.isEmpty && elements.sscc == label.plate, "\(what)")
        #expect(elements.lot == label.lot ?? label.contents.first?.lot?.code, "\(what)")
        #expect(elements.useBy == label.expires ?? label.contents.first?.lot?.expires, "\(what)")
        #expect(elements.serial == label.serial, "\(what)")
        guard let item = label.item ?? (elements.contentGTIN == nil ? nil : label.contents.first?.item) else {
          continue
        }
        let pack = item.barcodes.first { GTIN($0.code) == read.gtin }?.pack
        let goods = LabelledGoods(item, pack: pack, label: elements)
        #expect(goods.quantity == label.quantity ?? label.contents.first?.quantity ?? Quantity(1), "\(what)")
      }
    }
  }

  private static let refused: [(Label, words: String)] = [
    (Label(of: glue, lot: "CH 12"), "(10) cannot hold \" \""),
    (Label(of: glue, lot: "Ä1"), "(10) cannot hold \"Ä\""),
    (Label(of: glue, lot: "A|B"), "(10) cannot hold \"|\""),
    (Label(of: glue, lot: "123456789012345678901"), "(10) is too long, 20 characters at most: is a separator missing?"),
    (
      Label(of: glue, quantity: Quantity("2.5")),
      "2.5 pcs cannot stand in its barcode: whole units, or up to 999999 kg exact to the six digits there are"
    ),
    (
      Label(of: cheese, quantity: Quantity("1000.001")),
      "1000.001 kg cannot stand in its barcode: whole units, or up to 999999 kg exact to the six digits there are"
    ),
    (
      Label(of: glue, expires: Day("2099-01-01")),
      "2099-01-01 cannot stand in its barcode: the year is too far away"
    ),
    (
      Label(of: Item(code: ItemCode(sku: "KÄSE"))),
      "\"KÄSE\" cannot stand in its barcode: letters without accents, digits and signs can"
    ),
  ]

  @Test("what a barcode cannot say is refused with the reason, and nothing is printed in its place")
  func refusals() {
    for (label, words) in LabelTests.refused {
      do {
        let text = try LabelFormat.zpl.rendered([label], today: LabelTests.today)
        Issue.record("printed \(text)")
      } catch {
        #expect(Explanation(error).detail == "The label cannot be printed: \(words).")
        #expect(Explanation(error).status == 422)
      }
    }
  }

  @Test("an item without a GTIN has its own code and its serial in Code 128")
  func ownCode() throws {
    let label = Label(of: LabelTests.bolt, serial: "S^1~2>3", quantity: Quantity(2))
    #expect(try label.codes(today: LabelTests.today) == [.plain("BOLT/M8"), .plain("S^1~2>3")])
    let zpl = try LabelFormat.zpl.rendered([label], today: LabelTests.today)
    #expect(zpl.contains("^FD>:BOLT/M8^FS") && zpl.contains("^FD>:S><1>=2>03^FS"))
    #expect(ZPLScanner.all(zpl) == ["BOLT/M8", "S^1~2>3"])
  }

  @Test("a label is a few lines of text, no wider than forty characters; copies follow each other")
  func text() throws {
    let plate = Plate(
      code: "CAGE-7", status: .inTransit, transfer: 7,
      contents: (1...6).map { PlateContent(item: LabelTests.bolt, quantity: Quantity($0)) })
    var glue = Label(
      of: LabelTests.glue, lot: "L7", expires: LabelTests.july, quantity: Quantity(12), transfer: "TR-0007",
      destination: "SOUTH")
    glue.item?.name = String(repeating: "very long ", count: 9)
    #expect(
      try LabelFormat.text.rendered([glue], copies: 2, today: LabelTests.today).components(2) == """
        GLUE
        very long very long very long very long\u{20}
        LOT L7
        USE BY 2026-07-04
        QTY 12 pcs
        TR-0007 TO SOUTH
        (01) 09501101530003 (17) 260704 (10) L7
        (30) 12

        """)
    #expect(
      try LabelFormat.text.rendered([Label(of: plate, destination: "SOUTH")], today: LabelTests.today) == """
        PALLET CAGE-7
        1 pcs BOLT/M8
        2 pcs BOLT/M8
        3 pcs BOLT/M8
        AND 3 MORE
        TR-0007 TO SOUTH
        CAGE-7

        """)
  }

  @Test(
    "hostile text reaches the paper and never the printer's commands",
    arguments: ["^XZ^XA^JUS", "~JR", "a\u{1B}[2J\nb\r\u{0}c", "_5EXA", "\u{202E}evil\u{200F}", "Größe 10 µm 寸"])
  func hostile(name: String) throws {
    var item = LabelTests.glue
    item.name = name
    let zpl = try LabelFormat.zpl.rendered([Label(of: item, lot: "L7")], today: LabelTests.today)
    let commands = zpl.split(separator: "^").map { $0.prefix(2) }
    #expect(commands.count { $0 == "XA" } == 1 && commands.count { $0 == "XZ" } == 1 && !zpl.contains("~"))
    #expect(zpl.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" } && zpl.hasPrefix("^XA^CI28\n"))
    let lines = try LabelFormat.text.rendered([Label(of: item, lot: "L7")], today: LabelTests.today)
    #expect(
      lines.split(separator: "\n").count == 4 && lines.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
    if name.hasPrefix("Größe") { #expect(zpl.contains("^FDGröße 10 µm 寸^FS") && lines.contains("Größe 10 µm 寸")) }
  }
}

extension String {
  /// An element as people write it, `(10)AB-123`, with the brackets of its value kept.
  fileprivate var bracketed: String {
    guard let end = firstRange(of: ") ") else { return self }
    return self[..<end.lowerBound] + ")" + self[end.upperBound...].replacing("(", with: "\\(")
  }

  /// The text of one of several equal labels, with a blank line between them; else all of it.
  fileprivate func components(_ count: Int) -> String {
    let one = String(prefix(self.count / count))
    return Array(repeating: one, count: count).joined(separator: "\n") == self ? one : self
  }
}
