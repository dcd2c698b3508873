/// One theme file, read but not yet laid over its base: palette names stay names, so that a theme which only changes the
/// palette changes every role that uses it.
struct ThemeLayer {
  struct RoleText {
    var role: Role
    var foreground: String?
    var background: String?
    var attributes: Attributes = []
    var mono: Attributes?
    var line: Int
  }

  let text: String
  var file: ConfigurationFile
  var palette: [String: Colour] = [:]
  var base: (name: String, line: Int)?
  private var roles: [RoleText] = []

  init(_ text: String, file: String) {
    self.text = text
    self.file = ConfigurationFile(text, name: file)
    for entry in self.file.entries {
      switch entry.section {
      case "":
        if entry.key == "base" { base = (entry.value, entry.line) }
      case "palette": readPalette(entry)
      case "roles": readRole(entry)
      case "glyphs": break
      default:
        let nearest = nearestName(to: entry.section, among: ["palette", "roles", "glyphs"])
        self.file.report(.unknown(kind: "section", name: entry.section, nearest: nearest), line: entry.line)
      }
    }
  }

  /// Lays this file over what its base made of the theme.
  mutating func apply(to theme: inout Theme, palette: [String: Colour]) {
    for entry in file.entries where entry.section.isEmpty { applyHead(entry, to: &theme) }
    for entry in file.entries where entry.section == "glyphs" { applyGlyph(entry, to: &theme.glyphs) }
    for text in roles {
      theme.styles[text.role] = Style(
        foreground: colour(text.foreground, palette, line: text.line),
        background: colour(text.background, palette, line: text.line),
        attributes: text.attributes, mono: text.mono ?? text.attributes)
    }
  }

  private mutating func applyHead(_ entry: ConfigurationFile.Entry, to theme: inout Theme) {
    func isOneOf<Value: RawRepresentable & CaseIterable>(_ type: Value.Type) -> Value? where Value.RawValue == String {
      Value(rawValue: entry.value)
    }
    func bad(_ expected: String) {
      file.report(.badValue(key: entry.key, value: entry.value, expected: expected), line: entry.line)
    }
    switch entry.key {
    case "name", "about", "base": break
    case "mode":
      if let mode = isOneOf(Theme.Mode.self) { theme.mode = mode } else { bad("dark, light or any") }
    case "cursor_style":
      if let style = isOneOf(CursorStyle.self) { theme.cursorStyle = style } else { bad("row, cell or mark") }
    case "tabs":
      switch entry.value {
      case "yes": theme.showsTabs = true
      case "no": theme.showsTabs = false
      default: bad("yes or no")
      }
    case "least_contrast":
      if let least = Double(entry.value), 1...21 ~= least {
        theme.leastContrast = least
      } else {
        bad("a number, 1 to 21")
      }
    case "safe_for":
      let names = entry.value.split(separator: ",").map { String($0.trimmed) }
      let visions = names.compactMap(ColourVision.init(rawValue:)).filter { $0 != .usual }
      if visions.count == names.count { theme.safeFor = Set(visions) } else { bad("protan, deutan, tritan") }
    default:
      let known = ["name", "about", "base", "mode", "cursor_style", "tabs", "least_contrast", "safe_for"]
      let nearest = nearestName(to: entry.key, among: known)
      file.report(.unknown(kind: "key", name: entry.key, nearest: nearest), line: entry.line)
    }
  }

  private mutating func applyGlyph(_ entry: ConfigurationFile.Entry, to glyphs: inout Glyphs) {
    if entry.key == "spark" {
      let levels = Array(entry.value)
      guard levels.count == 7, levels.allSatisfy({ $0.cellWidth == 1 }) else {
        file.report(
          .badValue(key: entry.key, value: entry.value, expected: "seven characters of one cell, lowest first"),
          line: entry.line)
        return
      }
      glyphs.spark = [" "] + levels
      return
    }
    let places: [String: WritableKeyPath<Glyphs, Character>] = [
      "cursor": \.cursor, "marked": \.marked, "rule": \.rule, "ellipsis": \.ellipsis, "ascending": \.ascending,
      "descending": \.descending, "done": \.done, "rest": \.rest,
    ]
    guard let place = places[entry.key] else {
      let nearest = nearestName(to: entry.key, among: ["spark"] + places.keys.sorted())
      file.report(.unknown(kind: "glyph", name: entry.key, nearest: nearest), line: entry.line)
      return
    }
    guard entry.value.count == 1, let glyph = entry.value.first, glyph.cellWidth == 1 else {
      file.report(
        .badValue(key: entry.key, value: entry.value, expected: "one character of one cell"), line: entry.line)
      return
    }
    glyphs[keyPath: place] = glyph
  }

