import Glibc
import Testing

@testable import CLI

@Suite struct ManualTests {
  private static func page() throws -> String { try SampleHouse().run(["help", "man"]).output }

  @Test("the man page has every noun, verb, flag and example that help has, every key, exit code and variable")
  func hasAll() throws {
    let page = try ManualTests.page()
    for command in CommandTable.nouns.flatMap(\.commands) {
      #expect(page.contains(Roff.escaped(command.usage)), "\(command.name)")
      for line in command.example.split(separator: "\n") { #expect(page.contains(Roff.escaped(String(line)))) }
    }
    for section in ["NAME", "SYNOPSIS", "EXIT STATUS", "ENVIRONMENT", "FILES", "KEYS OF THE CONSOLE"] {
      #expect(page.contains(".SH \"\(section)\"\n"))
    }
    #expect(page.contains("commit: the only key that writes") && page.contains("\\fB130\\fR"))
    for name in try ManualTests.variables() { #expect(page.contains("\\fB\(name)\\fR"), "\(name) is not explained") }
  }

  /// Every variable of the environment that the program speaks of.
  private static func variables() throws -> Set<String> {
    let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let (output, exit) = try Shell.run("grep -rhoE 'TALLYMAN_[A-Z_]+' \(root)/Sources")
    try #require(exit == 0)
    return Set(output.split(separator: "\n").map(String.init))
  }

  @Test("help and man page explain each flag that the console takes")
  func hasConsoleFlags() throws {
    let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let (output, exit) = try Shell.run("grep -oE '\"--[a-z-]+\"' \(root)/Sources/tallyman/ConsoleOptions.swift")
    let flags = Set(output.split(separator: "\n").map { String($0.filter { $0 != "\"" }) })
    #expect(exit == 0 && flags.contains("--kiosk"))
    let page = try ManualTests.page()
    let help = try SampleHouse().run(["help"]).output
    for flag in flags {
      #expect(help.contains("  \(flag)") && page.contains(".TP\n\\fB\(Roff.escaped(flag))"), "\(flag) is not explained")
    }
  }

  @Test(
    "a formatter finds nothing to complain of in the man page",
    arguments: [
      ("mandoc", "mandoc -T lint -W warning"), ("groff", "groff -man -ww -Wbreak -Tutf8 -z"),
    ])
  func isWellFormed(program: String, line: String) throws {
    guard Shell.has(program) else {
      print("\(program) is not installed here: it does not look at the man page")
      return
    }
    let house = try SampleHouse()
    #expect(SampleHouse.write(Array(house.run(["help", "man"]).output.utf8), to: house.folder + "/tallyman.1"))
    let (output, _) = try Shell.run("\(line) \(house.folder)/tallyman.1")
    #expect(output.isEmpty, "\(output.prefix(2000))")
  }

  @Test(
    "a line that begins with a dot or an apostrophe, a backslash, a hyphen and what is not ASCII are shown as they are")
  func escapes() {
    let cases = [
      (".dot", "\\&.dot"), ("'tick", "\\(aqtick"), ("a-b", "a\\-b"), ("a\\n", "a\\en"), ("…", "\\[u2026]"),
      ("~/x", "\\(ti/x"), ("😀", "\\[u1F600]"),
    ]
    for (text, roff) in cases { #expect(Roff.line(text) == roff) }
  }
}
