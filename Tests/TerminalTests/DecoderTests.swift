import Terminal
import Testing

/// Bytes and what they are, however they are cut.
struct SequenceCase: CustomTestStringConvertible, Sendable {
  var bytes: String
  var events: [InputEvent]

  init(_ bytes: String, _ keys: Key...) {
    self.bytes = bytes
    events = keys.map(InputEvent.key)
  }

  init(_ bytes: String, events: [InputEvent]) {
    self.bytes = bytes
    self.events = events
  }

  var testDescription: String { bytes.debugDescription }

  static func typed(_ text: String) -> [InputEvent] { text.unicodeScalars.map { .key(.character(Character($0))) } }

  static let functionKeys: [SequenceCase] = {
    var cases: [SequenceCase] = []
    let numbers = [11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24]
    for (index, number) in numbers.enumerated() { cases.append(.init("\u{1B}[\(number)~", .function(index + 1))) }
    for (index, letter) in "PQRS".enumerated() {
      cases.append(.init("\u{1B}O\(letter)", .function(index + 1)))
      cases.append(.init("\u{1B}[1;5\(letter)", .function(index + 1)))
    }
    for (index, letter) in "ABCDE".enumerated() { cases.append(.init("\u{1B}[[\(letter)", .function(index + 1))) }
    for (letter, number) in [("t", 5), ("u", 6), ("v", 7), ("l", 8), ("w", 9), ("x", 10)] {
      cases.append(.init("\u{1B}O\(letter)", .function(number)))
    }
    cases.append(.init("\u{1B}[35~", .function(5)))
    return cases
  }()

  static let cursorKeys: [SequenceCase] = [
    .init("\u{1B}[A\u{1B}OA\u{1B}[1;2A", .up, .up, .up), .init("\u{1B}[B\u{1B}OB", .down, .down),
    .init("\u{1B}[C\u{1B}OC", .right, .right), .init("\u{1B}[D\u{1B}OD", .left, .left),
    .init("\u{1B}[H\u{1B}OH\u{1B}[1~\u{1B}[7~", .home, .home, .home, .home),
    .init("\u{1B}[F\u{1B}OF\u{1B}[4~\u{1B}[8~", .end, .end, .end, .end),
    .init("\u{1B}[5~\u{1B}[6~\u{1B}[2~\u{1B}[3~\u{1B}[Z", .pageUp, .pageDown, .insert, .delete, .backtab),
  ]

  static let answers: [SequenceCase] = [
    .init("\u{1B}]11;rgb:0000/1111/2222\u{07}x", .character("x")),
    .init("\u{1B}]11;rgb:0000/1111/2222\u{1B}\\x", .character("x")),
    .init("\u{1B}[?62;1;6cx", .character("x")), .init("\u{1B}[24;80Rx", .character("x")),
    .init("\u{1B}[?2026;2$yx", .character("x")), .init("\u{1B}[Ix\u{1B}[O", .character("x")),
    .init("\u{1B}P>|xterm(380)\u{1B}\\x", .character("x")), .init("\u{1B}_Gi=1;OK\u{1B}\\x", .character("x")),
    .init("\u{1B}[<0;10;20mx", .character("x")), .init("\u{1B}[<35;10;20Mx", .character("x")),
    .init("\u{1B}[<0;;20Mx", .character("x")),
    .init(
      "4\u{1B}[<0;10;20M0\u{1B}[<64;1;1M\u{1B}[<65;1;1M06",
      events: typed("4") + [
        .mouse(.click(row: 19, column: 9)), .key(.character("0")), .mouse(.wheelUp), .mouse(.wheelDown),
      ] + typed("06")),
    .init("\u{1B}[12\u{1B}[Bx", .down, .character("x")),
  ]

  static let text: [SequenceCase] = [
    .init("a\r\nb\rc\n", .character("a"), .enter, .character("b"), .enter, .character("c"), .enter),
    .init("\r\r\n\n", .enter, .enter, .enter), .init("\t\u{8}\u{7F}", .tab, .backspace, .backspace),
    .init("]C10104012345678901\u{1D}21A\r", events: typed("]C10104012345678901\u{1D}21A") + [.key(.enter)]),
    .init("\u{2}5901\u{3}\r", events: typed("5901") + [.key(.enter)]),
    .init("\u{2}5901\r\n\u{3}x", events: typed("5901") + [.key(.enter)] + typed("x")),
    .init("5901\u{3}\rx", events: typed("5901") + [.key(.enter)] + typed("x")),
    .init("\u{3}x", .control("c"), .character("x")),
    .init("\u{1A}\u{C}\u{10}", .control("z"), .control("l"), .control("p")),
    .init("é漢🙂", events: typed("é漢🙂")), .init("e\u{301}", events: typed("e\u{301}")),
    .init("\u{1B}\u{1B}[A", .escape, .up), .init("\u{1B}\r", .escape, .enter),
    .init("\u{1B}8\u{1B}[A", .alt("8"), .up),
    // A scan right behind an Escape keeps its first character.
    .init("\u{1B}8412\r", events: [.key(.escape)] + typed("8412") + [.key(.enter)]),
    .init("\u{1B}]E05901\r", events: [.key(.escape)] + typed("]E05901") + [.key(.enter)]),
    .init("\u{1B}PALLET-1\r", events: [.key(.escape)] + typed("PALLET-1") + [.key(.enter)]),
  ]

