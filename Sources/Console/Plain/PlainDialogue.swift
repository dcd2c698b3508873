import Inventory
import Terminal

/// The console for screen readers, braille lines and terminals that can do nothing: no screen, no redraw, but a prompt, a
/// record in, a sentence out. It is the same console with the same panes; what is said is what has changed.
///
///     var dialogue = PlainDialogue(console)
///     run(dialogue.start(now: now))
///     print(dialogue.report(), dialogue.prompt)
///     while let line = readLine() { run(dialogue.take(line: line, now: now)); print(dialogue.report(), dialogue.prompt) }
///
/// A line is a record, as scanned or typed. `$8` is F8, `$` alone lists the functions, `:words` finds a command, `list` and
/// `more` read the list out, a number goes to that row of what was read; in a scan pane, where all that can be printed is
/// data, it is `$list` and `$more`. In a form a line fills the field that is asked for.
public struct PlainDialogue: Sendable {
  /// The room in which the panes lay out what is read: wide enough for whole columns, too narrow for a side panel.
  public static let size = Size(columns: 109, rows: 26)
  /// How many lines are read at a time.
  static let pageLength = 24

  /// Changed by `update` and `take` alone.
  public internal(set) var console: ConsoleModel
  /// What `report` has to say beyond what changed.
  var wants = Wants()
  /// What was said last, so that it is said once.
  var said = Said()
  /// The lines that `more` goes on with.
  var rest: [String] = []

  struct Wants: Sendable {
    /// The list is to be read out.
    var page = false
    /// The row under the cursor is to be told, changed or not.
    var row = false
    /// The form's own words are to be said again.
    var trouble = false
    /// Lines to be said first.
    var lines: [String] = []
  }

  public init(_ console: ConsoleModel) { self.console = console }

  /// The first effects.
  public mutating func start(now: Instant) -> [Effect] { console.start(now: now, size: PlainDialogue.size) }

  /// Answers, ticks and news, as the console takes them.
  public mutating func update(_ message: Message) -> [Effect] { console.update(message) }

  /// Whether the last record is still being dealt with: a report is better made when it is done.
  public var isWaiting: Bool { console.isWaiting || console.isSettling || scanPane?.echo?.outcome == .pending }

  /// Its theme: only what cells can say, with a `>` before the row of the cursor.
  public static let theme = Theme.lean

  var desk: Desk { console.desk }
  var pane: any Pane { console.topPane }
  var form: FormPane? { console.overlay == nil ? pane as? FormPane : nil }
  var scanPane: (any ScanPane)? { pane as? any ScanPane }

  /// Whether what is typed next is nobody else's to read: a terminal shows none of it.
  public var asksSecret: Bool {
    if case .pin? = console.gate?.step { return true }
    guard console.gate == nil, let form, form.state == .editing else { return false }
    return form.fields[form.active].isHidden
  }

  /// What the next line is for.
  public var prompt: String {
    if let gate = console.gate { return gate.prompt.label + " " }
    if let overlay = console.overlay { return PlainDialogue.prompt(over: overlay) }
    if let form { return PlainDialogue.prompt(of: form) }
    return (pane.prompt(desk)?.label ?? (console.confirmed == nil ? "code>" : "being done ...")) + " "
  }

  private static func prompt(over overlay: Overlay) -> String {
    switch overlay {
    case .confirm(let confirm): "$9 \(confirm.verb), an empty line goes back> "
    case .columns: "a number shows or hides, an empty line ends> "
    case .reading, .messages: "an empty line goes back> "
    default: "a number or words, an empty line goes back> "
    }
  }

  private static func prompt(of form: FormPane) -> String {
    guard form.state == .editing else { return (form.state == .unknown ? "$9 finds out" : "being done ...") + "> " }
    let field = form.fields[form.active]
    return "\(field.label)\(field.text.isEmpty ? "" : " [\(field.isHidden ? field.shown : field.text)]")> "
  }
}
