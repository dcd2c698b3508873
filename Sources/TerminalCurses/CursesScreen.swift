import CNcurses
import Glibc
import Terminal

/// A terminal through ncurses, for output only: whole frames are put, ncurses sends what differs. Bytes in are read by
/// `InputWait` and decoded by `Decoder`.
///
/// One at a time in a process, and from one thread.
public final class CursesScreen: Screen {
  /// Why a terminal cannot be used for full screens; `--plain` can always be used.
  public enum Failure: Error, Hashable {
    case notATerminal
    /// TERM is empty or not in the terminal descriptions of this machine.
    case unknownTerminal(String)
    /// The cursor cannot be addressed.
    case noCursorAddressing(String)
    /// ncurses refused to start, for want of memory or descriptors.
    case refused(String)
  }

  /// What the user chose about colours, and what the environment says.
  public struct Preferences: Sendable {
    /// TERM.
    public var terminal: String
    public var colourFlag: ColourDepth?
    public var colourSetting: ColourDepth?
    /// NO_COLOR.
    public var noColour: String?
    /// COLORTERM.
    public var colourTerm: String?
    /// Whether the mouse is asked for, where the terminal is like xterm. Shift and the mouse select as ever.
    public var wantsMouse: Bool

    public init(
      terminal: String, colourFlag: ColourDepth? = nil, colourSetting: ColourDepth? = nil, noColour: String? = nil,
      colourTerm: String? = nil, wantsMouse: Bool = false
    ) {
      self.wantsMouse = wantsMouse
      self.terminal = terminal
      self.colourFlag = colourFlag
      self.colourSetting = colourSetting
      self.noColour = noColour
      self.colourTerm = colourTerm
    }
  }

  public private(set) var size: Size
  /// The depth in use: what was chosen, as far as the terminal has it.
  public let depth: ColourDepth
  /// Whether anything beyond ASCII can be shown; if not it becomes `?`, and themes should use `Glyphs.inASCII`.
  public let isUnicode: Bool
  /// The line's speed. A pseudo-terminal always claims 38,400.
  public let baud: Int

  private let output: Int32
  private let files: [UnsafeMutablePointer<FILE>]
  private let screen: OpaquePointer
  private var settings: termios
  /// What asks the terminal for pastes and the mouse, and what ends that.
  private let inputOn: [UInt8]
  private let inputOff: [UInt8]
  private let canHideCursor: Bool
  /// False where the description says that reverse and colours exclude each other (PuTTY's does): ncurses exchanges the
  /// colours then, but forgets to reverse the plain text that follows. So it is done here.
  private let reversesColours: Bool
  private var isCursorShown = true
  private var isLeft = false
  private var isStale = true
  private var grid: Grid?
  private var theme: Theme?
  private var renditions: [Look: CellRendition] = [:]
  private var pairs: [ColourPair: Int32] = [:]
  private var cells: [cchar_t] = []
  /// Of the row that is being put.
  private var shown: [CellRendition] = []
  private var isBlank: [Bool] = []

  private struct ColourPair: Hashable {
    var foreground: Int32
    var background: Int32

    var isDefault: Bool { foreground == -1 && background == -1 }

    /// Reversed; what the terminal's own colours are is unknown, so black and white stand in for them.
    var exchanged: ColourPair {
      ColourPair(foreground: background == -1 ? 0 : background, background: foreground == -1 ? 7 : foreground)
    }
  }

