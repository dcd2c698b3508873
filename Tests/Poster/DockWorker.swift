import Inventory
import Ledger

/// Somebody at the dock who never pauses: scans a piece an act and posts after every ten; or ships, or uses up, a piece an
/// act. Says of each what became of it: `scan 3`, `post 9`, `ship 4`, `issue 4`, or `refused 4 TYPE DETAIL`.
struct DockWorker {
  let books: Books
  let transfer: String
  let name: String
  let count: Int

  func receive() throws {
    for number in 0..<count {
      try attempt("scan", number, RecordReceipts(transfer, [RecordReceipts.Entry("ITEM-\(number % 3)")]))
      if number % 10 == 9 { try attempt("post", number, PostReceipt(transfer)) }
    }
  }

  func ship() throws {
    for number in 0..<count { try attempt("ship", number, ShipTransfer(transfer, [.init("ITEM-0", Quantity(1))])) }
  }

  func issue(at place: String) throws {
    for number in 0..<count {
      try attempt("issue", number, PostMovements([MovementLine(.issue, "ITEM-0", Quantity(1), at: place)]))
    }
  }

  /// What only says "try again" ends the program, and fails the test.
  private func attempt(_ what: String, _ number: Int, _ act: some Act) throws {
    do throws(InventoryError) {
      _ = try books.perform(
        act, ActContext(key: "\(name)-\(what)-\(number)", actor: name, terminal: name, now: now()))
      say("\(what) \(number)")
    } catch {
      let why = Explanation(error)
      guard ["insufficient-stock", "nothing-scanned", "nothing-to-ship"].contains(why.type) else { throw error }
      say("refused \(number) \(why.type) \(why.detail)")
    }
  }
}
