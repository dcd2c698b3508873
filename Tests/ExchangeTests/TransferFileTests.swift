import Inventory
import Testing

@testable import Exchange

@Suite struct TransferFileTests {
  @Test(
    "what came of a transfer is read from either format, under the names other systems give the columns",
    arguments: [
      "sku,good,damaged,over,lot,expires,serials,damaged_serials\nA/XL,2,1,1,L1,2099-01-01,S1;S2,S3\n",
      "Item;Received;Damaged;Over;Batch;Expiry date;Serial number;Damaged serials\nA/XL;2;1;1;L1;2099-01-01;S1;S2;S3\n"
        .replacing("S1;S2;S3", with: "\"S1;S2\";S3"),
      """
      {"sku":"A","variant":"XL","quantity":2,"damaged":1,"over":1,"lot":"L1","expires":"2099-01-01","serials":["S1","S2"],\
      "damaged_serials":["S3"]}

      """,
    ])
  func receipts(text: String) throws {
    let file = try TemporaryFile(text)
    let read = try TransferFile.receipts(reading: file.path)
    #expect(read.rejected.isEmpty, "\(read.rejected)")
    let wanted = ReceiveTransfer.Line(
      "A/XL", good: Quantity(2), damaged: Quantity(1), over: Quantity(1), lot: "L1", expires: Day("2099-01-01"),
      serials: ["S1", "S2"], damagedSerials: ["S3"])
    #expect(read.lines == [wanted])
  }

  @Test("what is asked for is read with its lot and serials; a row that does not read is named")
  func requests() throws {
    let file = try TemporaryFile("sku,quantity,lot,serial\nA,2.5,L1,\nB,2,,S1;S2\nC,two,,\n,1,,\n")
    let read = try TransferFile.requests(reading: file.path)
    #expect(
      read.lines == [
        TransferRequestLine("A", Quantity("2.5") ?? .zero, lot: "L1"),
        TransferRequestLine("B", Quantity(2), serials: ["S1", "S2"]),
      ])
    #expect(read.rejected.map(\.line) == [4, 5] && read.rejected.map(\.column) == ["quantity", "sku"])
  }

  @Test("lines of a transfer are not imported by themselves")
  func notImported() throws {
    for kind in [ImportKind.transferLines, .receiptLines] {
      let importer = try Importer.of(try Books(items: ["A"], places: ["S"]), kind)
      #expect(throws: ExchangeError.self) { try importer.run("sku,quantity,good\nA,1,1\n") }
    }
  }
}
