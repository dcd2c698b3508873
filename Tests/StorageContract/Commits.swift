import Storage

extension Promise {
  static let commits: [Promise] = [
    Promise("a batch takes effect as a whole, in order") { site in
      try site.commit(item(1, "bolt", 5), Statement("UPDATE item SET amount = amount * 2"), item(2, "nut", 1))
      try expect(
        site.rows("SELECT * FROM item ORDER BY id"),
        is: [[.integer(1), .text("bolt"), .integer(10)], [.integer(2), .text("nut"), .integer(1)]], "the items")
    },
    Promise("another client sees what was committed") { site in
      try site.commit(item(1, "bolt"))
      var names: [String] = []
      try site.another().read([Statement("SELECT name FROM item")]) { _, row in
        names.append(row.text(0))
        return true
      }
      try expect(names, is: ["bolt"], "what the other sees")
    },
    Promise("an empty batch does nothing") { site in
      try site.database.commit(Batch())
    },
    Promise("a statement runs once for each of many rows") { site in
      let numbers = 1...Int64(20_000)
      let bindings = numbers.flatMap { [Value.integer($0), .text("item \($0)"), .integer($0 % 7)] }
      try site.commit(Statement("INSERT INTO item VALUES(?1, ?2, ?3)", rows: numbers.count, bindings))
      try expect(site.count("SELECT count(*) FROM item"), is: 20_000, "the number of items")
      try expect(
        site.rows("SELECT * FROM item WHERE id = 19999"),
        is: [[.integer(19_999), .text("item 19999"), .integer(0)]], "the last item but one")
    },
    Promise("a statement without parameters runs once") { site in
      try site.commit(Statement("INSERT INTO held(number) VALUES(7)"))
      try expect(site.count("SELECT count(*) FROM held"), is: 1, "the number of rows")
    },
    Promise("a statement that answers rows runs to its end in a batch") { site in
      try site.commit(item(1, "bolt"), item(2, "nut"), Statement("UPDATE item SET amount = 3 RETURNING id"))
      try expect(site.count("SELECT sum(amount) FROM item"), is: 6, "the sum")
    },
    Promise("tables are made and numbered in one batch") { site in
      try site.commit(Statement("CREATE TABLE more(id INTEGER) STRICT"), Statement("PRAGMA user_version = 12"))
      try expect(site.count("SELECT user_version FROM pragma_user_version"), is: 12, "the version")
      try site.expectRefusal(
        of: [
          Statement("DROP TABLE more"), Statement("PRAGMA user_version = 13"),
          Statement("INSERT INTO assert_that SELECT 0"),
        ], at: 2, .raised)
      try expect(site.count("SELECT user_version FROM pragma_user_version"), is: 12, "the version after a refusal")
      try expect(site.count("SELECT count(*) FROM more"), is: 0, "the table that was to go")
    },
    Promise("two clients add to one row and nothing is lost") { site in
      try site.commit(item(1, "bolt", 0))
      let other = try site.another()
      let add = Batch([Statement("UPDATE item SET amount = amount + 1 WHERE id = 1")])
      for _ in 0..<50 {
        try site.database.commit(add)
        try other.commit(add)
      }
      try expect(site.count("SELECT amount FROM item"), is: 100, "the amount")
    },
  ]
}
