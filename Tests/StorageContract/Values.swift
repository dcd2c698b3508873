import Storage

extension Promise {
  static let values: [Promise] = [
    Promise("integers come back, to both ends") { site in
      try roundTrip("number", [.min, .min + 1, -1, 0, 1, 1 << 53 + 1, .max - 1, .max].map { .integer($0) }, site)
    },
    Promise("texts come back: empty, with a zero inside, with marks and emoji, long ones") { site in
      let mega = String(repeating: "ä€😀x", count: 100_000)
      let texts = [
        "", " ", "a", "a\0b", "\0", "it's \"quoted\" ? :x", "line\nline\r\n\t", "e\u{301}", "é", "👩‍👩‍👧", "\u{feff}bom",
        "fifteen bytes..", "sixteen bytes...", String(repeating: "n", count: 20_000), mega,
      ]
      try roundTrip("words", texts.map { .text($0) }, site)
    },
    Promise("blobs come back: empty, with zeros, a megabyte") { site in
      let blobs: [[UInt8]] = [[], [0], [0, 255, 16, 0], Array(0...255), Array(repeating: 7, count: 1 << 20)]
      try roundTrip("bytes", blobs.map { .blob($0) }, site)
    },
    Promise("null comes back as null and reads as nothing") { site in
      try site.commit(Statement("INSERT INTO held VALUES(1, ?1, ?1, ?1)", [.null]))
      try expect(
        site.rows("SELECT number, words, bytes FROM held"), is: [[.null, .null, .null]], "the values")
      try site.database.read([Statement("SELECT number, words, bytes FROM held")]) { _, row in
        try expect((0..<3).map { row.isNull($0) }, is: [true, true, true], "whether they are null")
        try expect(row.integer(0), is: 0, "the integer")
        try expect(row.text(1), is: "", "the text")
        try expect(row.blob(2), is: [], "the blob")
        try expect(row.withUTF8(1) { $0.count }, is: 0, "the bytes of the text")
        try expect(row.integerOrNil(0), is: nil, "the integer if any")
        try expect(row.textOrNil(1), is: nil, "the text if any")
        return true
      }
    },
    Promise("an empty text and an empty blob are not null") { site in
      try site.commit(Statement("INSERT INTO held VALUES(1, 0, ?1, ?2)", [.text(""), .blob([])]))
      try expect(
        site.rows("SELECT words IS NULL, bytes IS NULL FROM held"), is: [[.integer(0), .integer(0)]], "null?")
    },
    Promise("a text is read as its bytes") { site in
      try site.commit(Statement("INSERT INTO held(words) VALUES(?1)", [.text("a\0€")]))
      try site.database.read([Statement("SELECT words FROM held")]) { _, row in
        try expect(row.withUTF8(0) { Array($0) }, is: Array("a\0€".utf8), "the bytes")
        return true
      }
    },
    Promise("many long texts in one row keep apart") { site in
      let texts = (0..<40).map { String(repeating: Character(UnicodeScalar(UInt8(65 + $0))), count: 1000) }
      let columns = (1...40).map { "?\($0)" }.joined(separator: ",")
      try expect(
        site.rows("SELECT " + columns, texts.map { .text($0) }), is: [texts.map { .text($0) }], "the texts")
    },
  ]

  private static func roundTrip(_ column: String, _ values: [Value], _ site: Site) throws {
    try site.commit(Statement("INSERT INTO held(\(column)) VALUES(?1)", rows: values.count, values))
    let found = try site.rows("SELECT \(column) FROM held ORDER BY id").flatMap { $0 }
    try expect(found.count, is: values.count, "how many come back")
    for (found, value) in zip(found, values) where !same(found, value) {
      throw Breach(description: "\(String("\(value)".prefix(80))) comes back as \(String("\(found)".prefix(80)))")
    }
  }

  /// Texts are the same when their bytes are: Swift takes two spellings of one letter for equal.
  private static func same(_ one: Value, _ other: Value) -> Bool {
    if case .text(let one) = one, case .text(let other) = other { return one.utf8.elementsEqual(other.utf8) }
    return one == other
  }
}
