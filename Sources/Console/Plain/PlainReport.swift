import Inventory
import Terminal

/// What is said after a record: only what has changed, the most telling first.
extension PlainDialogue {
  /// What was said, so that the same is not said again.
  struct Said: Sendable {
    var heading = ""
    var overlay = ""
    var echo: ScanEcho?
    var question = ""
    var notices = 0
    var lastNotice: Notice?
    var current: Notice?
    var field = ""
    var trouble = ""
    var row = ""
    var page: PlainPage?
    var gate = ""
  }

  /// The sentences, each with its line end; nothing where nothing has changed.
  public mutating func report() -> String {
    if let gate = console.gate { return report(gate) }
    said.gate = ""
    var lines = wants.lines
    lines += echoLines()
    lines += noticeLines(beside: lines)
    if console.overlay != nil {
      lines += overlayLines()
    } else {
      said.overlay = ""
      lines += headingLines()
      lines += form == nil ? rowLines() : formLines()
      lines += questionLines()
      if form == nil { said.field = "" }
    }
    wants = Wants()
    return lines.map { DisplayedText.plain($0) + "\n" }.joined()
  }

  /// Of what lies behind the gate nothing is said.
  private mutating func report(_ gate: Gate) -> String {
    let line = gate.notice.map { "\($0.level.rawValue): \($0.text)" } ?? gate.hint
    let words = "\(gate.title): \(line)"
    // A wrong PIN is told however often it is wrong.
    guard words != said.gate || gate.notice != nil else { return "" }
    said = Said()
    said.gate = words
    wants = Wants()
    rest = []
    return line.isEmpty ? "" : DisplayedText.plain(words) + "\n"
  }

  // MARK: What came of it

  /// `WID-220, lot L2407, line 147, ok`.
  private mutating func echoLines() -> [String] {
    guard let echo = scanPane?.echo else { return [] }
    guard echo != said.echo else { return [] }
    said.echo = echo
    let read = echo.meaning.isEmpty ? ScanEcho.shown(echo.read) : echo.meaning
    let parts = [read, echo.result.replacing(" -> ", with: " to "), echo.word].map(PlainDialogue.tidy)
    return [parts.filter { !$0.isEmpty }.map { $0.replacing("  ", with: ", ") }.joined(separator: ", ")]
  }

  private mutating func noticeLines(beside lines: [String]) -> [String] {
    let all = desk.notices.all
    var fresh = all.dropFirst(min(said.notices, all.count))
    // The oldest go when there are too many: what was said last tells where the new ones begin.
    if said.notices == Notices.most, let last = said.lastNotice {
      fresh = all[(all.lastIndex(of: last).map { $0 + 1 } ?? all.endIndex)...]
    }
    (said.notices, said.lastNotice) = (all.count, all.last)
    var told = Array(fresh)
    if let current = desk.notices.current, current != said.current, !told.contains(current) { told.append(current) }
    said.current = desk.notices.current
    // The echo of a scan says the same, and more shortly.
    return told.filter { notice in !lines.contains { $0.contains(notice.text) } }.map { notice in
      notice.level == .ok ? "\(notice.text), ok" : "\(notice.level.rawValue): \(notice.text)"
    }
  }

  private mutating func questionLines() -> [String] {
    guard let question = scanPane?.question else {
      said.question = ""
      return []
    }
    let choices = question.choices(desk.clock)
    let key = question.prompt + choices.joined()
    guard key != said.question else { return [] }
    said.question = key
    return choices.enumerated().map { "\($0.offset + 1) \($0.element)" }
  }

  // MARK: Where one is

  /// The pane and what its header says, once when one comes to it and again when it is about something else.
  private mutating func headingLines() -> [String] {
    let words = pane.header(desk)
    let dated = words.dated.prefix(1)
    let key = "\(pane.kind.rawValue) \(words.title) \(dated) \(words.place)"
    if key != said.heading {
      said.heading = key
      said.page = nil
      if form == nil { wants.row = true }
      return [([words.title] + dated + words.place + words.counts).joined(separator: ", ")]
    }
    return wants.page ? [(dated + words.place + words.counts).joined(separator: ", ")].filter { !$0.isEmpty } : []
  }