  static let pastes: [SequenceCase] = [
    .init(
      "\u{1B}[200~A-1\r\nB-2\n\n\rC\t3\u{1D}\u{1B}[201~x", events: [.paste(["A-1", "B-2", "C\t3\u{1D}"])] + typed("x")),
    .init("\u{1B}[200~\u{1B}[201~x", .character("x")), .init("\u{1B}[201~x", .character("x")),
    .init("\u{1B}[200~\u{1B}[A~漢\u{1B}[201~", events: [.paste(["[A~漢"])]),
  ]

  static let all = functionKeys + cursorKeys + answers + text + pastes
}

@Suite("Bytes become events")
struct DecoderTests {
  @Test("the same events however the bytes are cut", arguments: SequenceCase.all)
  func splitInvariance(_ expected: SequenceCase) {
    var numbers = SeededNumbers(seed: 7)
    let bytes = Array(expected.bytes.utf8)
    for round in 0..<20 {
      var decoder = Decoder()
      var events: [InputEvent] = []
      for piece in bytes.cut(&numbers, longest: round == 0 ? 1 : 6) { events += decoder.feed(piece, at: 1_000) }
      events += decoder.expire(at: 5_000)
      #expect(events == expected.events)
    }
  }

  /// Pieces with their times; an empty piece is a call of `expire`.
  struct TimedCase: Sendable, CustomTestStringConvertible {
    var name: String
    var pieces: [(String, Int64)]
    var events: [InputEvent]
    var testDescription: String { name }
  }

  static let timed: [TimedCase] = [
    .init(
      name: "an Escape is delivered after 25 ms", pieces: [("\u{1B}", 0), ("", 24), ("", 25)], events: [.key(.escape)]),
    .init(
      name: "an arrow split before its deadline passed unseen", pieces: [("\u{1B}", 0), ("[B", 90)],
      events: [.key(.down)]),
    .init(
      name: "an arrow behind a delivered Escape", pieces: [("\u{1B}", 0), ("", 25), ("[", 90), ("B", 120)],
      events: [.key(.escape), .key(.down)]),
    .init(
      name: "an O with a letter behind a delivered Escape", pieces: [("\u{1B}", 0), ("", 25), ("OB", 149)],
      events: [.key(.escape), .key(.down)]),
    .init(
      name: "a bracket 150 ms behind an Escape is data", pieces: [("\u{1B}", 0), ("", 25), ("[B", 150)],
      events: [.key(.escape)] + SequenceCase.typed("[B")),
    .init(
      name: "a lone O behind an Escape is data", pieces: [("\u{1B}", 0), ("", 25), ("O", 100), ("", 250)],
      events: [.key(.escape)] + SequenceCase.typed("O")),
    .init(
      name: "an O and no key's letter are data", pieces: [("\u{1B}", 0), ("", 25), ("OK", 100)],
      events: [.key(.escape)] + SequenceCase.typed("OK")),
    .init(
      name: "an AIM identifier behind an Escape is data", pieces: [("\u{1B}", 0), ("", 25), ("]C1", 40)],
      events: [.key(.escape)] + SequenceCase.typed("]C1")),
    .init(
      name: "Escape, then a digit later", pieces: [("\u{1B}", 0), ("8", 60), ("", 200)],
      events: [.key(.escape)] + SequenceCase.typed("8")),
    .init(name: "Alt and a digit", pieces: [("\u{1B}8", 0), ("", 25)], events: [.key(.alt("8"))]),
    .init(
      name: "Alt-8, then a key later", pieces: [("\u{1B}8", 0), ("x", 30)],
      events: [.key(.alt("8"))] + SequenceCase.typed("x")),
    .init(name: "Ctrl-C alone", pieces: [("\u{3}", 0), ("", 25)], events: [.key(.control("c"))]),
    .init(
      name: "a string cut off is given up after a second", pieces: [("\u{1B}]11;rgb:00", 0), ("scan\r", 1_000)],
      events: SequenceCase.typed("scan") + [.key(.enter)]),
    .init(
      name: "a paste cut off is delivered", pieces: [("\u{1B}[200~A\nB", 0), ("", 999), ("", 1_000)],
      events: [.paste(["A", "B"])]),
  ]

