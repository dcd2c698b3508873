import Storage

extension Promise {
  static let reads: [Promise] = [
    Promise("rows come in order, with the index of their statement") { site in
      try site.commit(item(1, "bolt"), item(2, "nut"))
      var seen: [String] = []
      try site.database.read([
        Statement("SELECT name FROM item ORDER BY id DESC"), Statement("SELECT name FROM item WHERE id = 9"),
        Statement("SELECT name FROM item WHERE id = ?1", [.integer(1)]),
      ]) { statement, row in
        seen.append("\(statement) \(row.text(0))")
        return true
      }
      try expect(seen, is: ["0 nut", "0 bolt", "2 bolt"], "the rows")
    },
    Promise("no statements, no rows") { site in
      try site.database.read([]) { _, _ in throw Breach(description: "there is a row") }
    },
    Promise("a read of several statements sees one moment") { site in
      try site.commit(item(1, "bolt", 10))
      let other = try site.another()
      var sums: [Int64] = []
      let sum = Statement("SELECT sum(amount) FROM item")
      try site.database.read([sum, sum]) { _, row in
        sums.append(row.integer(0))
        try other.commit(Batch([Statement("UPDATE item SET amount = amount + 1")]))
        return true
      }
      try expect(sums, is: [10, 10], "what was seen")
      try expect(site.count("SELECT sum(amount) FROM item"), is: 12, "what is there in the end")
    },
    Promise("whoever has seen enough of a statement goes on to the next") { site in
      let bindings = (1...Int64(1000)).map { Value.integer($0) }
      try site.commit(Statement("INSERT INTO held(number) VALUES(?1)", rows: 1000, bindings))
      var seen: [Int64] = []
      try site.database.read([
        Statement("SELECT number FROM held ORDER BY id"), Statement("SELECT -number FROM held ORDER BY id"),
      ]) { statement, row in
        seen.append(row.integer(0))
        return row.integer(0) < 2 && statement == 0
      }
      try expect(seen, is: [1, 2, -1], "the rows")
    },
    Promise("what the closure throws ends the read and is thrown on") { site in
      struct Enough: Error {}
      try site.commit(item(1, "bolt"), item(2, "nut"))
      var seen = 0
      do {
        try site.database.read([Statement("SELECT 1 FROM item"), Statement("SELECT 1 FROM item")]) { _, _ in
          seen += 1
          throw Enough()
        }
        throw Breach(description: "nothing was thrown on")
      } catch is Enough {}
      try expect(seen, is: 1, "the rows seen")
      try site.commit(item(3, "screw"))
      try expect(site.count("SELECT count(*) FROM item"), is: 3, "the items afterwards")
    },
    Promise("a read may be asked, and a batch committed, while rows come") { site in
      try site.commit(item(1, "bolt"), item(2, "nut"))
      var seen: [String] = []
      try site.database.read([Statement("SELECT id, name FROM item ORDER BY id")]) { _, row in
        let id = row.integer(0)
        seen.append(row.text(1))
        try site.commit(Statement("INSERT INTO part(item) VALUES(?1)", [.integer(id)]))
        try expect(site.count("SELECT count(*) FROM part"), is: id, "the parts")
        return true
      }
      try expect(seen, is: ["bolt", "nut"], "the rows")
    },
    Promise("a read cannot write") { site in
      try site.expectFailure {
        try site.database.read([Statement("INSERT INTO held(number) VALUES(1) RETURNING id")]) { _, _ in true }
      }
      try expect(site.count("SELECT count(*) FROM held"), is: 0, "the rows")
    },
    Promise("a read that cannot run fails") { site in
      for wrong in ["SELECT nothing FROM item", "SELECT", "", "SELECT ?1"] {
        try site.expectFailure { try site.database.read([Statement(wrong)]) { _, _ in true } }
      }
    },
    Promise("a read of many rows hands over every one") { site in
      var sum: Int64 = 0
      try site.database.read([
        Statement(
          """
          WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?1) SELECT n FROM number
          """, [.integer(100_000)])
      ]) { _, row in
        sum += row.integer(0)
        return true
      }
      try expect(sum, is: 5_000_050_000, "the sum")
    },
  ]
}
