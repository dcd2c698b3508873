import Glibc
import PtyTesting
import Testing

@Suite("Programs on a pseudo-terminal")
struct PtyTestingTests {
  @Test("a program is started, typed to, resized, signalled and its end is told")
  func program() throws {
    let script = """
      trap 'stty size' WINCH; printf '\\033[?1049h\\033[2;3Hready %s' "$TERM"; read line; printf '<%s>' "$line"
      while [ -z "$more" ]; do read more; done; printf '\\033[?1049l\\a'; exit 7
      """
    let program = try TerminalProgram(
      "/bin/sh", ["-c", script], environment: ["PATH": "/usr/bin:/bin"], term: "vt220", columns: 40, rows: 10)
    try program.wait("a prompt") { $0.line(1) == "  ready vt220" }
    #expect(program.screen.isOnAlternateScreen)
    program.send("scan\r")
    try program.wait("the answer") { $0.shows("<scan>") }
    program.terminal.resize(columns: 60, rows: 12)
    program.send("x\r")
    #expect(try program.waitForExit() == .exited(7))
    #expect(program.screen.modesLeftSet == [] && program.screen.bells == 1)
    #expect(program.terminal.isRestored)
  }

  @Test("a hang-up and a signal end a program", arguments: [SIGHUP, SIGTERM])
  func ending(_ number: Int32) throws {
    let program = try TerminalProgram("/bin/cat")
    program.send("here\r")
    try program.wait("the echo") { $0.line(1) == "here" }
    if number == SIGHUP { program.terminal.hangUp() } else { program.signal(number) }
    #expect(try program.waitForExit() == .signalled(number))
  }

  @Test(
    "the model does what a VT220 does",
    arguments: [
      ("abc\u{1B}[1;2HX", ["aXc", "", ""]), ("one\r\ntwo\r\nthree\nx", ["two", "three", "     x"]),
      ("12345678901", ["1234567890", "1", ""]), ("1234567890\r\n1", ["1234567890", "1", ""]),
      ("漢字\u{1B}[1;2Hx", [" x字", "", ""]), ("e\u{301}x", ["e\u{301}x", "", ""]),
      ("abcdef\u{1B}[1;3H\u{1B}[2P", ["abef", "", ""]), ("abc\u{1B}[1;2H\u{1B}[2@", ["a  bc", "", ""]),
      ("abc\u{1B}[2D\u{1B}[K", ["a", "", ""]), ("bc\u{1B}[1;1H\u{1B}[4ha\u{1B}[4l", ["abc", "", ""]),
      ("a\u{1B}[3b", ["aaaa", "", ""]),
      ("a\r\nb\r\nc\u{1B}[2;3r\u{1B}[3;1H\n", ["a", "c", ""]), ("a\r\nb\u{1B}[1;1H\u{1B}M", ["", "a", "b"]),
      ("a\r\nb\u{1B}[1;1H\u{1B}[L", ["", "a", "b"]), ("ab\u{1B}]0;title\u{07}c", ["abc", "", ""]),
    ])
  func model(_ bytes: String, _ lines: [String]) {
    var model = ScreenModel(columns: 10, rows: 3)
    model.feed(bytes.utf8)
    #expect(model.lines == lines)
    #expect(model.unknown == [])
  }
}