  @Test("times decide only what bytes cannot", arguments: timed)
  func timing(_ expected: TimedCase) {
    var decoder = Decoder()
    var events: [InputEvent] = []
    for (text, time) in expected.pieces {
      events += text.isEmpty ? decoder.expire(at: time) : decoder.feed(text.utf8, at: time)
    }
    #expect(events == expected.events)
    #expect(decoder.deadline == nil)
  }

  @Test("bytes that are not UTF-8 become U+FFFD and nothing after them is lost")
  func brokenCharacters() {
    let cases: [([UInt8], String)] = [
      ([0xFF, 0x41], "\u{FFFD}A"), ([0xE6, 0xBC, 0x41], "\u{FFFD}A"), ([0xC3, 0xC3, 0xA9], "\u{FFFD}é"),
      ([0xED, 0xA0, 0x80, 0x41], "\u{FFFD}\u{FFFD}\u{FFFD}A"), ([0xC2, 0x9B, 0x41], "A"),
    ]
    for (bytes, text) in cases {
      var decoder = Decoder()
      #expect(bytes.flatMap { decoder.feed([$0], at: 0) } == SequenceCase.typed(text))
    }
    var decoder = Decoder()
    #expect(decoder.feed([0xE6, 0xBC], at: 0).isEmpty)
    #expect(decoder.deadline == 1_000)
    #expect(decoder.expire(at: 1_000) == SequenceCase.typed("\u{FFFD}"))
  }

  @Test("ten thousand scans back to back arrive whole and in order")
  func manyScans() {
    var numbers = SeededNumbers(seed: 11)
    var bytes: [UInt8] = []
    var wanted: [String] = []
    for index in 0..<10_000 {
      let scan = ["]C101\(index)\u{1D}10L", "WID-\(index)", "\(4_000_000_000_000 + index)", "[\(index)O"][index % 4]
      wanted.append(scan)
      bytes += Array((scan + ["\r", "\r\n", "\n", "\t"][Int.random(in: 0..<4, using: &numbers)]).utf8)
    }
    var decoder = Decoder()
    var records = [""]
    for piece in bytes.cut(&numbers, longest: 400) {
      for event in decoder.feed(piece, at: 0) {
        switch event {
        case .key(.character(let character)): records[records.count - 1].append(character)
        case .key(.enter), .key(.tab): records.append("")
        default: Issue.record("no scan makes \(event)")
        }
      }
    }
    #expect(records.dropLast() == wanted[...])
  }

  @Test("after any rubbish and a second of silence a scan arrives whole")
  func rubbish() {
    var numbers = SeededNumbers(seed: 13)
    let likely = Array("\u{1B}\u{1B}\u{1B}[[]OP_0123456789;?~AMm\r\n\t\u{2}\u{3}\u{7}\u{1D}é漢".utf8)
    var time: Int64 = 0
    var decoder = Decoder()
    for round in 0..<3_000 {
      for _ in 0..<Int.random(in: 1...12, using: &numbers) {
        let bytes = (0..<Int.random(in: 1...9, using: &numbers)).map { _ in
          round % 2 == 0
            ? UInt8.random(in: 0...255, using: &numbers) : likely[Int.random(in: 0..<likely.count, using: &numbers)]
        }
        _ = decoder.feed(bytes, at: time)
        time += Int64.random(in: 0...60, using: &numbers)
        if Bool.random(using: &numbers) { _ = decoder.expire(at: time) }
      }
      time += 2_000
      _ = decoder.expire(at: time)
      #expect(decoder.deadline == nil)
      let events = decoder.feed("5901234123457\r".utf8, at: time)
      #expect(events == SequenceCase.typed("5901234123457") + [.key(.enter)])
    }
  }

  @Test("every key has a name and is found by it")
  func names() {
    let keys: [Key] = [
      .character("a"), .character("A"), .character("#"), .character(" "), .enter, .tab, .backtab, .backspace, .escape,
      .up,
      .down, .left, .right, .pageUp, .pageDown, .home, .end, .insert, .delete, .function(1), .function(12), .alt("8"),
      .control("p"), .control("\\"),
    ]
    for key in keys { #expect(Key(name: key.name) == key) }
    #expect(Key(name: "esc") == .escape && Key(name: "ctrl-P") == .control("p") && Key(name: "alt-1") == .alt("1"))
    #expect(["", "F0", "F13", "Ctrl-", "Ctrl-F1", "Hyper-x"].allSatisfy { Key(name: $0) == nil })
  }
}
