import Terminal
import Testing

@testable import CLI

@Suite("Themes are measured")
struct ThemeCheckTests {
  @Test("every shipped theme can be read, and serves the eyes that it promises to serve", arguments: Theme.builtInNames)
  func shipped(_ name: String) throws {
    let check = ThemeCheck(try #require(Theme.builtIn(name)))
    #expect(check.dim.map { "\($0.role.rawValue) \($0.least)" } == [])
    #expect(check.confused.map { "\($0.vision) \($0.pair) \($0.least ?? 0)" } == [])
    #expect(check.isGood && check.readings.map(\.role) == Role.allCases)
  }

  @Test("what the themes for colour-blind eyes promise")
  func promises() throws {
    #expect(try #require(Theme.builtIn("safe")).safeFor == [.protan, .deutan])
    #expect(try #require(Theme.builtIn("safe3")).safeFor == [.tritan])
    let contrast = ThemeCheck(try #require(Theme.builtIn("contrast")))
    #expect(contrast.theme.leastContrast == 7 && contrast.readings.allSatisfy { $0.least >= 7 })
  }

  @Test(
    "what cannot be read or told apart is named",
    arguments: [
      ("[roles]\nmatch = bright-blue", [Role.match], []),
      ("[roles]\nmatch = blue\nfield = #333333", [.field, .match], []),
      ("mode = light\n[roles]\nmatch = #777777", [.match], []),
      ("[roles]\nfooter.off = default dim\nmatch = 240 on black reverse", [.match], []),
      ("least_contrast = 3\n[roles]\nmatch = bright-blue", [], []),
      (
        "safe_for = protan, deutan\n[roles]\nlink.ok = #b08000\nlink.queue = #70a000", [],
        [ColourVision.protan, .deutan]
      ),
      ("safe_for = tritan\n[roles]\nlink.ok = #00c0c0\nlink.queue = #00c070", [], [.tritan]),
      ("[roles]\nlink.ok = #00c0c0\nlink.queue = #00c070", [], []),
    ] as [(String, [Role], [ColourVision])])
  func faults(_ text: String, _ dim: [Role], _ confused: [ColourVision]) {
    let isLight = text.hasPrefix("mode = light")
    let base = isLight ? "day" : "contrast"
    let head = (isLight ? "" : "mode = dark\n") + (text.contains("least_contrast") ? "" : "least_contrast = 4.5\n")
    let own = text.contains("safe_for") ? "" : "safe_for =\n"
    let reading = Theme.read("base = \(base)\n" + head + own + text, file: "x")
    let check = ThemeCheck(reading.theme)
    #expect(reading.problems == [])
    #expect(Set(check.dim.map(\.role)) == Set(dim))
    #expect(check.confused.map(\.vision) == confused, "\(check.distances)")
  }

  @Test("promises that are none are mistakes of the file")
  func mistakes() {
    let problems = Theme.read("least_contrast = high\nsafe_for = protan, cats\n", file: "x").problems
    #expect(
      problems.map(\.description) == [
        "x:1: \"least_contrast\" cannot be \"high\"; it takes a number, 1 to 21",
        "x:2: \"safe_for\" cannot be \"protan, cats\"; it takes protan, deutan, tritan",
      ])
  }

  /// Pairs of Sharma, Wu and Dalal's table, one for each branch of the formula.
  @Test("colour differences are those of the published table")
  func differences() {
    let table: [([Double], [Double], Double)] = [
      ([50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425), ([50, 3.1571, -77.2803], [50, 0, -82.7485], 2.8615),
      ([50, -1.3802, -84.2814], [50, 0, -82.7485], 1), ([50, 0, 0], [50, -1, 2], 2.3669),
      ([50, 2.49, -0.001], [50, -2.49, 0.0009], 7.1792), ([50, 2.5, 0], [73, 25, -18], 27.1492),
      ([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644),
      ([22.7233, 20.0904, -46.6940], [23.0331, 14.9730, -42.5619], 2.0373),
      ([2.0776, 0.0795, -1.1350], [0.9033, -0.0636, -0.5514], 0.9082),
    ]
    for (one, other, wanted) in table {
      let found = ciede2000((one[0], one[1], one[2]), (other[0], other[1], other[2]))
      #expect(abs(found - wanted) < 0.0001, "\(one) \(other): \(found)")
    }
  }

  @Test("contrast runs from 1 to 21, and grey is grey to all eyes")
  func contrast() {
    let (black, white) = (SeenColour(0x000000), SeenColour(0xFFFFFF))
    #expect(abs(white.contrast(to: black) - 21) < 0.001 && white.contrast(to: white) == 1)
    // WCAG's own example of what just does not do.
    #expect(abs(SeenColour(0x777777).contrast(to: white) - 4.478) < 0.001)
    for vision in ColourVision.allCases {
      for grey: UInt32 in [0x000000, 0x808080, 0xFFFFFF] {
        #expect(SeenColour(grey).seen(by: vision).difference(from: SeenColour(grey)) < 0.5)
      }
    }
    let (red, green) = (SeenColour(0xC04040), SeenColour(0x707000))
    #expect(red.seen(by: .protan).difference(from: green.seen(by: .protan)) < red.difference(from: green) / 2)
  }
}
