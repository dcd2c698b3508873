import CNcurses
import Glibc

/// The terminal without echo and without line editing, and nothing else of it changed: bytes come as they are sent. For
/// looks at the terminal itself; a console has `CursesScreen`.
///
/// It is given back by `leave`, by a crash, and at the end of the process.
public final class RawTerminal {
  private let output: Int32
  private var settings = termios()
  private var isLeft = false

  /// Nil where one of the two is no terminal.
  public init?(input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO) {
    self.output = output
    guard isatty(input) == 1, isatty(output) == 1, tcgetattr(output, &settings) == 0 else { return nil }
    var raw = settings
    raw.c_iflag &= ~tcflag_t(IXON | ICRNL | INLCR | IGNCR | ISTRIP | BRKINT)
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
    CrashRestore.arm(descriptor: output, settings: settings, bytes: [])
    tcsetattr(output, TCSADRAIN, &raw)
  }

  deinit { leave() }

  public func leave() {
    guard !isLeft else { return }
    isLeft = true
    tcsetattr(output, TCSADRAIN, &settings)
    CrashRestore.disarm()
  }

  public func write(_ text: String) { write(Array(text.utf8)) }

  /// However slowly the terminal takes it.
  public func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(output, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EINTR, errno != EAGAIN {
        return
      }
    }
  }

  /// Waits until the line has taken all that was written.
  public func drain() { tcdrain(output) }

  /// What the line claims, in bits a second.
  public var claimedSpeed: Int {
    let speeds: [(speed_t, Int)] = [
      (speed_t(B1200), 1_200), (speed_t(B2400), 2_400), (speed_t(B4800), 4_800), (speed_t(B9600), 9_600),
      (speed_t(B19200), 19_200), (speed_t(B38400), 38_400), (speed_t(B57600), 57_600), (speed_t(B115200), 115_200),
    ]
    let speed = cfgetospeed(&settings)
    return speeds.first { $0.0 == speed }?.1 ?? 0
  }

  /// How many colours the description of a terminal has; nil where there is no description.
  public func describedColours(_ name: String) -> Int? {
    var status: Int32 = 0
    guard !name.isEmpty, setupterm(name, output, &status) == OK else { return nil }
    defer { del_curterm(nc_cur_term()) }
    return max(0, Int(tigetnum("colors")))
  }
}
