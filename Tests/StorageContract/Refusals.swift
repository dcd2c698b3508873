import Storage

extension Promise {
  static let refusals: [Promise] = [
    Promise("a name given twice refuses the batch where it stands") { site in
      try site.commit(item(1, "bolt"))
      try site.expectRefusal(of: [item(2, "nut"), item(3, "bolt"), item(4, "screw")], at: 1, .unique)
    },
    Promise("a primary key given twice refuses the batch") { site in
      try site.expectRefusal(of: [item(1, "bolt"), item(2, "nut"), item(1, "screw")], at: 2, .unique)
    },
    Promise("the same batch sent again is refused at its first statement") { site in
      let batch = [item(1, "bolt", 5), Statement("UPDATE item SET amount = amount - 5 WHERE id = 1")]
      try site.database.commit(Batch(batch))
      try site.expectRefusal(of: batch, at: 0, .unique)
    },
    Promise("a CHECK refuses the batch") { site in
      try site.expectRefusal(
        of: [item(1, "bolt", 5), Statement("UPDATE item SET amount = amount - 6 WHERE id = 1")], at: 1, .check)
    },
    Promise("a missing value refuses the batch") { site in
      try site.expectRefusal(
        of: [item(1, "bolt"), Statement("INSERT INTO item VALUES(2, ?1, 0)", [.null])], at: 1, .notNull)
    },
    Promise("a reference to nothing refuses the batch") { site in
      try site.expectRefusal(of: [Statement("INSERT INTO part VALUES(1, 99)")], at: 0, .foreignKey)
    },
    Promise("a reference that is to be good in the end is refused at the last statement") { site in
      try site.commit(Statement("INSERT INTO later VALUES(1, 7)"), item(7, "nut"))
      try site.expectRefusal(
        of: [Statement("INSERT INTO later VALUES(2, 99)"), item(8, "bolt")], at: 1, .foreignKey)
    },
    Promise("a text where a number belongs refuses the batch") { site in
      try site.expectRefusal(
        of: [Statement("INSERT INTO held(number) VALUES(?1)", [.text("three")])], at: 0, .type)
      try site.expectRefusal(of: [Statement("INSERT INTO held(id) VALUES(?1)", [.text("three")])], at: 0, .type)
    },
    Promise("a trigger refuses the batch") { site in
      try site.commit(item(1, "bolt"))
      try site.expectRefusal(of: [item(2, "nut"), Statement("DELETE FROM item WHERE id = 1")], at: 1, .raised)
    },
    Promise("a guard that holds lets the batch pass, one that does not refuses it") { site in
      let guardOnAmount = Statement(
        "INSERT INTO assert_that SELECT EXISTS(SELECT 1 FROM item WHERE id = ?1 AND amount >= ?2)",
        [.integer(1), .integer(5)])
      let take = Statement("UPDATE item SET amount = amount - 4 WHERE id = 1")
      try site.commit(item(1, "bolt", 6))
      try site.commit(guardOnAmount, take)
      try site.expectRefusal(of: [item(2, "nut"), guardOnAmount, take], at: 1, .raised)
      try expect(site.count("SELECT amount FROM item"), is: 2, "the amount")
    },
    Promise("a guard can look at what the statement before it changed") { site in
      let changed = Statement("INSERT INTO assert_that SELECT changes() = 1")
      try site.commit(item(1, "bolt"))
      try site.commit(Statement("UPDATE item SET amount = 1 WHERE id = 1"), changed)
      try site.expectRefusal(of: [Statement("UPDATE item SET amount = 2 WHERE id = 9"), changed], at: 1, .raised)
    },
    Promise("of many rows the one that was refused is named") { site in
      let values: [Value] = [.integer(1), .text("a"), .integer(2), .text("b"), .integer(3), .text("a")]
      let many = Statement("INSERT INTO item(id, name, amount) VALUES(?1, ?2, 0)", rows: 3, values)
      try site.expectRefusal(of: [item(9, "bolt"), many], at: 1, row: 2, .unique)
    },
    Promise("after a refusal the next batch is taken") { site in
      try site.expectRefusal(of: [item(1, "bolt", -1)], at: 0, .check)
      try site.commit(item(1, "bolt", 1))
      try expect(site.count("SELECT count(*) FROM item"), is: 1, "the number of items")
    },
    Promise("a statement that cannot run fails and leaves nothing behind") { site in
      for wrong in [
        Statement("INSERT INTO nowhere VALUES(1)"), Statement("NONSENSE"), Statement(""), Statement("-- a remark"),
        Statement("INSERT INTO held(number) VALUES(1); INSERT INTO held(number) VALUES(2)"),
        Statement("INSERT INTO held(number) VALUES(?1)"),
        Statement("INSERT INTO held(number) VALUES(1)", [.integer(1)]),
        Statement("SELECT \"no such column\" FROM item"),
      ] {
        try site.expectFailure { try site.commit(item(1, "bolt"), wrong) }
        try expect(site.count("SELECT count(*) FROM item"), is: 0, "the items after: \(wrong.sql)")
      }
    },
  ]
}