  /// `16-colour / 256 / rgb`, or fewer of them.
  private mutating func readPalette(_ entry: ConfigurationFile.Entry) {
    var basic: Int?
    var indexed: Int?
    var rgb: UInt32?
    for part in entry.value.split(separator: "/", omittingEmptySubsequences: false).map({ String($0.trimmed) }) {
      if part == "default" {
        basic = -1
      } else if let number = Colour.names.firstIndex(of: part) {
        basic = number
      } else if let number = Int(part), 0..<256 ~= number {
        indexed = number
      } else if let value = hexadecimal(part) {
        rgb = value
      } else {
        let nearest = nearestName(to: part, among: Colour.names + ["default"])
        file.report(.unknown(kind: "colour", name: part, nearest: nearest), line: entry.line)
        return
      }
    }
    let fallback = rgb.map(Colour.rgb) ?? indexed.map(Colour.indexed) ?? .default
    let basicNumber = basic ?? (indexed.map(Colour.indexed) ?? fallback).basic
    palette[entry.key] = Colour(
      basic: basicNumber, indexed: indexed ?? (rgb == nil ? basicNumber : fallback.indexed), rgb: rgb)
  }

  /// `[colour] ["on" colour] attribute* [";" "mono:" attribute*]`
  private mutating func readRole(_ entry: ConfigurationFile.Entry) {
    guard let role = Role(rawValue: entry.key) else {
      let nearest = nearestName(to: entry.key, among: Role.allCases.map(\.rawValue))
      file.report(.unknown(kind: "role", name: entry.key, nearest: nearest), line: entry.line)
      return
    }
    var text = RoleText(role: role, line: entry.line)
    let halves = entry.value.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
    var words = halves[0].split { $0 == " " || $0 == "\t" }.map(String.init)[...]
    if let word = words.first, word != "on", attributesByName[word] == nil {
      text.foreground = word
      words.removeFirst()
    }
    if words.first == "on" {
      words.removeFirst()
      text.background = words.popFirst()
      if text.background == nil {
        file.report(.badValue(key: entry.key, value: entry.value, expected: "a colour after \"on\""), line: entry.line)
      }
    }
    text.attributes = attributes(words, line: entry.line)
    if halves.count == 2 {
      let mono = halves[1].trimmed
      guard mono.hasPrefix("mono:") else {
        file.report(
          .badValue(key: entry.key, value: entry.value, expected: "\"mono:\" and attributes after \";\""),
          line: entry.line)
        roles.append(text)
        return
      }
      let monoWords = mono.dropFirst("mono:".count).split { $0 == " " || $0 == "\t" }.map(String.init)
      text.mono = attributes(monoWords[...], line: entry.line)
    }
    roles.append(text)
  }

  private mutating func attributes(_ words: ArraySlice<String>, line: Int) -> Attributes {
    var attributes: Attributes = []
    for word in words {
      if let attribute = attributesByName[word] {
        attributes.formUnion(attribute)
      } else {
        let nearest = nearestName(to: word, among: attributesByName.keys.sorted())
        file.report(.unknown(kind: "attribute", name: word, nearest: nearest), line: line)
      }
    }
    return attributes
  }

  private mutating func colour(_ name: String?, _ palette: [String: Colour], line: Int) -> Colour {
    guard let name, name != "default" else { return .default }
    if let colour = palette[name] { return colour }
    if let number = Colour.names.firstIndex(of: name) { return .ansi(number) }
    if let number = Int(name), 0..<256 ~= number { return .indexed(number) }
    if let value = hexadecimal(name) { return .rgb(value) }
    let nearest = nearestName(to: name, among: palette.keys.sorted() + Colour.names + ["default"])
    file.report(.unknown(kind: "colour", name: name, nearest: nearest), line: line)
    return .default
  }
}

private let attributesByName: [String: Attributes] = [
  "bold": .bold, "underline": .underline, "reverse": .reverse, "dim": .dim, "none": [],
]

private func hexadecimal(_ text: String) -> UInt32? {
  guard text.count == 7, text.first == "#", text.dropFirst().allSatisfy(\.isHexDigit) else { return nil }
  return UInt32(text.dropFirst(), radix: 16)
}
