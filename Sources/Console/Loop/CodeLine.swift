import Inventory
import Terminal

/// A code on its way to what it names.
struct CodeLookUp {
  var code: String
  var ticket: Ticket<[LookUp.Hit]>
  /// The panes to come back to when the code was typed as a burst of commands.
  var before: [any Pane]?
  /// What to look up where the whole burst names nothing: the digits at its end.
  var alternative: String?
}

/// Scans in browse panes: digits are never commands. They collect on the code line; Enter looks them up. A label with
/// letters runs commands while it is read, none of which writes; when its Enter comes and it names something, what they
/// did is taken back.
extension ConsoleModel {
  /// A burst shorter than this is somebody at work.
  private static let shortestBurst = 6

  /// Keeps the trail of printable keys. True when an Enter ended a code whose digits stand on the code line.
  mutating func follow(_ key: Key) -> Bool {
    switch key {
    case .character(let character):
      if burst.isEmpty { beforeBurst = panes }
      if burst.utf8.count < TextLine.longest { burst.append(character) }
      return false
    case .enter:
      defer { endBurst() }
      guard burst.count >= ConsoleModel.shortestBurst, overlay == nil, mayBeScan else { return false }
      let digits = codeLine.text
      guard digits.isEmpty || (burst.hasSuffix(digits) && burst != digits) else { return false }
      codeLine = TextLine()
      look(up: burst, before: beforeBurst, alternative: digits.isEmpty ? nil : digits)
      return !digits.isEmpty
    default:
      endBurst()
      return false
    }
  }

  private mutating func endBurst() {
    burst = ""
    beforeBurst = []
  }

  /// Text typed into a form or a search that was open before it began is what it seems.
  private var mayBeScan: Bool { beforeBurst.last.map { !$0.takesText } ?? false }

  /// Digits, `]` of an AIM identifier and GS begin a code.
  mutating func beginCode(_ key: Key) {
    guard case .character(let character) = key, !topPane.takesText else { return }
    if character.isASCII, character.isNumber || character == "]" || character == "\u{1D}" { _ = codeLine.type(key) }
  }

  /// While there is a code on the line, whatever can be printed belongs to it.
  mutating func editCodeLine(_ key: Key) -> Bool {
    switch key {
    case .enter:
      let code = codeLine.text
      codeLine = TextLine()
      look(up: code)
    case .tab:
      return editCodeLine(.enter)
    case .escape: codeLine = TextLine()
    default: return codeLine.type(key)
    }
    return true
  }

  mutating func paste(_ records: [String]) {
    endBurst()
    if overlay != nil {
      if let record = records.first { codeLine.text = String(record.prefix(TextLine.longest)) }
    } else if topPane.takesText {
      top { $0.paste(records, &$1) }
    } else if let record = records.first {
      look(up: record)
    }
  }

  mutating func look(up code: String, before: [any Pane]? = nil, alternative: String? = nil) {
    let code = code.trimmedBlanks
    guard !code.isEmpty else { return }
    let ticket = desk.ask(LookUp(ScannedCode.plain(code)))
    lookUp = CodeLookUp(code: code, ticket: ticket, before: before, alternative: alternative)
  }

  /// Whether the reply was that to a look-up.
  mutating func takeLookUp(_ reply: Reply) -> Bool {
    guard let asked = lookUp, let result = reply.value(for: asked.ticket) else { return false }
    lookUp = nil
    switch result {
    case .failure(let error): desk.say(error)
    case .success(let hits):
      if let hit = hits.first {
        if let before = asked.before { panes = before }
        overlay = nil
        show(hit, of: hits, code: asked.code)
      } else if let alternative = asked.alternative {
        look(up: alternative)
      } else if asked.before == nil {
        desk.say(.warn, "\(asked.code) is not known: no item, place, lot or serial has this code")
      }
    }
    return true
  }

  private mutating func show(_ hit: LookUp.Hit, of hits: [LookUp.Hit], code: String) {
    if hits.count > 1 { desk.say(.warn, "\(code) names \(hits.count) things; this is the first") }
    switch hit {
    case .item(let item, let pack):
      open(item: item, nil)
      if pack != Quantity(1) {
        desk.say(.ok, "\(code) is a pack of \(Numbers.grouped(pack)) \(item.unit.name) of \(item.code)")
      }
    case .location(let location):
      var filter = StockFilter()
      filter.location = location.code
      desk.go(.apply(filter))
      desk.say(.ok, "what stands at \(location.path)")
    case .lot(let lot, let item):
      open(item: item, nil)
      desk.say(.ok, "\(code) is lot \(lot.code) of \(item.code)")
    case .serial(let serial, let item, let place):
      open(item: item, place)
      desk.say(.ok, "serial \(serial) of \(item.code)" + (place.map { " is at \($0)" } ?? " has left the house"))
    }
    desk.emit(.beep(1))
  }

  /// A scan over an item's pane shows the new item in its stead.
  private mutating func open(item: Item, _ place: String?) {
    while panes.count > 1, topPane.kind == .item { panes.removeLast() }
    desk.go(.open(ItemPane(item.code.description, at: place)))
  }
}

/// What a scanner put around a code.
enum ScannedCode {
  /// Without an AIM identifier (`]C1`, `]E0`), which says what kind of symbol was read.
  static func plain(_ code: String) -> String {
    guard code.first == "]", code.utf8.count > 3 else { return code }
    return String(code.dropFirst(3))
  }
}
