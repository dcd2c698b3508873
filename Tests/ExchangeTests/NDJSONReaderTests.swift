import Testing

@testable import Exchange

@Suite struct NDJSONReaderTests {
  @Test(
    "Each line is an object whose names are columns",
    arguments: [
      (#"{"sku":"A","quantity":2.50}"#, ["1:A¦2.50"]),
      ("{\"a\":1}\r\n\r\n{\"b\":\"x\",\"a\":2}\n", ["1:1", "3:2¦x"]),
      (#"{"a":"\u00e4\n\t\"\\\/\b\f\r"}"#, ["1:ä\n\t\"\\/\u{8}\u{C}\r"]),
      (#"{"a":"\ud83d\udce6"}"#, ["1:📦"]),
      (#"{"a":null,"b":true,"c":false}"#, ["1:–¦true¦false"]),
      (#"{"a":[1, 2],"b":{"x":[]}}"#, [#"1:[1, 2]¦{"x":[]}"#]),
      (#"{"a":123456789012345678901234567890.125}"#, ["1:123456789012345678901234567890.125"]),
      ("{}", ["1:"]),
      (#"{"a":1} {"b":2}"#, ["1:no JSON object: more text behind the end, at byte 9 of the line"]),
      (#"{"a":01}"#, ["1:no JSON object: no number, at byte 8 of the line"]),
      (#"{"a":"\ud83d"}"#, ["1:no JSON object: half a surrogate pair, at byte 13 of the line"]),
      (#"{"a":"\x"}"#, ["1:no JSON object: an unknown escape, at byte 8 of the line"]),
      (#"{"a":1,}"#, ["1:no JSON object: something else was expected, at byte 8 of the line"]),
      (#"{"a":1"#, ["1:no JSON object: it ends too early, at byte 6 of the line"]),
      (#"{"a":1,"a":2}"#, [#"1:no JSON object: "a" is given twice, at byte 11 of the line"#]),
      ("{\"a\":\"x\u{1}\"}", ["1:no JSON object: a control character in a text, at byte 8 of the line"]),
      (
        "{\"a\":1}\n[1]\n{\"a\":2}",
        [
          "1:1", "2:no JSON object: something else was expected, at byte 1 of the line", "3:2",
        ]
      ),
    ])
  func reads(text: String, wanted: [String]) throws {
    for pieces in [1, 3, 1 << 16] {
      let reader = try RowReading.open(window(text, pieces: pieces), format: nil, separator: nil)
      #expect(try seen(reader).map(\.description) == wanted, "in pieces of \(pieces)")
    }
  }

  @Test("Nesting without end is refused, not followed")
  func deep() throws {
    let text = "{\"a\":" + String(repeating: "[", count: 100_000) + "}"
    let rows = try seen(RowReading.open(window(text), format: nil, separator: nil))
    #expect(rows[0].trouble?.contains("nested more than 32 deep") == true)
  }
}
