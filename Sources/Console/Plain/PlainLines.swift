import Inventory
import Terminal

/// From a line to the keys that it stands for: everything goes the way of the keys, so that whatever holds for those holds
/// here too.
extension PlainDialogue {
  /// Takes a line without its end. A Tab ends a record too.
  public mutating func take(line: String, now: Instant) -> [Effect] {
    var effects = console.update(.tick(now))
    if line.utf8.contains(0x1B) { return effects + press(decoded: line) }
    let records = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    for record in records.count > 1 && records.last == "" ? records.dropLast() : records[...] {
      effects += take(record: record)
    }
    return effects
  }

  /// Function keys and arrows, as a terminal in line mode passes them on.
  private mutating func press(decoded line: String) -> [Effect] {
    var decoder = Decoder()
    let events = decoder.feed(Array(line.utf8), at: 0) + decoder.expire(at: 60_000)
    return events.flatMap { console.update(.input($0)) }
  }

  private mutating func take(record: String) -> [Effect] {
    let words = record.trimmedBlanks
    if console.gate != nil { return atGate(words) }
    if words == "$list" { return readOut() }
    if words == "$more" { return readOn() }
    if let overlay = console.overlay { return take(words, over: overlay) }
    // A function by its number, in every pane: what stands in a form's field does not matter.
    if words.first == "$", let number = Int(words.dropFirst()), 0...10 ~= number {
      return press(.function(number == 0 ? 10 : number))
    }
    if form != nil { return fill(words) }
    if pane.takesScans { return words == "$" ? press(.character("$")) : type(record) + press(.enter) }
    if pane.takesText { return type(record) + press(.enter) }
    return browse(words)
  }

  /// Nobody works here: a name, a badge or a PIN, or a function by its number.
  private mutating func atGate(_ words: String) -> [Effect] {
    wants.page = false
    if words.first == "$", let number = Int(words.dropFirst()), 0...10 ~= number {
      return press(.function(number == 0 ? 10 : number))
    }
    return type(words) + press(.enter)
  }

  // MARK: Keys

  mutating func press(_ keys: Key...) -> [Effect] { keys.flatMap { console.update(.input(.key($0))) } }

  mutating func press(_ key: Key, times: Int) -> [Effect] {
    (0..<max(0, times)).flatMap { _ in console.update(.input(.key(key))) }
  }

  mutating func type(_ text: String) -> [Effect] {
    text.flatMap { console.update(.input(.key(.character($0)))) }
  }

  private mutating func paste(_ text: String) -> [Effect] { console.update(.input(.paste([text]))) }

  // MARK: Browse panes

  private mutating func browse(_ words: String) -> [Effect] {
    switch words {
    case "":
      wants.row = true
      return []
    case "list": return readOut()
    case "more": return readOn()
    case "help": return press(.function(1))
    default: break
    }
    if let number = Int(words), words.utf8.count <= 2, let effects = go(to: number) { return effects }
    if words.first == "$" || words.first == ":" { return find(words) }
    if words.first == "/", words.utf8.count > 1 {
      return press(.character("/")) + type(String(words.dropFirst())) + press(.enter)
    }
    if let keys = stroke(words) { return keys.flatMap { console.update(.input(.key($0))) } }
    return paste(words)
  }

  /// The keys of a name that mean something here: `T`, `gs`, `g s`, `PgDn`.
  private func stroke(_ words: String) -> [Key]? {
    let names = words.split(separator: " ").map(String.init)
    let keys = names.count == 1 ? Stroke(name: words)?.keys : names.compactMap { Key(name: $0) }
    guard let keys, keys.count == 1 || keys.count == names.count || names.count == 1 else { return nil }
    switch desk.settings.keymap.match(keys, console.situation) {
    case .run, .off: return keys
    case .prefix, .none: return nil
    }
  }

  /// `:words`: the command itself where they fit one alone, else those that they fit.
  private mutating func find(_ words: String) -> [Effect] {
    let first: Key = words.first == ":" ? .control("p") : .character("$")
    let effects = press(first) + type(String(words.dropFirst()))
    return words.utf8.count > 1 && fitting == 1 ? effects + press(.enter) : effects
  }

  /// How many commands the list over the pane has.
  private var fitting: Int {
    switch console.overlay {
    case .palette(let list), .menu(let list): console.entries(list).count
    default: 0
    }
  }

