import Glibc

/// What went wrong, with the screen as it was.
public struct PtyFailure: Error, CustomStringConvertible {
  public var what: String
  public var lines: [String]

  public init(what: String, lines: [String]) {
    self.what = what
    self.lines = lines
  }

  public var description: String { what + "\n" + lines.map { "  |" + $0 }.joined(separator: "\n") }
}

/// A pseudo-terminal whose outer end is a `ScreenModel`. Nothing here sleeps: it waits for bytes, up to a deadline.
public final class PseudoTerminal {
  public private(set) var screen: ScreenModel
  /// Everything received, for those who look at bytes.
  public private(set) var received: [UInt8] = []
  /// The outer end; -1 after `hangUp`.
  public private(set) var outer: Int32
  /// The program's end, kept open so that its settings can be read after the program.
  public let inner: Int32
  /// The path of the program's end.
  public let path: String
  /// The settings before any program changed them.
  public let settingsBefore: termios
  private var markers = 0

  public init(
    columns: Int = 80, rows: Int = 24, erasesWithBackground: Bool = true, wrapsAtOnce: Bool = false,
    width: @escaping @Sendable (Unicode.Scalar) -> Int = ScreenModel.usualWidth
  ) throws {
    var outer: Int32 = -1
    var inner: Int32 = -1
    var window = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    var name = [CChar](repeating: 0, count: 256)
    guard openpty(&outer, &inner, &name, nil, &window) == 0 else {
      throw PtyFailure(what: "no pseudo-terminal: errno \(errno)", lines: [])
    }
    for end in [outer, inner] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(outer, F_SETFL, O_NONBLOCK)
    var settings = termios()
    tcgetattr(inner, &settings)
    self.outer = outer
    self.inner = inner
    path = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    settingsBefore = settings
    screen = ScreenModel(
      columns: columns, rows: rows, erasesWithBackground: erasesWithBackground, wrapsAtOnce: wrapsAtOnce, width: width)
  }

  deinit {
    if outer >= 0 { close(outer) }
    close(inner)
  }

  /// The settings now.
  public var settings: termios {
    var settings = termios()
    tcgetattr(inner, &settings)
    return settings
  }

  /// Whether the settings are as they were in the beginning.
  public var isRestored: Bool {
    let now = settings
    func bytes(_ settings: termios) -> [UInt8] {
      withUnsafeBytes(of: settings.c_cc) { Array($0) }
    }
    return now.c_iflag == settingsBefore.c_iflag && now.c_oflag == settingsBefore.c_oflag
      && now.c_cflag == settingsBefore.c_cflag && now.c_lflag == settingsBefore.c_lflag
      && bytes(now) == bytes(settingsBefore)
  }

  /// Types or scans.
  public func send(_ bytes: some Collection<UInt8>) {
    var rest = Array(bytes)[...]
    while !rest.isEmpty, outer >= 0 {
      let count = rest.withUnsafeBytes { write(outer, $0.baseAddress, $0.count) }
      if count > 0 { rest = rest.dropFirst(count) } else { pump(milliseconds: 20) }
    }
  }

  public func send(_ text: String) { send(Array(text.utf8)) }

  public func resize(columns: Int, rows: Int) {
    pump(milliseconds: 0)
    screen.resize(columns: columns, rows: rows)
    var window = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(outer, UInt(TIOCSWINSZ), &window)
  }

  /// Closes the outer end, as when a window is closed or a line drops.
  public func hangUp() {
    if outer >= 0 { close(outer) }
    outer = -1
  }

  /// Takes what has arrived, waiting for the first byte of it. False if nothing came.
  @discardableResult
  public func pump(milliseconds: Int32) -> Bool {
    guard outer >= 0 else { return false }
    var watched = pollfd(fd: outer, events: Int16(POLLIN), revents: 0)
    guard poll(&watched, 1, milliseconds) > 0 else { return false }
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = read(outer, &bytes, bytes.count)
    guard count > 0 else { return false }
    received += bytes[..<count]
    screen.feed(bytes[..<count])
    return true
  }

  /// Waits until the screen is as wanted.
  ///
  /// - Throws: `PtyFailure` with the screen when `seconds` are over.
  public func wait(_ what: String, seconds: Double = 60, until isSo: (ScreenModel) -> Bool) throws {
    let end = PseudoTerminal.now() + seconds
    while !isSo(screen) {
      let rest = end - PseudoTerminal.now()
      if rest <= 0 { throw PtyFailure(what: "waited \(seconds) s for: \(what)", lines: screen.lines) }
      pump(milliseconds: Int32(min(rest, 0.05) * 1000) + 1)
    }
  }

  /// Takes everything that was written to the terminal before this call, by whomever: a marker of our own is sent after
  /// it and waited for.
  public func synchronise() throws {
    markers += 1
    let marker = Array("\u{1B}]777;\(markers)\u{07}".utf8)
    let wanted = screen.titles + 1
    _ = write(inner, marker, marker.count)
    try wait("marker", until: { $0.titles >= wanted })
    received.removeLast(min(marker.count, received.count))
  }

  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
