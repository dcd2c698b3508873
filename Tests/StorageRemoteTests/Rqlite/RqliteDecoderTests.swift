import Glibc
import Storage
import Testing

@testable import StorageRemote

/// What a real rqlite answered, as `remote.md` tells it, read by this driver.
@Suite("An answer of rqlite")
struct RqliteDecoderTests {
  /// What every recorded answer to a request like ours comes to, made of the same recordings by another program.
  @Test("is understood as it was recorded")
  func recorded() throws {
    let wanted = RecordedAnswers.lines
    var found: [String] = []
    for (index, exchange) in try Recorded.all().enumerated() where exchange.isLikeOurs {
      let line = "\(index) " + Rendering.text(of: exchange)
      found.append(String(String.UnicodeScalarView(line.unicodeScalars.prefix(110))))
    }
    #expect(found.count > 180)
    for (found, wanted) in zip(found, wanted) { #expect(found == wanted) }
    #expect(found.count == wanted.count)
  }

  @Test("that was damaged is refused or read, and never breaks anything", arguments: [1, 2, 3, 4] as [UInt64])
  func damaged(_ seed: UInt64) throws {
    var chance = Chance(state: seed)
    let bodies = try Recorded.all().compactMap { $0.response.map { Array($0.utf8) } }.filter { $0.first == 123 }
    var refused = 0
    for _ in 0..<3000 {
      var body = bodies[chance.below(bodies.count)]
      for _ in 0...chance.below(3) where !body.isEmpty {
        let place = chance.below(body.count)
        switch chance.below(4) {
        case 0: body.removeSubrange(place...)
        case 1: body[place] = UInt8(chance.below(256))
        case 2: body.remove(at: place)
        default: body.insert(Array("{}[]\",:\\u0".utf8)[chance.below(10)], at: place)
        }
      }
      do {
        let answer = try RqliteAnswer(body)
        for index in answer.results.indices { _ = try Rendering.rows(of: answer, index) }
      } catch is JSONDamage {
        refused += 1
      }
    }
    #expect(refused > 500)
  }

  static let values: [(String, Value)] = [
    ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
    ("9007199254740993", .integer(9_007_199_254_740_993)), ("0", .integer(0)), ("-1", .integer(-1)),
    ("9223372036854775808", .text("9223372036854775808.0")), ("2.5", .text("2.5")), ("1e+300", .text("1.0e+300")),
    ("null", .null), ("true", .integer(1)), ("false", .integer(0)), ("\"\"", .text("")), ("[]", .blob([])),
    ("[0, 255,16]", .blob([0, 255, 16])), (#""\u003ca\u003e\u0026""#, .text("<a>&")),
    (#""a\u0000b\"\\\/\b\f\n\r\t""#, .text("a\0b\"\\/\u{8}\u{c}\n\r\t")), (#""\ud83d\ude00""#, .text("😀")),
    (#""\ud83d!""#, .text("\u{fffd}!")), (#""\ude00""#, .text("\u{fffd}")), ("\"€\"", .text("€")),
  ]

  @Test("has each value exactly", arguments: values)
  func value(_ text: String, _ value: Value) throws {
    // In whatever order the keys come, with blanks, and with keys nobody knows.
    for shape in [
      #"{"results":[{"columns":["a"],"types":["text"],"values":[[@]]}]}"#,
      " {\n\"time\" : 1.5e-3, \"results\" : [ { \"values\" : [ [ @ ] ] , \"new\":{\"a\":[{}]}, \"types\":[\"\"] } ] } ",
    ] {
      let answer = try RqliteAnswer(Array(shape.replacing("@", with: text).utf8))
      var found: [Value] = []
      _ = try answer.eachRow(of: 0, RqliteRow()) { row in
        found.append(row.value(0))
        #expect(row.width == 1)
        #expect(row.isNull(0) == (value == .null))
        if case .integer(let integer) = value { #expect(row.integer(0) == integer) }
        if case .text(let text) = value { #expect(row.withUTF8(0) { Array($0) } == Array(text.utf8)) }
        #expect(row.isNull(7) && row.text(7) == "" && row.blob(-1) == [])
        return true
      }
      #expect(found == [value])
    }
  }

  @Test("gives a floating number its point back, and cuts it where an integer is asked for")
  func floating() throws {
    let answer = try RqliteAnswer(
      Array(#"{"results":[{"types":["real","real"],"values":[[1,-2.75],[1e+300,null]]}]}"#.utf8))
    var seen: [String] = []
    _ = try answer.eachRow(of: 0, RqliteRow()) { row in
      seen.append("\(row.text(0)) \(row.integer(0)) \(row.value(1)) \(row.integer(1))")
      return true
    }
    #expect(seen == ["1.0 1 text(\"-2.75\") -2", "1.0e+300 9223372036854775807 null 0"])
  }

  @Test("may be asked for other columns while one is looked at")
  func nested() throws {
    let answer = try RqliteAnswer(Array(#"{"results":[{"values":[["a\n","b\n",[1]]]}]}"#.utf8))
    _ = try answer.eachRow(of: 0, RqliteRow()) { row in
      row.withUTF8(0) { bytes in
        #expect(row.text(1) == "b\n" && row.text(2) == "\u{1}")
        #expect(Array(bytes) == [97, 10])
      }
      return true
    }
  }

  @Test("holds no row outside the closure")
  func keptTooLong() throws {
    let answer = try RqliteAnswer(Array(#"{"results":[{"values":[["a"]]}]}"#.utf8))
    let row = RqliteRow()
    _ = try answer.eachRow(of: 0, row) { _ in true }
    #expect(row.width == 0 && row.text(0) == "")
  }

  @Test(
    "that is no answer is damage",
    arguments: [
      "", "null", "[]", "{}", "{\"results\":3}", "{\"results\":[]} x", "{\"results\":[{\"values\":[1]}]}",
      "{\"results\":[{\"values\":[[{}]]}]}", "{\"results\":[{\"values\":[[[\"a\"]]]}]}",
      "{\"results\":[{\"error\":1}]}",
      "{\"results\":[{\"values\":[[01x]]}]}", "{\"results\":[{\"values\":[[\"\\q\"]]}]}", "{\"results\":[",
      "{\"results\":[{\"values\":[[[1.5]]]}]}", "{\"results\":[{\"values\":[[[-1]]]}]}",
      "{\"a\":" + String(repeating: "[", count: 100_000),
    ])
  func noAnswer(_ text: String) {
    #expect(throws: JSONDamage.self) { try RqliteAnswer(Array(text.utf8)) }
  }

  @Test("may say that there are no rows")
  func noRows() throws {
    let answer = try RqliteAnswer(Array(#"{"results":[{"values":null},{"columns":["a"],"types":["text"]},{}]}"#.utf8))
    for index in 0..<3 {
      #expect(try answer.eachRow(of: index, RqliteRow()) { _ in false })
    }
  }
}

/// Numbers by chance that are the same for the same seed.
struct Chance {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
}
