import Terminal

/// Which key does what, where: it dispatches, and footer, help, palette and the table in the README are made from it.
public struct Keymap: Sendable {
  private(set) var bindings: [Binding]

  /// The keys as they are without a keys file.
  public init() { bindings = KeyTable.standard }

  /// With a keys file laid over: `list.sort = s, F4`. What it names replaces the keys of that command; every line that
  /// means nothing becomes a problem, and the rest counts.
  public init(overrides file: ConfigurationFile) {
    self.init()
    var file = file
    for entry in file.entries where entry.section != LearnedKeys.section {
      guard let command = Command(rawValue: entry.key) else {
        let nearest = nearestName(to: entry.key, among: Command.allCases.map(\.rawValue))
        file.report(.unknown(kind: "command", name: entry.key, nearest: nearest), line: entry.line)
        continue
      }
      let names = entry.value == "," ? [","] : entry.value.split(separator: ",").map { String($0).trimmedBlanks }
      let strokes = names.compactMap { Keymap.stroke($0) }
      guard strokes.count == names.count else {
        let expected = "keys such as j, F8, Ctrl-P, gg, divided by commas"
        file.report(.badValue(key: entry.key, value: entry.value, expected: expected), line: entry.line)
        continue
      }
      if strokes.contains(where: Keymap.isDigit) {
        let expected = "any key but a digit: digits are scans"
        file.report(.badValue(key: entry.key, value: entry.value, expected: expected), line: entry.line)
        continue
      }
      replace(command, strokes)
    }
    problems = file.problems
  }

  /// What was wrong in the keys file.
  public private(set) var problems: [ConfigurationProblem] = []

  private static func stroke(_ name: String) -> Stroke? {
    if name.first == "$", let number = Int(name.dropFirst()), 0...9 ~= number {
      return Stroke(.function(number == 0 ? 10 : number))
    }
    return Stroke(name: name)
  }

  private static func isDigit(_ stroke: Stroke) -> Bool {
    guard case .character(let character)? = stroke.keys.first else { return false }
    return character.isASCII && character.isNumber
  }

  /// The first binding of the command in each pane gets the keys; others that held one of them lose it there.
  private mutating func replace(_ command: Command, _ strokes: [Stroke]) {
    let panes = bindings.filter { $0.command == command }.reduce(into: Set<PaneKind>()) { $0.formUnion($1.panes) }
    for index in bindings.indices where !bindings[index].panes.isDisjoint(with: panes) {
      bindings[index].strokes.removeAll { strokes.contains($0) }
    }
    var isFirst = true
    for index in bindings.indices where bindings[index].command == command {
      bindings[index].strokes = isFirst || bindings[index].panes.count < panes.count ? strokes : []
      isFirst = false
    }
  }

  /// What keys do in a pane.
  enum Match {
    case run(Binding)
    /// The beginning of a stroke.
    case prefix
    case off(String)
    case none
  }

  func match(_ keys: [Key], _ situation: Situation) -> Match {
    var reason: String?
    var isPrefix = false
    for binding in bindings where binding.panes.contains(situation.pane) {
      for stroke in binding.strokes {
        if stroke.keys == keys {
          guard let off = binding.off(situation) else { return .run(binding) }
          reason = reason ?? off
        } else if stroke.keys.starts(with: keys) {
          isPrefix = true
        }
      }
    }
    if isPrefix { return .prefix }
    return reason.map { .off($0) } ?? .none
  }

  func bindings(in pane: PaneKind) -> [Binding] { bindings.filter { $0.panes.contains(pane) } }

  /// The binding that function key `number` runs in a pane.
  func function(_ number: Int, _ situation: Situation) -> Match { match([.function(number)], situation) }

  /// The footer's entries, in the order of their keys: `F1 help`.
  func footer(in pane: PaneKind) -> [(key: String, number: Int?, words: String)] {
    let shown = bindings(in: pane).filter { !$0.short.isEmpty && !$0.strokes.isEmpty }
    let functions = shown.compactMap { binding in binding.function.map { ($0, binding) } }
      .filter { $0.0 <= 10 }.sorted { $0.0 < $1.0 }
      .map { (key: "F\($0.0)", number: Optional($0.0), words: $0.1.short) }
    let others = shown.filter { $0.function.map { $0 > 10 } ?? true }
      .map { (key: $0.strokes[0].name, number: Int?.none, words: $0.short) }
    return functions + others
  }
}

extension String {
  var trimmedBlanks: String {
    var rest = self[...]
    while rest.first == " " || rest.first == "\t" { rest.removeFirst() }
    while rest.last == " " || rest.last == "\t" { rest.removeLast() }
    return String(rest)
  }
}