  /// To a row of what was read out; nil where there is none of that number.
  private mutating func go(to number: Int) -> [Effect]? {
    let page = page()
    guard let cursor = page.cursor, 1...max(1, page.rows.count) ~= number else { return nil }
    wants.row = true
    let step = number - 1 - cursor
    return press(step > 0 ? .down : .up, times: abs(step))
  }

  // MARK: Forms

  /// Fills the field that is asked for, and goes to the next. An empty line leaves it as it is, `.` empties it, `<` goes
  /// back to the one before.
  private mutating func fill(_ words: String) -> [Effect] {
    guard let form, form.state == .editing else { return press(.enter) }
    wants.trouble = true
    let field = form.fields[form.active]
    switch words {
    case "": return press(.enter)
    case "<": return press(.backtab)
    case ".": return press(.control("u"))
    case "help": return press(.function(1))
    default: break
    }
    if field.isClosed { return choose(words, in: field) }
    if field.isList { return paste(words) + press(.enter) }
    if let number = Int(words), words.utf8.count == 1, field.choices.indices.contains(number - 1) {
      return press(.control("u")) + type(words) + press(.enter)
    }
    return press(.control("u")) + paste(words) + press(.enter)
  }

  /// Of a field with fixed answers: the number of one, or its first letters.
  private mutating func choose(_ words: String, in field: FormField) -> [Effect] {
    let small = words.lowercased()
    let number = Int(words).map { $0 - 1 }
    let wanted =
      number.flatMap { field.choices.indices.contains($0) ? field.choices[$0] : nil }
      ?? field.choices.first { $0.lowercased() == small } ?? field.choices.first { $0.lowercased().hasPrefix(small) }
    guard let wanted else {
      wants.lines.append("\(field.label) takes one of: \(PlainDialogue.numbered(field.choices)).")
      return []
    }
    var effects: [Effect] = []
    // A blank goes to the next choice, so as many as there are reach every one.
    for _ in field.choices.indices where form?.fields[form?.active ?? 0].text != wanted {
      effects += press(.character(" "))
    }
    return effects + press(.enter)
  }

  static func numbered(_ choices: [String]) -> String {
    choices.enumerated().map { "\($0.offset + 1) \($0.element)" }.joined(separator: ", ")
  }

  // MARK: Overlays

  private mutating func take(_ words: String, over overlay: Overlay) -> [Effect] {
    if words == "more" { return readOn() }
    if words.first == "$", let number = Int(words.dropFirst()), 0...10 ~= number {
      return press(.function(number == 0 ? 10 : number))
    }
    switch overlay {
    case .help(let list), .palette(let list), .menu(let list): return run(words, from: list, over: overlay)
    case .columns(let choice):
      guard let number = Int(words), choice.entries.indices.contains(number - 1) else { return press(.enter) }
      let step = number - 1 - choice.cursor
      return press(step > 0 ? .down : .up, times: abs(step)) + press(.character(" "))
    case .confirm:
      if words.isEmpty { return press(.escape) }
      if !pane.takesScans { wants.lines.append("That answers nothing: $9 does it, an empty line goes back.") }
      return pane.takesScans ? type(words) + press(.enter) : []
    default:
      // Something to read: whatever is meant for the pane closes it.
      let effects = press(.escape)
      return words.isEmpty || console.overlay != nil ? effects : effects + take(record: words)
    }
  }

  /// A number is that line of the list; words look for a command, and run it where they fit one alone.
  private mutating func run(_ words: String, from list: SearchList, over overlay: Overlay) -> [Effect] {
    if words.isEmpty { return press(.escape) }
    if case .menu = overlay, list.query.isEmpty, Int(words) != nil { return type(words) + press(.enter) }
    if let number = Int(words), words.utf8.count <= 3, list.query.isEmpty || !pane.takesScans {
      let step = number - 1 - list.cursor
      return press(step > 0 ? .down : .up, times: abs(step)) + press(.enter)
    }
    let effects = press(.control("u")) + type(words)
    let found: Int
    switch console.overlay {
    case .help(let list): found = console.entries(list).count + console.helpNotes(list).count
    default: found = fitting
    }
    // In a scan pane what fits nothing is a scan.
    return found == 1 || found == 0 && pane.takesScans ? effects + press(.enter) : effects
  }
}