  /// Takes the terminal: raw, without flow control, on its alternate screen if it has one. Type-ahead is kept.
  ///
  /// - Throws: `Failure`, before anything was changed.
  public init(
    input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO, preferences: Preferences
  ) throws(Failure) {
    let name = preferences.terminal
    guard isatty(input) == 1, isatty(output) == 1 else { throw .notATerminal }
    var settings = termios()
    guard tcgetattr(output, &settings) == 0 else { throw .notATerminal }
    let colours = try CursesScreen.describedColours(name, output)

    setlocale(LC_ALL, "")
    // Over ssh the locale is often left behind. A terminal that is older than Unicode gets ASCII unless it is told.
    let isOld = ["vt", "wy", "ansi"].contains { preferences.terminal.hasPrefix($0) }
    if !isOld, String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8" { setlocale(LC_CTYPE, "C.UTF-8") }
    isUnicode = String(cString: nl_langinfo(Int32(CODESET))) == "UTF-8"

    // The size is the terminal's, whatever LINES and COLUMNS were exported long ago.
    use_env(false)
    use_tioctl(true)
    let outputFile = fdopen(dup(output), "w")
    let inputFile = fdopen(dup(input), "r")
    files = [outputFile, inputFile].compactMap { $0 }
    guard let outputFile, let inputFile, let screen = newterm(name, outputFile, inputFile) else {
      for file in files { fclose(file) }
      throw .refused(name)
    }
    self.screen = screen
    self.output = output
    self.settings = settings
    raw()
    noecho()
    nonl()
    intrflush(nil, false)
    // A key that waits must not cut a frame short.
    typeahead(-1)
    idlok(nc_stdscr(), true)
    baud = Int(baudrate())

    let chosen = ColourDepth.chosen(
      flag: preferences.colourFlag, noColour: preferences.noColour, setting: preferences.colourSetting,
      terminalColours: colours, colourTerm: preferences.colourTerm)
    let usable = min(chosen, ColourDepth(terminalColours: colours))
    // In this order ncurses has no colours to take back.
    if usable != .none { use_default_colors() }
    if usable != .none, start_color() == OK {
      depth = usable
    } else {
      depth = .none
    }
    let excluded = tigetnum("ncv")
    reversesColours = excluded <= 0 || excluded & 4 == 0
    canHideCursor = nc_string("civis") != nil
    let pastes = ["xterm", "tmux", "putty", "rxvt-unicode"].contains { name.hasPrefix($0) }
    let mouse = pastes && preferences.wantsMouse && nc_string("kmous") != nil
    inputOn = Array(((pastes ? "\u{1B}[?2004h" : "") + (mouse ? "\u{1B}[?1000h\u{1B}[?1006h" : "")).utf8)
    inputOff = Array(((mouse ? "\u{1B}[?1006l\u{1B}[?1000l" : "") + (pastes ? "\u{1B}[?2004l" : "")).utf8)
    size = Size(columns: Int(getmaxx(nc_stdscr())), rows: Int(getmaxy(nc_stdscr())))

    // Where there is no other screen to go back to, what stands below the cursor would hide what is said last.
    let way = nc_string("rmcup") == nil ? "ed" : "rmcup"
    let restoring = ["sgr0", "cnorm", way].map { CursesScreen.plainBytes(of: $0) }
    CrashRestore.arm(descriptor: output, settings: settings, bytes: inputOff + restoring.joined())
    send(inputOn)
  }

  deinit { leave() }

  // MARK: The port

  public func draw(_ grid: Grid, theme: Theme) {
    guard !isLeft, isStale || grid != self.grid || theme != self.theme else { return }
    if theme != self.theme { renditions.removeAll(keepingCapacity: true) }
    let before = isStale || theme != self.theme || grid.size != self.grid?.size ? nil : self.grid
    if isStale || grid.size != size { werase(nc_stdscr()) }
    self.grid = grid
    self.theme = theme
    isStale = false
    let rows = 0..<min(grid.rows, size.rows)
    // To shift what stands on a row is safe only where every width is agreed on.
    let isDoubtful = rows.contains {
      !grid.doubtfulEnds(row: $0).isEmpty || !(before?.doubtfulEnds(row: $0) ?? []).isEmpty
    }
    idcok(nc_stdscr(), !isDoubtful)
    for row in rows {
      if isDoubtful, before.map({ !grid.shows(row: row, as: $0) }) ?? true { putDoubtful(row, of: grid, theme) }
      put(row, of: grid, theme)
    }
    place(grid.cursor)
    wnoutrefresh(nc_stdscr())
    doupdate()
  }

  public func beep() {
    if !isLeft { send([0x07]) }
  }

  public func invalidate() {
    guard !isLeft else { return }
    clearok(nc_curscr(), true)
    isStale = true
  }

  public func suspend() {
    guard !isLeft else { return }
    giveBack()
    signal(SIGTSTP, SIG_DFL)
    kill(0, SIGTSTP)
    TerminalSignals.catchSignal(SIGTSTP)
    resume()
  }

