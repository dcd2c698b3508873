import Glibc
import Terminal
import TerminalCurses

/// `doctor terminal`: what can be seen and measured of a terminal. It is the one place that asks the terminal anything,
/// and it does with one that answers nothing.
final class TerminalLook {
  private let line: TrialLine
  private let name = World.set("TERM") ?? ""
  /// Whether it says where its cursor is; nil until it was asked.
  private var answers: Bool?
  private var isStopped = false

  /// How long an answer may take; over a slow line it stands behind what was sent before.
  private static let patience: Int64 = 600

  init(_ line: TrialLine) { self.line = line }

  func run() {
    let colours = line.terminal.describedColours(name)
    overview(colours)
    swatches(colours ?? 0)
    glyphs()
    if name != "dumb", colours != nil {
      widths()
      speed()
    }
  }

  private func overview(_ colours: Int?) {
    var window = winsize()
    _ = ioctl(1, UInt(TIOCGWINSZ), &window)
    setlocale(LC_CTYPE, "")
    let encoding = String(cString: nl_langinfo(Int32(CODESET)))
    line.write(
      "TERM \(name.isEmpty ? "is not set" : name), \(window.ws_col)x\(window.ws_row), letters in \(encoding)\n")
    guard let colours else {
      return line.write("This machine has no description of it: set TERM to one it has, or use --plain.\n")
    }
    line.write("colours: \(colours == 0 ? "none" : String(colours)) by its description")
    if let raised = World.set("COLORTERM") { line.write(", COLORTERM says \(raised)") }
    if let off = World.set("NO_COLOR") { line.write(", NO_COLOR=\(off) turns them off") }
    line.write("\n")
  }

  private func swatches(_ colours: Int) {
    guard colours >= 8, World.set("NO_COLOR") == nil else { return }
    func row(_ title: String, _ codes: [String]) {
      line.write(title + codes.map { "\u{1B}[\($0)m  " }.joined() + "\u{1B}[0m\n")
    }
    row("16:  ", (0..<8).map { "4\($0)" } + (0..<8).map { "10\($0)" })
    if colours >= 256 { row("256: ", (0..<24).map { "48;5;\(232 + $0)" }) }
    if colours >= 256 { row("rgb: ", (0..<24).map { "48;2;\($0 * 11);\(255 - $0 * 11);128" }) }
    if colours >= 256 { line.write("Where the last row is not smooth the terminal has no rgb: leave colour at 256.\n") }
  }

  private func glyphs() {
    let glyphs = Theme.night.glyphs
    let shown = glyphs.spark + [glyphs.cursor, glyphs.marked, glyphs.rule, glyphs.ellipsis, glyphs.done, glyphs.rest]
    line.write("glyphs: \(String(shown))   lines and blocks, for themes that want them: │─┼ ▁▂▃▄▅▆▇█ ▶●…\n")
  }

  // MARK: Widths

  private static let samples: [(what: String, text: String)] = [
    ("plain letters", "WID-220"), ("accents", "Müller"), ("a combining mark", "e\u{301}te\u{301}"),
    ("Han", "漢字"), ("Hangul", "한국어"), ("an emoji", "🙂"), ("Hebrew", "שלום"), ("box drawing", "─│┼"),
  ]

  private func widths() {
    guard column() != nil else {
      line.write("It does not say where its cursor is: look whether the bars stand below each other.\n")
      for sample in TerminalLook.samples {
        let gap = String(repeating: " ", count: max(1, 12 - sample.text.cellWidth))
        line.write("  \(sample.text)\(gap)| \(sample.what)\n")
      }
      return
    }
    for sample in TerminalLook.samples where !isStopped {
      line.write("\r" + sample.text)
      let found = column().map { $0 - 1 }
      line.write("\r\u{1B}[K")
      let wanted = sample.text.cellWidth
      guard let found, found != wanted else {
        line.write("width of \(sample.what): \(wanted), as Tallyman reckons\n")
        continue
      }
      line.write(
        "width of \(sample.what): \(found) here, \(wanted) as Tallyman reckons; what follows on the row is addressed "
          + "anew, so nothing shifts\n")
    }
  }

  /// The column of the cursor, counted from 1; nil where no answer comes.
  private func column(within patience: Int64 = TerminalLook.patience) -> Int? {
    if answers == false || isStopped { return nil }
    line.write("\u{1B}[6n")
    let end = InputWait.now() + patience
    var received: [UInt8] = []
    while InputWait.now() < end, let (bytes, _) = line.next(until: end) {
      received += bytes
      if bytes == [0x1B] || bytes.contains(0x03) || bytes == [UInt8(ascii: "q")] {
        isStopped = true
        return nil
      }
      if let found = CursorAnswer.column(in: received) {
        answers = true
        return found
      }
    }
    answers = answers ?? false
    return nil
  }

  // MARK: Speed

  /// Carriage returns are seen nowhere; the answer to a question behind them comes when all of them were taken.
  private func speed() {
    guard !isStopped else { return }
    let claimed = line.terminal.claimedSpeed
    line.write("\r\u{1B}[K")
    let small = measure(1 << 10)
    let measured = small.map { $0 < 100 ? measure(1 << 16).map { (1 << 16, $0) } : (1 << 10, $0) } ?? nil
    guard let (bytes, milliseconds) = measured else {
      return line.write("speed: \(claimed) baud claimed; it does not answer, so nothing was measured\n")
    }
    let rate = Int64(bytes) * 1000 / max(1, milliseconds)
    line.write("speed: about \(rate) bytes a second (\(claimed) baud claimed). A first screen takes 2,500 bytes.")
    line.write(rate < 2_400 ? " Use --theme lean.\n" : "\n")
  }

  private func measure(_ count: Int) -> Int64? {
    let began = InputWait.now()
    line.terminal.write([UInt8](repeating: 0x0D, count: count))
    line.terminal.drain()
    return column(within: 10_000) == nil ? nil : InputWait.now() - began
  }
}
