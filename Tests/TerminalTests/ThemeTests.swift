import Glibc
import Terminal
import Testing

@Suite("Themes and other files of key = value")
struct ThemeTests {
  @Test("the file in themes/ is the built-in text and has no mistakes", arguments: Theme.builtInNames)
  func shipped(_ name: String) throws {
    let text = try #require(Theme.builtInText(name))
    #expect(text == contents(of: "themes/\(name).theme"))
    #expect(Theme.read(text, file: name).problems == [])
    let theme = try #require(Theme.builtIn(name))
    #expect(theme.name == name)
    // The cursor is never told by colour alone, except where the cursor is only a mark.
    if theme.cursorStyle != .mark {
      #expect(theme[Role.rowCursor].mono.contains(.reverse))
      let style = theme[Role.rowCursor]
      #expect(style.attributes.contains(.reverse) || style.background != theme[Role.row].background)
    }
  }

  @Test("every role has a place in night")
  func roles() {
    let file = ConfigurationFile(Theme.builtInText("night") ?? "", name: "night")
    #expect(file.entries.filter { $0.section == "roles" }.map(\.key) == Role.allCases.map(\.rawValue))
    #expect(Role.allCases.count == 54)
  }

  @Test("lean is mono with a mark for a cursor, ASCII and no tabs")
  func lean() {
    #expect(Theme.lean.cursorStyle == .mark)
    #expect(!Theme.lean.showsTabs)
    #expect(Theme.lean.glyphs == Theme.lean.glyphs.inASCII)
    for role in Role.allCases {
      #expect(Theme.lean[role].foreground == .default && Theme.lean[role].background == .default)
    }
    let suggested = [("vt220", 38_400), ("xterm", 9_600), ("xterm", 38_400)].map {
      Theme.suggestedName(terminal: $0.0, baud: $0.1, depth: .eight)
    }
    #expect(suggested == ["lean", "lean", "night"])
  }

  @Test(
    "a mistake is named with its line and the rest of the theme counts",
    arguments: [
      ("[roles]\nstock.owt = red", "x.theme:2: no role \"stock.owt\"; did you mean \"stock.out\"?"),
      ("[roles]\n\ntext = brigth-red", "x.theme:3: no colour \"brigth-red\"; did you mean \"bright-red\"?"),
      ("[roles]\ntext = red blod", "x.theme:2: no attribute \"blod\"; did you mean \"bold\"?"),
      ("[roles]\ntext = red on", "x.theme:2: \"text\" cannot be \"red on\"; it takes a colour after \"on\""),
      (
        "[roles]\ntext = red ; bold",
        "x.theme:2: \"text\" cannot be \"red ; bold\"; it takes \"mono:\" and attributes after \";\""
      ),
      ("[palette]\nalarm = red / 300", "x.theme:2: no colour \"300\""),
      ("[glyphs]\ncursor = 漢", "x.theme:2: \"cursor\" cannot be \"漢\"; it takes one character of one cell"),
      ("[glyphs]\ncurser = >", "x.theme:2: no glyph \"curser\"; did you mean \"cursor\"?"),
      (
        "[glyphs]\nspark = abc",
        "x.theme:2: \"spark\" cannot be \"abc\"; it takes seven characters of one cell, lowest first"
      ),
      ("[rolls]\ntext = red", "x.theme:2: no section \"rolls\"; did you mean \"roles\"?"),
      ("cursor_style = block", "x.theme:1: \"cursor_style\" cannot be \"block\"; it takes row, cell or mark"),
      ("base = nigth", "x.theme:1: there is no theme \"nigth\" to start from; night is used"),
      ("what is this", "x.theme:1: \"what is this\" is not of the form key = value"),
      ("[roles", "x.theme:1: \"[roles\" is not of the form [section]"),
      ("name = a\nname = b", "x.theme:2: \"name\" is already given in line 1; this line counts"),
    ])
  func mistakes(_ text: String, _ message: String) {
    let reading = Theme.read(text + "\n[roles]\nmatch = bold ; mono: reverse # so\n", file: "x.theme")
    #expect(reading.problems.map(\.description) == [message])
    #expect(reading.theme[Role.match] == Style(attributes: .bold, mono: .reverse))
    #expect(reading.theme[Role.rowCursor] == Theme.night[Role.rowCursor])
  }