  private mutating func rowLines() -> [String] {
    let page = page()
    let row = page.cursor.map { page.rows[$0] } ?? ""
    defer { said.row = row }
    if wants.page {
      if page == said.page { return ["That is all."] }
      said.page = page
      rest = page.lines.isEmpty ? ["Nothing is listed."] : page.lines
      return taken()
    }
    // Of a scan the echo says it all.
    if pane.takesScans { return [] }
    if row.isEmpty { return wants.row ? Array(page.rows.prefix(3)) : [] }
    return wants.row || row != said.row ? [row] : []
  }

  // MARK: Forms

  /// The field that is asked for, with what it takes, and what was refused.
  private mutating func formLines() -> [String] {
    guard let form else { return [] }
    var lines: [String] = []
    let field = form.fields[form.active]
    let isNew = said.field.isEmpty
    if isNew {
      lines += form.notes
      lines.append("\(form.fields.count) fields; an empty line keeps what stands, $9 commits, $10 leaves")
    }
    let trouble = form.trouble ?? ""
    if !trouble.isEmpty, trouble != said.trouble { lines.append("FAIL: \(trouble)") }
    said.trouble = trouble
    let key = "\(form.title) \(form.active) \(field.name.rawValue)"
    if key != said.field {
      let choices = field.choices.isEmpty ? "" : ", " + PlainDialogue.numbered(Array(field.choices.prefix(9)))
      lines.append("\(field.label)\(choices)\(field.hint.isEmpty ? "" : ", \(field.hint)")")
    } else if form.active == form.fields.count - 1, wants.trouble, trouble.isEmpty {
      lines.append("that was the last field: $9 commits, < goes back, $10 leaves")
    }
    said.field = key
    return lines
  }

  // MARK: Overlays

  private mutating func overlayLines() -> [String] {
    guard let overlay = console.overlay else { return [] }
    let (title, lines, isNumbered) = words(of: overlay)
    let key = title + "\n" + lines.joined(separator: "\n")
    guard key != said.overlay else { return [] }
    said.overlay = key
    let shown = lines.filter { !$0.isEmpty }.map(PlainDialogue.tidy)
    rest = isNumbered ? shown.enumerated().map { "\($0.offset + 1) \($0.element)" } : shown
    let found = lines.isEmpty ? "nothing fits" : Numbers.counted(lines.count, "line", "lines")
    let count = isNumbered ? ", \(found)" : ""
    return ["\(title)\(count)"] + taken()
  }

  private func words(of overlay: Overlay) -> (title: String, lines: [String], isNumbered: Bool) {
    switch overlay {
    case .help(let list): ("Help, \(pane.kind.rawValue) pane", console.helpLines(list).map(\.text), true)
    case .palette(let list): ("Commands", console.commandLines(list).map(\.text), true)
    case .menu(let list):
      ("Functions by number", console.menuLines(list).map(\.text), !list.query.isEmpty && Int(list.query.text) == nil)
    case .messages(let list): ("Messages of this session", console.messageLines(list).map(\.text), true)
    case .columns(let choice):
      ("Columns", choice.entries.map { ($0.words) + (choice.shown.contains($0.name) ? ", shown" : ", hidden") }, true)
    case .confirm(let confirm):
      (
        confirm.title,
        confirm.lines + (confirm.details.isEmpty ? [] : ["\(Numbers.lines(confirm.details.count)) of details: more"]),
        false
      )
    default:
      if case .reading(let reading) = overlay {
        (reading.title, reading.lines, false)
      } else {
        (pane.header(desk).title, console.view().lines.map(PlainDialogue.tidy), false)
      }
    }
  }
}
