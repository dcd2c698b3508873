import Glibc
import Testing

/// A working day with real data, through the command line alone.
@Suite struct RealDayTests {
  private func northwind() throws -> Shop {
    let shop = try Shop()
    let products = try SharedData.path("northwind/products.csv")
    try shop.run(
      "import", "items", products, "--map", "product_id=sku", "--map", "product_name=name", "--map",
      "category_id=category", "--map", "unit_price=price", "--map", "discontinued=retired")
    try shop.run("location", "add", "WH", "--name", "Northwind")
    try shop.run(
      "import", "stock", products, "--map", "product_id=sku", "--map", "units_in_stock=on_hand", "--map",
      "reorder_level=reorder_point", "--set", "location=WH")
    return shop
  }

  @Test("a day at Northwind: stock in, low stock seen, received, issued, adjusted, refused, reversed, proved, exported")
  func aDayAtNorthwind() throws {
    let shop = try northwind()
    func onHand() throws -> Double {
      shop.sum(of: "on_hand", in: try shop.run("stock", "list", "--ndjson", "--limit", "1000").output)
    }
    #expect(try onHand() == 3119)
    let low = try shop.run("stock", "list", "--low", "--ndjson", "--limit", "100").output.split(separator: "\n")
    #expect(low.count == 22)
    #expect(low.filter { $0.contains("\"active\":true") }.count == 17)
    let present = try shop.run("stock", "list", "--status", "on_hand", "--ndjson", "--limit", "100").output
    #expect(present.split(separator: "\n").count == 77 - 5)

    let post = ["move", "receipt", "30", "100", "--at", "WH", "--reference", "PO-1", "--key", "r1", "--json"]
    let receipt = try CommandRun(["--db", shop.database] + post).finish()
    #expect(receipt.exit == 0 && JSONPeek.raw("key", in: receipt.output) == "r1")
    // Sent again with its key, as after a lost answer: done once.
    let again = try CommandRun(["--db", shop.database] + post).finish()
    #expect(again.exit == 0 && JSONPeek.raw("id", in: again.output) == JSONPeek.raw("id", in: receipt.output))
    #expect(again.output.contains("\"repeated\":true"))
    try shop.run("move", "issue", "30", "50", "--at", "WH", "--reason", "SALE")
    try shop.run("move", "adjust", "30", "-2", "--at", "WH", "--reason", "DAMAGE")
    #expect(try onHand() == 3119 + 100 - 50 - 2)

    try shop.run("move", "issue", "30", "1000", "--at", "WH", exit: 5)
    try shop.run("move", "adjust", "30", "-2", "--at", "WH", exit: 4)
    try shop.run("move", "receipt", "30", "1.5", "--at", "WH", exit: 4)
    try shop.run("move", "receipt", "nothing", "1", "--at", "WH", exit: 3)
    try shop.run("move", "receipt", "30", "1", "--at", "nowhere", exit: 3)
    try shop.run("move", "receipt", "1", "1", "--at", "WH", exit: 4)
    try shop.run("move", "receipt", "30", "99", "--at", "WH", "--key", "r1", exit: 5)
    try shop.run("move", "recieve", "30", "1", "--at", "WH", exit: 2)
    let refusal = try shop.run("move", "issue", "30", "1000", "--at", "WH", "--json", exit: 5).errors
    #expect(JSONPeek.raw("type", in: refusal) == "insufficient-stock")
    #expect(JSONPeek.number("status", in: refusal) == 409)

    // Of the 100 received 90 are left at most, as 50 were issued from 10 and 100: the receipt cannot be taken back.
    let id = try #require(JSONPeek.raw("id", in: receipt.output))
    try shop.run("move", "reverse", id, exit: 5)
    let issue = try shop.run("move", "list", "--sku", "30", "--kind", "issue", "--ndjson").output
    try shop.run("move", "reverse", try #require(JSONPeek.raw("id", in: issue)), "--reason", "ADJUSTMENT")
    #expect(try onHand() == 3119 + 100 - 2)
    try shop.run("verify")
    #expect(try shop.run("audit", "list", "--ndjson").output.contains("movement.reversed"))

    let export = shop.folder.path + "/stock.csv"
    try shop.run("export", "stock", "--to", export)
    let other = try Shop()
    let products = try SharedData.path("northwind/products.csv")
    try other.run(
      "import", "items", products, "--map", "product_id=sku", "--map", "product_name=name", "--map",
      "category_id=category")
    try other.run("location", "add", "WH")
    try other.run("import", "stock", export)
    let copy = try other.run("stock", "list", "--ndjson", "--limit", "1000").output
    #expect(shop.sum(of: "on_hand", in: copy) == 3119 + 98)
    #expect(shop.sum(of: "reorder_point", in: copy) == 960)
  }

  @Test("OpenBoxes: bins in sites, 16 lots with their dates, 198,656 on hand")
  func openBoxes() throws {
    let shop = try Shop()
    try shop.importOpenBoxes()
    let rows = try shop.run("stock", "list", "--ndjson", "--limit", "1000").output
    #expect(shop.sum(of: "on_hand", in: rows) == 198_656)
    let card = try shop.run("stock", "show", "TS894", "--json").output
    #expect(card.contains("00392/174") && card.contains("2025-06-30"))
    try shop.run("verify")
  }

  @Test("AdventureWorks: 14 places, 1,069 records, 335,974 on hand, and a year of transactions back-dated")
  func adventureWorks() throws {
    let shop = try Shop()
    try shop.run(
      "import", "items", try SharedData.path("adventureworks/product.csv"), "--map", "ProductID=sku", "--map",
      "Name=name", "--map", "StandardCost=cost", "--map", "ListPrice=price")
    try shop.run("location", "add", "AW")
    try shop.run(
      "import", "locations", try SharedData.path("adventureworks/location.csv"), "--map", "LocationID=location",
      "--map", "Name=name", "--set", "parent=AW", "--set", "kind=room")
    try shop.run(
      "import", "stock", try SharedData.path("adventureworks/product_inventory.csv"), "--map", "ProductID=sku",
      "--map", "LocationID=location", "--map", "Quantity=on_hand", "--set", "bin={Shelf}-{Bin}", "--map", "Bin=-",
      "--set", "occurred_at=2013-07-30")
    let rows = try shop.run("stock", "list", "--ndjson", "--limit", "5000").output
    #expect(rows.split(separator: "\n").count == 1069)
    #expect(shop.sum(of: "on_hand", in: rows) == 335_974)
    #expect(try shop.run("location", "list", "--in", "AW", "--ndjson").output.split(separator: "\n").count == 14)

    // The transactions name no place and have no opening balance: they get a room of their own, and each product as
    // much to begin with as it would otherwise go below nothing.
    try shop.run("location", "add", "SHOP", "--in", "AW", "--kind", "room")
    let transactions = shop.folder.path + "/transactions.csv"
    let packed = try SharedData.path("adventureworks/transaction_history.csv.gz")
    #expect(try CommandRun(["-c", "zcat '\(packed)' > '\(transactions)'"], program: "/bin/sh").finish().exit == 0)
    let opening = try CommandRun(
      [
        "-F,", "-v", "OFS=,",
        """
        NR > 1 { q = $6 == "S" ? -$7 : $7; t[$2] += q; if (t[$2] < m[$2]) m[$2] = t[$2] }
        END { print "sku,on_hand"; for (p in m) print p, -m[p] }
        """, transactions,
      ], program: "/usr/bin/awk"
    ).finish().output
    let openingFile = try shop.folder.write("opening.csv", opening)
    try shop.run(
      "import", "stock", openingFile, "--set", "location=SHOP", "--set", "occurred_at=2013-07-30")
    let arguments = [
      "import", "movements", transactions, "--map", "ProductID=sku", "--map", "TransactionDate=occurred_at", "--map",
      "TransactionType=kind", "--values", "kind:P=receipt", "--values", "kind:W=receipt", "--values", "kind:S=issue",
      "--map", "Quantity=quantity", "--map", "ReferenceOrderID=reference", "--set", "location=SHOP", "--json",
    ]
    let first = try CommandRun(["--db", shop.database] + arguments).finish()
    #expect(first.exit == 0, "\(first.output)\(first.errors)")
    #expect(JSONPeek.number("accepted", in: first.output) == 113_443)
    let second = try CommandRun(["--db", shop.database] + arguments).finish()
    #expect(second.exit == 0, "\(second.output)\(second.errors)")
    #expect(JSONPeek.number("accepted", in: second.output) == 0)
    let opened = opening.split(separator: "\n").dropFirst().reduce(0) {
      $0 + (Double($1.split(separator: ",")[1]) ?? 0)
    }
    let shopRows = try shop.run("stock", "list", "--at", "SHOP", "--ndjson", "--limit", "5000").output
    #expect(shop.sum(of: "on_hand", in: shopRows) == opened + 2_025_306 + 1_813_540 - 138_363)
    // The five that sold best, of the year and of one month.
    let year = try shop.run(
      "report", "stats", "--at", "SHOP", "--limit", "5", "--ndjson", "--days", "370", "--to", "2014-08-03")
    let best = year.output.split(separator: "\n").map { line in
      "\(JSONPeek.raw("sku", in: String(line)) ?? "") \(JSONPeek.raw("sold", in: String(line)) ?? "")"
    }
    #expect(best == ["870 5820", "712 4133", "708 3609", "711 3608", "707 3542"])
    let sold = try CommandRun(
      ["-F,", "NR > 1 && $6 == \"S\" && $5 ~ /^2014-05/ { t += $7 } END { print t }", transactions],
      program: "/usr/bin/awk"
    ).finish().output
    let may = try shop.run("report", "stats", "--days", "31", "--to", "2014-05-31", "--at", "SHOP", "--json").output
    let total = may.split(separator: "\"total\":").last.map(String.init) ?? ""
    #expect(JSONPeek.raw("sold", in: total) == sold.split(separator: "\n").first.map(String.init))
    try shop.run("verify")
  }
}
