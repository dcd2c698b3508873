import PtyTesting
import Testing

/// The bytes that a real terminal gets, of a house in which every text means harm.
@Suite("Hostile text on a terminal") struct HostileTerminalTests {
  @Test("no byte of any text reaches the terminal as a command, a title, a copy or a turn of the writing")
  func bytes() throws {
    let hostile = try HostileHouse()
    let admin = try hostile.spoiled("name", of: "operator", where: "role = 'admin'")
    let console = try TerminalProgram(
      TerminalProgram.built("tallyman"), ["--db", hostile.house.folder + "/stock.db", "--as", admin],
      environment: ["HOME": "/proc/none", "PATH": "/usr/bin:/bin", "LOGNAME": "root", "LANG": "C.UTF-8", "TZ": "UTC"])
    try console.wait("the stock pane") { $0.shows("STOCK") && $0.shows("code>") }
    for (keys, title) in [
      ("ga", "AUDIT"), ("gt", "TRANSFERS"), ("ge", "LOTS"), ("gn", "SERIALS"), ("gh", "RESERVATIONS"), ("go", "ORDERS"),
      ("gd", "DISCREPANCIES"), ("gv", "STOCKTAKES"),
    ] {
      console.send(keys)
      try console.wait("the pane of \(keys)") { $0.shows(title) }
      console.send("j\r")
      try console.wait("what is under the cursor") { !$0.shows(title) || $0.shows("code>") }
      console.send("\u{1B}")
    }
    console.send("\u{3}\u{1B}qqq")
    #expect(try console.waitForExit() == .exited(0))
    let sent = console.terminal.received
    #expect(sent.count > 2_000)
    #expect(HostileTerminalTests.strangers(in: sent) == [])
    #expect(console.terminal.isRestored)
  }

  /// Control characters that no frame has, and escape sequences of a kind that no frame uses.
  private static func strangers(in bytes: [UInt8]) -> Set<String> {
    var strangers: Set<String> = []
    var isEscaped = false
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      defer { isEscaped = scalar == "\u{1B}" }
      if isEscaped {
        // Sequences of a frame begin so: no title, no copy, no string of a device.
        if !"[()=>78M".unicodeScalars.contains(scalar) { strangers.insert("ESC \(scalar)") }
        continue
      }
      switch scalar.properties.generalCategory {
      case .control where ["\u{1B}", "\r", "\n", "\u{8}", "\u{7}", "\u{E}", "\u{F}"].contains(scalar): break
      case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned:
        strangers.insert("U+" + String(scalar.value, radix: 16, uppercase: true))
      default: break
      }
    }
    return strangers
  }
}
