import Inventory
import Ledger
import Testing

@Suite("A transfer's paper")
struct TransferLookUpTests {
  @Test("a transfer is found by its whole number, and while it is under way by its reference")
  func lookUp() throws {
    let house = try TransferHouse().house
    var create = CreateTransfer(from: "NORTH", to: "S-01", [TransferRequestLine("DRILL-18V", Quantity(1))])
    create.reference = "PO-4711"
    try house.act(create)
    func found(_ code: String) throws -> [String] {
      try house.books.ask(LookUp(code)).compactMap {
        if case .transfer(let transfer) = $0 { transfer.number } else { nil }
      }
    }
    #expect(try found("tr-0001") == ["TR-0001"] && found("PO-4711") == ["TR-0001"])
    #expect(try found("1").isEmpty && found("TR-").isEmpty && found("TR-0009").isEmpty)
    try house.act(CancelTransfer("TR-0001"))
    #expect(try found("PO-4711").isEmpty && found("TR-0001") == ["TR-0001"])
  }
}