  public func leave() {
    guard !isLeft else { return }
    giveBack()
    isLeft = true
    CrashRestore.disarm()
    delscreen(screen)
    for file in files { fclose(file) }
  }

  // MARK: After signals

  /// Asks the terminal for its size and takes it over; draw a grid of that size next.
  public func resize() {
    guard !isLeft else { return }
    var window = winsize()
    if ioctl(output, UInt(TIOCGWINSZ), &window) == 0, window.ws_row > 0, window.ws_col > 0 {
      resizeterm(Int32(window.ws_row), Int32(window.ws_col))
    }
    size = Size(columns: Int(getmaxx(nc_stdscr())), rows: Int(getmaxy(nc_stdscr())))
    invalidate()
  }

  /// Takes the terminal again after the process was stopped and continued, and draws the last grid anew.
  public func resume() {
    guard !isLeft else { return }
    reset_prog_mode()
    resize()
    send(inputOn)
    if let grid, let theme { draw(grid, theme: theme) }
  }

  /// Gives the terminal back without forgetting it.
  private func giveBack() {
    send(inputOff)
    endwin()
    isCursorShown = true
    tcsetattr(output, TCSANOW, &settings)
  }

  // MARK: Cells

  /// Sends a row piece by piece where it has text of doubtful width: behind each such text the cursor is addressed anew,
  /// so that what follows stands where it belongs, however wide the terminal takes that text to be.
  private func putDoubtful(_ row: Int, of grid: Grid, _ theme: Theme) {
    for end in grid.doubtfulEnds(row: row) {
      put(row, of: grid, theme, until: end)
      let column = Int32(min(end, size.columns - 1))
      leaveok(nc_stdscr(), false)
      wmove(nc_stdscr(), Int32(row), column)
      wnoutrefresh(nc_stdscr())
      doupdate()
      // ncurses has sent all it had, so this stands where it believes the cursor to be.
      if let address = nc_address(Int32(row), column) { send(CursesScreen.withoutPadding(address)) }
    }
  }

  /// - Parameter until: the column before which it is put; the rest of the row stays as it is.
  private func put(_ row: Int, of grid: Grid, _ theme: Theme, until end: Int = .max) {
    cells.removeAll(keepingCapacity: true)
    shown.removeAll(keepingCapacity: true)
    isBlank.removeAll(keepingCapacity: true)
    var width = min(grid.columns, size.columns)
    if row == size.rows - 1 { width = min(width, size.columns - 1) }
    let columns = min(width, end)
    grid.withRow(row) { row in
      var look: Look?
      var rendition = CellRendition()
      for column in 0..<width {
        let cell = row[column]
        if cell.look != look {
          look = cell.look
          rendition = self.rendition(cell.look, theme)
        }
        shown.append(rendition)
        isBlank.append(cell.scalar == " ")
      }
      CellRendition.settleBlanks(&shown, isBlank: isBlank)
      for column in 0..<columns {
        let cell = row[column]
        if let scalar = cell.scalar, scalar.isASCII {
          var made = cchar_t()
          nc_set_plain_cell(&made, wchar_t(scalar.value), shown[column].attributes, shown[column].pair)
          cells.append(made)
        } else if cell.width == 2, column + 1 >= columns {
          append(["?"], width: 1, shown[column])
        } else {
          append(grid.scalars(of: cell), width: cell.width, shown[column])
        }
      }
    }
    mvwadd_wchnstr(nc_stdscr(), Int32(row), 0, cells, Int32(cells.count))
  }

  /// Where the C library's idea of a width differs, ncurses would lose its place; such a character becomes `?`.
  private func append(_ scalars: [Unicode.Scalar], width: Int, _ rendition: CellRendition) {
    guard let first = scalars.first else { return }
    var text: [wchar_t] = [0x3F]
    let isKnown = (isUnicode || first.isASCII) && wcwidth(wchar_t(first.value)) == Int32(width)
    if isKnown {
      let marks = scalars.dropFirst().filter { wcwidth(wchar_t($0.value)) == 0 }
      text = [wchar_t(first.value)] + marks.map { wchar_t($0.value) }
    }
    var shown = cchar_t()
    nc_set_cell(&shown, text + [0], rendition.attributes, rendition.pair)
    cells.append(shown)
    if !isKnown, width == 2 { append([" "], width: 1, rendition) }
  }

