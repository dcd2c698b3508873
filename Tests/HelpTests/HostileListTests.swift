import Glibc
import Inventory
import Testing

@testable import CLI

/// What the command line prints of a house in which every text means harm.
@Suite("Hostile text in print") struct HostileListTests {
  /// Codes that a command may be given of this house, by what its usage calls the place; `ID` depends on the noun.
  private static func words(_ hostile: HostileHouse) throws -> [String: String] {
    [
      "SKU": try hostile.spoiled("sku", of: "item", where: "tracking = 'lot'"),
      "CODE": try hostile.spoiled("code", of: "lot", where: "1"),
      "LOC": try hostile.spoiled("code", of: "location", where: "kind = 'bin'"),
      "SERIAL": try hostile.spoiled("code", of: "serial", where: "1"),
      "NUMBER": try hostile.spoiled("number", of: "purchase_order", where: "1"),
      "NAME": try hostile.spoiled("name", of: "connector", where: "1"), "TEXT": "x", "LINE": "1",
    ]
  }

  private static let numbers = [
    "stocktake": "ST-0003", "transfer": "TR-0002", "reservation": "RV-0001", "requisition": "RQ-0001",
    "receipt": "RC-0001", "correction": "CO-0001", "job": "JOB-0001", "webhook": "WH-0001", "audit": "80", "move": "1",
    "invoice": "PO-0001",
  ]

  /// What writes files, opens lines or waits is left out; exports give texts as they are, to whatever reads them.
  private static let apart: Set = [
    "agent", "backup", "restore", "demo", "completion", "help", "themes", "outbox", "deliver", "export",
  ]

  @Test("no list, no document and no refusal of any command does anything to a terminal")
  func everyCommand() throws {
    let hostile = try HostileHouse()
    let words = try HostileListTests.words(hostile)
    var printed = 0
    for command in CommandTable.nouns.flatMap(\.commands) where !HostileListTests.apart.contains(command.noun) {
      guard !command.traits.contains(.act), command.options.allSatisfy({ !$0.isRequired }) else { continue }
      var line = command.verb.isEmpty ? [command.noun] : [command.noun, command.verb]
      for argument in command.arguments where !argument.isOptional {
        line.append(argument.name == "ID" ? HostileListTests.numbers[command.noun] ?? "1" : words[argument.name] ?? "1")
      }
      let outcome = hostile.house.run(line)
      #expect(
        HostilePaneTests.isPrinted(outcome.output) && HostilePaneTests.isPrinted(outcome.errors), "\(line)")
      #expect([0, 1, 3, 4, 6].contains(outcome.exit), "\(line): \(outcome.exit) \(outcome.errors.prefix(300))")
      printed += outcome.exit == 0 ? 1 : 0
    }
    #expect(printed > 60, "\(printed) commands printed something")
  }

  /// Columns, with the list in which each stands.
  private static let lists: [(column: String, table: String, list: [String])] = [
    ("sku", "item", ["item", "list"]), ("name", "item", ["item", "list"]), ("category", "item", ["item", "list"]),
    ("code", "location", ["location", "list"]), ("name", "location", ["location", "list"]),
    ("code", "barcode", ["item", "list"]), ("code", "lot", ["lot", "list"]), ("code", "serial", ["serial", "list"]),
    ("number", "purchase_order", ["order", "list"]), ("vendor", "purchase_order", ["order", "list"]),
    ("reference", "transfer", ["transfer", "list"]), ("name", "stocktake", ["stocktake", "list"]),
    ("subject", "reservation", ["reservation", "list"]), ("subject", "job", ["job", "list"]),
    ("purpose", "lock", ["lock", "list"]), ("name", "operator", ["operator", "list"]),
    ("code", "plate", ["plate", "list"]),
    ("target", "webhook", ["webhook", "list"]), ("name", "connector", ["connector", "list"]),
    ("target", "connector", ["connector", "list"]), ("file", "correction", ["correction", "list"]),
    ("note", "entry_detail", ["move", "list"]), ("reference", "ledger", ["move", "list"]),
    ("actor", "act", ["audit", "list"]),
    ("vendor", "receipt", ["receipt", "list"]), ("terminal", "act", ["audit", "list"]),
  ]

  @Test("as JSON, as lines and as CSV every stored text comes back byte for byte")
  func exact() throws {
    let hostile = try HostileHouse()
    var printed: [[String]: String] = [:]
    for (column, table, list) in HostileListTests.lists {
      let limit = ["lock", "operator", "webhook", "connector"].contains(list[0]) ? [] : ["--limit", "5000"]
      let lines = printed[list] ?? hostile.house.run(list + limit + ["--ndjson"]).output
      printed[list] = lines
      let stored = try hostile.texts(column, of: table)
      #expect(!stored.isEmpty, "\(table).\(column)")
      for text in stored {
        var quoted = ""
        JSONText.quote(text, into: &quoted)
        let isGiven = strstr(lines, String(quoted.dropFirst().dropLast())) != nil
        #expect(isGiven, "\(table).\(column) in \(list)")
      }
    }
    // A NUL ends what the C library looks through.
    let file = hostile.house.run(["export", "items"]).output.utf8.split(separator: 0).map { String(Substring($0)) }
    for text in try hostile.texts("name", of: "item") {
      let parts = text.utf8.split(separator: 0).map { String(Substring($0)) }
      #expect(parts.allSatisfy { part in file.contains { strstr($0, part) != nil } })
    }
  }
}
