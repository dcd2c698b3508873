import Exchange
import Glibc
import Inventory
import Testing

/// The public tables of Unicode beside the checkout (`TALLYMAN_SHARED`, or `../shared`), as texts for the fields of a house.
private enum UnicodeTexts {
  static let folder: String? = {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let shared = [
      getenv("TALLYMAN_SHARED").map { String(cString: $0) }, "/" + root + "/../shared", "/" + root + "/../../shared",
    ]
    return shared.compactMap { $0 }.map { $0 + "/data/unicode/" }.first { access($0, F_OK) == 0 }
  }()

  /// Every emoji there is, in every way it may be written.
  static func emoji() throws -> [String] {
    try rows("emoji_test.csv").map { row in text(row[0].split(separator: " ")) }
  }

  /// Every mark that combines, every sign without a width and every control character, between two letters.
  static func invisible() throws -> [String] {
    try rows("zero_width_and_control.csv").map { row in "a" + text([row[0]]) + "b" }
  }

  /// The first of every range of one width, with the last behind it.
  static func ranges() throws -> [String] {
    try rows("east_asian_width.csv").map { row in text([row[0], row[1]]) }.filter { !$0.isEmpty }
  }

  private static func text(_ codes: [Substring]) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: codes.compactMap { UInt32($0, radix: 16).flatMap { Unicode.Scalar($0) } })
    return String(text)
  }

  private static func rows(_ name: String) throws -> [[Substring]] {
    let file = try #require(fopen((folder ?? "") + name, "r"))
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self).split(separator: "\n").dropFirst()
      .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
  }
}

@Suite(
  "All of Unicode",
  .enabled(if: UnicodeTexts.folder != nil, "the public data sets lie elsewhere: set TALLYMAN_SHARED"))
struct UnicodeRunTests {
  private static func cell(_ text: String) -> String {
    var cell = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { cell += "\"" }
      cell.unicodeScalars.append(scalar)
    }
    return cell + "\""
  }

  /// A field of each document of an export, by another: its bytes.
  private static func values(_ field: String, by key: String, in lines: String) -> [String: [UInt8]] {
    var values: [String: [UInt8]] = [:]
    for line in lines.utf8.split(separator: 10) {
      guard let document = JSONValue(reading: String(Substring(line))), let name = document[key]?.plain else {
        continue
      }
      values[name] = Array((document[field]?.plain ?? "").utf8)
    }
    return values
  }

  @Test("every emoji, mark, sign without a width and control character is kept, exported and imported as it was given")
  func items() throws {
    let (names, signs) = try (UnicodeTexts.emoji(), UnicodeTexts.invisible())
    #expect(names.count == 5_225 && signs.count == 2_307)
    // That one is no text anywhere.
    let categories = signs.filter { !$0.utf8.contains(0) }
    var file = "sku,name,category\n"
    for (index, name) in names.enumerated() {
      let category = index < categories.count ? categories[index] : ""
      file += "U\(index),\(UnicodeRunTests.cell(name)),\(UnicodeRunTests.cell(category))\n"
    }
    let door = try ShopDoor()
    let taken = door.type("import", "items", try door.folder.write("u.csv", file), "--json")
    #expect(taken.exit == 0 && taken.output.contains("\"accepted\":5225,"), "\(taken.output)\(taken.errors)")
    let zero = door.type("import", "items", try door.folder.write("zero.csv", "sku,name\nZERO,\(signs[0])\n"))
    #expect(zero.exit == 1 && zero.errors.contains("it holds a zero byte"), "\(zero.output)\(zero.errors)")
    var first = ""
    for (format, isFirst) in [("ndjson", true), ("csv", false)] {
      let path = door.folder.path + "/out." + format
      #expect(door.type("export", "items", "--to", path).exit == 0)
      let copy = try ShopDoor()
      #expect(copy.type("import", "items", path).exit == 0)
      let given = copy.type("export", "items", "--format", "ndjson").output
      if isFirst { first = given } else { #expect(Array(given.utf8) == Array(first.utf8), "\(format)") }
    }
    let (kept, keptCategories) = (
      UnicodeRunTests.values("name", by: "sku", in: first), UnicodeRunTests.values("category", by: "sku", in: first)
    )
    let changed = names.indices.filter { kept["U\($0)"] != Array(names[$0].utf8) }
    #expect(changed.isEmpty, "\(changed.prefix(5).map { names[$0].unicodeScalars.map(\.value) })")
    let lost = categories.indices.filter { keptCategories["U\($0)"] != Array(categories[$0].utf8) }
    #expect(lost.isEmpty, "\(lost.prefix(5).map { categories[$0].unicodeScalars.map(\.value) })")
    let shown = door.type("item", "list", "--limit", "6000")
    #expect(shown.exit == 0 && HostileTextTests.isSafe(shown.output))
  }

  @Test(
    "as notes, references and lots of movements they are kept or refused with a cause, and given out as they were given"
  )
  func movements() throws {
    let texts = try UnicodeTexts.ranges()
    #expect(texts.count > 2_600)
    let door = try ShopDoor()
    for words in [["location", "add", "HOUSE"], ["item", "add", "GLUE", "--track", "lot"]] {
      try #require(door.type(words).exit == 0)
    }
    var file = "sku,kind,quantity,location,lot,reference,note\n"
    for (index, text) in texts.enumerated() {
      let quoted = UnicodeRunTests.cell(text)
      file += "GLUE,receipt,1,HOUSE,\(UnicodeRunTests.cell("\(index)/" + text + "/")),\(quoted),\(quoted)\n"
    }
    let taken = door.type("import", "movements", try door.folder.write("m.csv", file), "--json")
    // A lot is a code, and holds no control characters; each that does is refused by itself.
    let refused = texts.filter { text in text.unicodeScalars.contains { $0.properties.generalCategory == .control } }
    #expect(taken.output.contains("\"accepted\":\(texts.count - refused.count),"), "\(taken.output)\(taken.errors)")
    #expect(HostileTextTests.isSafe(taken.errors))
    let path = door.folder.path + "/moves.ndjson"
    #expect(door.type("export", "movements", "--to", path).exit == 0)
    let given = try #require(door.folder.read("moves.ndjson"))
    for field in ["reference", "note", "lot"] {
      let kept = UnicodeRunTests.values(field, by: "lot", in: given)
      let wrong = texts.enumerated().filter { index, text in
        let lot = "\(index)/" + text + "/"
        guard !refused.contains(text), let bytes = kept[lot] else { return !refused.contains(text) }
        return bytes != Array((field == "lot" ? lot : text).utf8)
      }
      #expect(wrong.isEmpty, "\(field): \(wrong.prefix(5).map { $0.element.unicodeScalars.map(\.value) })")
    }
    let shown = door.type("move", "list", "--limit", "3000")
    #expect(shown.exit == 0 && HostileTextTests.isSafe(shown.output))
    #expect(HostileTextTests.isSafe(door.type("lot", "list", "--limit", "3000").output))
  }
}
