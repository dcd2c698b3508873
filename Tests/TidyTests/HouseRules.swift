import Testing

/// A rule of the house: what it looks at, and the complaint about each line that breaks it.
struct HouseRule: Sendable, CustomTestStringConvertible {
  let name: String
  let complaints: @Sendable ([SourceTree.File]) -> [String]

  var testDescription: String { name }

  /// A rule about single lines of code; comments do not count.
  static func line(
    _ name: String, _ remedy: String, in rooms: Set<String> = [], except others: Set<String> = [],
    breaks: @escaping @Sendable (Substring) -> Bool
  ) -> HouseRule {
    HouseRule(name: name) { files in
      files.filter { (rooms.isEmpty || rooms.contains($0.room)) && !others.contains($0.room) }.flatMap { file in
        file.lines.enumerated().filter { breaks($0.element.code) }.map {
          "\(file.path):\($0.offset + 1): \(remedy)\n    \($0.element)"
        }
      }
    }
  }

  /// Who may import whom; arrows run down only. The system's modules stand beside the rooms.
  static let rooms: [String: Set<String>] = [
    "Inventory": [],
    "Storage": [],
    "Terminal": [],
    "StorageLocal": ["Storage", "CSQLite", "Glibc", "Synchronization"],
    "StorageRemote": ["Storage", "Glibc", "Synchronization"],
    "Ledger": ["Inventory", "Storage", "Synchronization"],
    "TerminalCurses": ["Terminal", "CNcurses", "Glibc", "Synchronization"],
    "Exchange": ["Inventory", "Glibc"],
    "Console": ["Inventory", "Terminal"],
    "Delivery": ["Inventory", "Exchange", "Glibc"],
    "CLI": ["Inventory", "Exchange", "Terminal", "Delivery", "Glibc"],
    "tallyman": [
      "Inventory", "Storage", "StorageLocal", "StorageRemote", "Ledger", "Exchange", "Terminal", "TerminalCurses",
      "Console", "CLI", "Delivery",
      "CCrypt", "Glibc", "Synchronization",
    ],
    "Bench": ["Inventory", "Storage", "StorageLocal", "Ledger", "Exchange", "Glibc", "Synchronization"],
  ]

  static let longestFile = 500

  static let all: [HouseRule] = [
    HouseRule(name: "arrows run down only: a room imports what the table of rooms allows") { files in
      files.flatMap { file in
        file.lines.compactMap { line -> String? in
          guard let module = importedModule(line) else { return nil }
          guard let allowed = rooms[file.room] else {
            return
              "\(file.path): the room \(file.room) is not in the table of rooms. Add it here, with what it may import."
          }
          return allowed.contains(module)
            ? nil : "\(file.path): \(file.room) may not import \(module). It belongs lower, or should be given a value."
        }
      }
    },
    HouseRule(name: "files are short enough to be read") { files in
      files.filter { $0.lines.count > longestFile }.map {
        "\($0.path) has \($0.lines.count) lines; \(longestFile) is the most. One file, one thing: divide it."
      }
    },
    .line("no Foundation", "use Glibc and the standard library; Foundation costs 50 MB and its start") {
      importedModule($0)?.hasPrefix("Foundation") == true
    },
    .line(
      "nothing ends the program on a mistake of the world", "throw an error, or say what you believe with precondition"
    ) {
      ["fatalError(", "try!", " as! ", "preconditionFailure(\"TODO"].contains(where: $0.contains)
    },
    HouseRule(name: "nothing is left for later") { files in
      files.flatMap { file in
        file.lines.enumerated().filter { line in
          ["TODO", "FIXME", "XXX", "HACK"].contains { word in
            line.element.split { !$0.isLetter }.contains { $0 == word }
          }
        }.map { "\(file.path):\($0.offset + 1): do it now, or leave it out\n    \($0.element)" }
      }
    },
    .line(
      "SQL stands under Sources/Ledger (Bench may look what it did)", "ask the Ledger for a question or an act",
      except: ["Ledger", "StorageLocal", "StorageRemote", "Bench"]
    ) {
      isSQL($0, sqlWords)
    },
    .line(
      "the drivers know no table", "a driver may only set and ask pragmas, and begin and end transactions",
      in: ["StorageLocal", "StorageRemote"]
    ) {
      isSQL($0, sqlWords.filter { $0 != "PRAGMA " })
    },
    .line(
      "no clock and no chance in SQL, and nothing newer than SQLite 3.40", "bind instants and ids; see design 4 and 5",
      in: ["Ledger"]
    ) { line in
      let upper = line.uppercased()
      return ["CURRENT_TIME", "CURRENT_DATE", "'NOW'", "RANDOM()", "RANDOMBLOB(", "RETURNING ", "UNHEX(", "UNIXEPOCH("]
        .contains(where: upper.contains)
    },
    .line("pages are read by key", "an OFFSET reads all it skips; give the list a KeySet", in: ["Ledger"]) {
      $0.contains(" OFFSET ")
    },
    HouseRule(name: "a face names who asks: what a person may see depends on it") { files in
      files.filter { ["CLI", "Console", "Delivery", "Exchange", "tallyman"].contains($0.room) }.flatMap { file in
        file.lines.indices.filter { asksForNobody(file.lines[$0...]) }.map {
          "\(file.path):\($0 + 1): say for whom: service.ask(question, for: asker)\n    \(file.lines[$0])"
        }
      }
    },
    .line("text is made without C formats", "interpolate, or pad by hand: String(format:) needs Foundation") {
      $0.contains("String(format:") || $0.contains("trimmingCharacters")
    },
  ]

  private static let sqlWords = [
    "SELECT ", "INSERT INTO ", "INSERT OR ", "UPDATE ", "DELETE FROM ", "CREATE TABLE", "CREATE INDEX",
    "CREATE TRIGGER",
    "DROP TABLE", "PRAGMA ",
  ]

  /// Whether the first of the lines asks a service and, to the end of the call, does not say for whom.
  private static func asksForNobody(_ lines: ArraySlice<Substring>) -> Bool {
    let calls = ["service.ask(", "books.ask(", ").ask("]
    guard let line = lines.first?.code, let call = calls.compactMap({ line.firstRange(of: $0) }).first else {
      return false
    }
    var depth = 0
    for text in [line[call.lowerBound...]] + lines.dropFirst().prefix(30).map(\.code) {
      if text.contains("for: ") { return false }
      for character in text {
        depth += character == "(" ? 1 : character == ")" ? -1 : 0
        if depth < 0 { return true }
      }
      if depth == 0 { return true }
    }
    return true
  }

  /// Whether a line begins or quotes a statement.
  private static func isSQL(_ line: Substring, _ words: [String]) -> Bool {
    let text = line.drop { $0 == " " }
    return words.contains { text.hasPrefix($0) || text.contains("\"" + $0) }
  }

  /// `Glibc` of `import Glibc`, `@testable import struct X.Y` …; nil for any other line.
  static func importedModule(_ line: Substring) -> String? {
    let words = line.code.split(separator: " ").drop {
      $0.hasPrefix("@") || ["public", "internal", "private"].contains($0)
    }
    guard words.first == "import" else { return nil }
    let named = words.dropFirst().drop {
      ["struct", "class", "enum", "func", "protocol", "var", "let", "typealias"].contains($0)
    }
    return named.first?.split(separator: ".").first.map(String.init)
  }
}