  private func rendition(_ look: Look, _ theme: Theme) -> CellRendition {
    if let known = renditions[look] { return known }
    let style = theme[look]
    var made = CellRendition()
    if depth == .none {
      made.attributes = attributes(style.mono)
    } else {
      made.attributes = attributes(style.attributes)
      let foreground = number(style.foreground)
      if depth == .eight, foreground > 8 { made.attributes |= nc_a_bold() }
      var colours = ColourPair(foreground: drawable(foreground), background: drawable(number(style.background)))
      if !reversesColours, style.attributes.contains(.reverse), !colours.isDefault {
        made.attributes &= ~nc_a_reverse()
        colours = colours.exchanged
      }
      made.pair = pair(colours)
      made.blankBackground = colours.background
    }
    if made.attributes & (nc_a_reverse() | nc_a_underline()) != 0 { made.blankBackground = nil }
    renditions[look] = made
    return made
  }

  private func number(_ colour: Colour) -> Int32 {
    switch depth {
    case .none: -1
    case .eight, .sixteen: Int32(colour.basic)
    case .indexed: Int32(colour.indexed)
    case .rgb: directNumber(colour)
    }
  }

  /// The first eight numbers of a direct-colour terminal are the plain colours, all others are RGB.
  private func directNumber(_ colour: Colour) -> Int32 {
    if let rgb = colour.rgb { return Int32(rgb) }
    return Int32(colour.indexed < 8 ? colour.indexed : Int(Colour.rgb(ofIndex: colour.indexed)))
  }

  /// With eight colours the bright ones are the plain ones, and bright black would be invisible.
  private func drawable(_ number: Int32) -> Int32 {
    guard depth == .eight, number >= 8 else { return number }
    return number == 8 ? -1 : number - 8
  }

  private func pair(_ colours: ColourPair) -> Int32 {
    if colours.isDefault { return 0 }
    if let known = pairs[colours] { return known }
    let next = Int32(pairs.count) + 1
    guard next < nc_pairs(), init_extended_pair(next, colours.foreground, colours.background) == OK else { return 0 }
    pairs[colours] = next
    return next
  }

  private func attributes(_ attributes: Attributes) -> attr_t {
    var result: attr_t = 0
    if attributes.contains(.bold) { result |= nc_a_bold() }
    if attributes.contains(.underline) { result |= nc_a_underline() }
    if attributes.contains(.reverse) { result |= nc_a_reverse() }
    if attributes.contains(.dim) { result |= nc_a_dim() }
    return result
  }

  private func place(_ cursor: Position?) {
    if let cursor, 0..<size.rows ~= cursor.row, 0..<size.columns ~= cursor.column {
      wmove(nc_stdscr(), Int32(cursor.row), Int32(cursor.column))
      leaveok(nc_stdscr(), false)
      if !isCursorShown { curs_set(1) }
      isCursorShown = true
    } else {
      leaveok(nc_stdscr(), true)
      if isCursorShown, canHideCursor { curs_set(0) }
      isCursorShown = false
    }
  }

  // MARK: Bytes that are not ncurses'

  private func send(_ bytes: [UInt8]) {
    if !bytes.isEmpty { _ = write(output, bytes, bytes.count) }
  }

  /// How many colours the terminal's description has.
  private static func describedColours(_ name: String, _ output: Int32) throws(Failure) -> Int {
    var status: Int32 = 0
    guard !name.isEmpty, setupterm(name, output, &status) == OK else { throw .unknownTerminal(name) }
    defer { del_curterm(nc_cur_term()) }
    guard nc_string("cup") != nil else { throw .noCursorAddressing(name) }
    return Int(tigetnum("colors"))
  }

  /// A capability without its padding.
  private static func plainBytes(of capability: String) -> [UInt8] {
    nc_string(capability).map(withoutPadding) ?? []
  }

  private static func withoutPadding(_ value: UnsafePointer<CChar>) -> [UInt8] {
    let bytes = Array(String(cString: value).utf8)
    guard let padding = bytes.firstIndex(of: UInt8(ascii: "$")), padding + 1 < bytes.count,
      bytes[padding + 1] == UInt8(ascii: "<")
    else { return bytes }
    return Array(bytes[..<padding])
  }
}