  @Test("a palette name changed by a theme changes the roles of its base")
  func palette() {
    let reading = Theme.read("base = deep\n[palette]\nalarm = bright-blue / 39 / #00afff", file: "x") { name in
      name == "deep" ? "[roles]\nmatch = black on alarm" : nil
    }
    let blue = Colour(basic: 12, indexed: 39, rgb: 0x00AFFF)
    #expect(reading.problems == [])
    #expect(reading.theme[Role.match] == Style(foreground: .ansi(0), background: blue))
    #expect(reading.theme[Role.stockOut].foreground == blue)
    #expect(reading.theme.name == "x")
  }

  @Test("bases go three deep, and a circle ends")
  func bases() {
    let reading = Theme.read("base = b\n[roles]\nmatch = red", file: "a.theme") {
      ["b": "base = a", "a": "base = b"][$0]
    }
    #expect(reading.problems.count == 1)
    #expect(reading.theme[Role.match].foreground == .ansi(1))
    #expect(reading.theme[Role.header] == Theme.night[Role.header])
  }

  @Test("comments, colours and odd line ends")
  func grammar() {
    let text =
      "\u{FEFF}# a theme\r\na = 1 # one\r\n[s]\rcolour = #ff8700 # orange\nempty =\nhash = a#b\nnumber = #\nnone = # none\n"
    let file = ConfigurationFile(text, name: "f")
    #expect(file.problems == [])
    #expect(file.value("a") == "1")
    #expect(file.value("colour", section: "s") == "#ff8700")
    #expect(file.value("empty", section: "s") == "")
    #expect(file.value("hash", section: "s") == "a#b")
    #expect(file.value("number", section: "s") == "#")
    #expect(file.value("none", section: "s") == "")
    #expect(file.entries.map(\.line) == [2, 4, 5, 6, 7, 8])
  }

  @Test("colours are degraded to the nearest")
  func colours() {
    #expect(Colour.rgb(0xFF8700).indexed == 208)
    #expect(Colour.rgb(0xFE0101).basic == 9)
    #expect(Colour.indexed(16).basic == 0)
    #expect(Colour.rgb(ofIndex: 244) == 0x808080)
  }

  @Test(
    "flag, NO_COLOR, setting, description, COLORTERM: in this order",
    arguments: [
      (ColourDepth.sixteen, "1", nil, 256, nil, ColourDepth.sixteen), (nil, "1", .rgb, 256, "truecolor", .none),
      (nil, "", .sixteen, 256, "truecolor", .sixteen), (nil, nil, nil, 256, nil, .indexed),
      (nil, nil, nil, 8, nil, .eight),
      (nil, nil, nil, -1, nil, .none), (nil, nil, nil, 256, "truecolor", .rgb), (nil, nil, nil, 256, "yes", .indexed),
      (nil, nil, nil, 8, "yes", .sixteen),
    ] as [(ColourDepth?, String?, ColourDepth?, Int, String?, ColourDepth)])
  func depths(
    _ flag: ColourDepth?, _ noColour: String?, _ setting: ColourDepth?, _ colours: Int, _ term: String?,
    _ expected: ColourDepth
  ) {
    let chosen = ColourDepth.chosen(
      flag: flag, noColour: noColour, setting: setting, terminalColours: colours, colourTerm: term)
    #expect(chosen == expected)
  }

  /// A file of this repository; nil if it cannot be read.
  private func contents(of path: String, here: String = #filePath) -> String? {
    let root = here.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
    guard let file = fopen(root + "/" + path, "r") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 100_000)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self)
  }
}
