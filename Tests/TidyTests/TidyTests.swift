import Testing

/// House rules as tests: what reviewers would say again and again.
@Suite struct TidyTests {
  @Test("the sources keep the rules of the house", arguments: HouseRule.all)
  func rule(_ rule: HouseRule) {
    for complaint in rule.complaints(SourceTree.swiftFiles(in: "Sources")) {
      #expect(Bool(false), "\(complaint)")
    }
  }

  @Test("the table of rooms names the rooms there are")
  func rooms() {
    let rooms = Set(SourceTree.swiftFiles(in: "Sources").map(\.room))
    #expect(rooms.count > 8, "the sources were found at \(SourceTree.root)")
    #expect(rooms == Set(HouseRule.rooms.keys))
  }

  /// A file that breaks each rule once: a rule that finds nothing in it is no rule.
  @Test("each rule finds what it looks for", arguments: HouseRule.all)
  func ruleFinds(_ rule: HouseRule) {
    let sins = [
      "import Foundation", "let row = rows.first as! Row", "// TODO: later", "let sql = \"SELECT 1\"",
      "  UPDATE item SET x = CURRENT_TIMESTAMP RETURNING id", "LIMIT 10 OFFSET 20", "String(format: \"%d\", 1)",
      "try service.ask(LookUp(code))",
    ].map { $0[...] }
    let lines = sins + Array(repeating: "", count: HouseRule.longestFile)
    let files = ["Ledger", "StorageLocal", "Console"].map {
      SourceTree.File(path: "Sources/\($0)/Sins.swift", lines: lines)
    }
    #expect(!rule.complaints(files).isEmpty)
    let virtue = SourceTree.File(
      path: "Sources/Console/Good.swift",
      lines: [
        "import Inventory", "let a = b as? C // as! OK", "service.ask(", "  LookUp(code) { f($0) },", "  for: asker)",
      ])
    #expect(rule.complaints([virtue]).isEmpty)
  }

  @Test("every cause of a refusal is provoked in ExplanationTests")
  func explanations() {
    let words =
      SourceTree.text(of: "Tests/InventoryTests/ExplanationTests.swift")
      + SourceTree.text(of: "Tests/InventoryTests/LotExplanationTests.swift")
      + SourceTree.text(of: "Tests/InventoryTests/ReorderExplanations.swift")
      + SourceTree.text(of: "Tests/InventoryTests/PeopleExplanations.swift")
      + SourceTree.text(of: "Tests/InventoryTests/PurchaseExplanationTests.swift")
      + SourceTree.text(of: "Tests/InventoryTests/DeliveryExplanations.swift")
      + SourceTree.text(of: "Tests/InventoryTests/HouseExplanations.swift")
    let error = SourceTree.text(of: "Sources/Inventory/Words/InventoryError.swift")
    var causes: [Substring] = []
    for line in error.split(separator: "\n").map({ $0.drop { $0 == " " } }) where line.hasPrefix("case ") {
      for name in line.code.dropFirst(5).split(separator: ",") {
        let cause = name.drop { $0 == " " }.prefix { $0.isLetter }
        // What stands behind a comma may be an associated value with a label.
        if !cause.isEmpty, !name.contains(":") || name.contains("(") { causes.append(cause) }
      }
    }
    #expect(causes.count > 60)
    for cause in causes where cause.first?.isLowercase == true {
      #expect(words.contains(".\(cause)"), "the cause \(cause) has no row in ExplanationTests")
    }
  }
}
