import PtyTesting
import Testing

/// What the pages for people in `docs` say is what happens: each command is run, each key is pressed, each scan is scanned.
@Suite(.serialized) struct DocsRunTests {
  @Test(
    "every step of a page does what the page says", arguments: ["counting", "dock", "supervisor", "scripts", "admin"])
  func steps(_ name: String) throws {
    let page = try DocsPage(name)
    let shop = try Shop()
    var console: TerminalProgram?
    var count = 0
    for step in page.steps {
      count += 1
      switch step {
      case .command(let line): try run(line, page, shop)
      case .row(let row):
        if console == nil { console = try open(shop) }
        try take(row, console)
      }
    }
    #expect(count >= 10, "\(name) has \(count) steps")
    if let console {
      for _ in 0..<6 where console.status == nil { console.send("\u{1B}[21~") }
      #expect(try console.waitForExit() == .exited(0))
      #expect(console.terminal.isRestored)
    }
    try shop.run("verify")
  }

  /// A line that opens the console is where the rows begin; the others end with 0, or as their comment says.
  private func run(_ line: String, _ page: DocsPage, _ shop: Shop) throws {
    let line = line.replacing("/tmp/\(page.name).db", with: shop.database)
      .replacing("/tmp/\(page.name)-", with: shop.folder.path + "/")
    if line == "tallyman --db \(shop.database)" || line.hasPrefix("export ") { return }
    let expected = line.firstRange(of: "exit code ").flatMap { Int32(String(line[$0.upperBound])) } ?? 0
    let run = try CommandRun(
      ["-c", "tallyman() { \"$TALLYMAN\" \"$@\"; }; \(line)"],
      environment: ["TALLYMAN": CommandRun.tallyman, "TALLYMAN_DB": shop.database], program: "/bin/bash"
    ).finish()
    #expect(run.exit == expected, "\(line)\n\(run.output)\(run.errors)")
  }

  private func open(_ shop: Shop) throws -> TerminalProgram {
    let console = try TerminalProgram(
      TerminalProgram.built("tallyman"), ["--db", shop.database],
      environment: ["HOME": shop.folder.path, "PATH": "/usr/bin:/bin", "LOGNAME": "anna", "LANG": "C.UTF-8"])
    try console.wait("the stock pane") { $0.shows("STOCK") }
    return console
  }

  private func take(_ row: DocsPage.Row, _ console: TerminalProgram?) throws {
    guard let console else { return }
    for input in row.input {
      console.send(input)
      guard input == "\u{1B}" else { continue }
      // What comes right behind it would be taken for a key with Alt.
      console.rest(seconds: 0.2)
    }
    for words in row.words {
      try console.wait("\"\(words)\" after \(row.text)", seconds: 20) { $0.shows(words) }
    }
  }
}

/// A page of `docs`, as the steps that it tells people to take.
struct DocsPage {
  enum Step {
    /// A line of a block of shell.
    case command(String)
    case row(Row)
  }

  /// A row of a table `| you | the screen says |`.
  struct Row {
    var text: String
    /// What is typed, in pieces as hands and scanners send them.
    var input: [String]
    /// What is to be seen then.
    var words: [String]
  }

  let name: String
  private(set) var steps: [Step] = []

  init(_ name: String) throws {
    self.name = name
    let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let text = try CommandRun([root + "/docs/\(name).md"], program: "/bin/cat").finish().output
    var (isShell, isTable) = (false, false)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("```") {
        isShell = line == "```sh"
      } else if isShell {
        if !line.isEmpty { steps.append(.command(line)) }
      } else if line == "| you | the screen says |" {
        isTable = true
      } else if !line.hasPrefix("|") {
        isTable = false
      } else if isTable, !line.hasPrefix("|-") {
        steps.append(.row(DocsPage.row(line)))
      }
    }
  }

  /// Of the left cell what stands in backquotes is scanned after the word `scan`, typed with Enter after `type`, and pressed
  /// key by key after `press`; of the right cell it is to be seen.
  private static func row(_ line: String) -> Row {
    let cells = line.split(separator: "|").map(String.init)
    var row = Row(text: cells[0], input: [], words: [])
    var verb = ""
    for (index, part) in cells[0].split(separator: "`", omittingEmptySubsequences: false).enumerated() {
      if index.isMultiple(of: 2) {
        for word in part.split(separator: " ") where ["scan", "type", "press"].contains(word) { verb = String(word) }
      } else if verb == "press" {
        row.input += part.split(separator: " ").map { key(String($0)) }
      } else {
        row.input.append(part + "\r")
      }
    }
    for (index, part) in cells[1].split(separator: "`", omittingEmptySubsequences: false).enumerated()
    where !index.isMultiple(of: 2) {
      row.words.append(String(part))
    }
    return row
  }

  private static func key(_ name: String) -> String {
    let named = [
      "Enter": "\r", "Esc": "\u{1B}", "Space": " ", "Tab": "\t", "F1": "\u{1B}OP", "F2": "\u{1B}OQ", "F3": "\u{1B}OR",
      "F4": "\u{1B}OS", "F5": "\u{1B}[15~", "F6": "\u{1B}[17~", "F7": "\u{1B}[18~", "F8": "\u{1B}[19~",
      "F9": "\u{1B}[20~", "F10": "\u{1B}[21~",
    ]
    return named[name] ?? name
  }
}
