import Inventory
import Ledger

/// A storefront that never pauses: it reserves two pieces of one item at a time. Of four one is left to expire soon, one is
/// released, and two are confirmed and fulfilled. Says of each what became of it: `expires 0`, `released 1`, `fulfilled 2`,
/// or `refused 3 TYPE DETAIL`.
struct Reserver {
  let books: Books
  let place: String
  let name: String
  let count: Int

  func run() throws {
    for number in 0..<count {
      let subject = ReservationName.subject("order:\(name)-\(number)")
      let isLeft = number % 4 == 0
      do throws(InventoryError) {
        let life: ReserveStock.Life = isLeft ? .lasting(milliseconds: 25) : .unlimited
        let line = ReserveStock.Line("ITEM-0", at: place, Quantity(2))
        try perform(ReserveStock(for: "order:\(name)-\(number)", [line], life: life), "reserve", number)
      } catch {
        let why = Explanation(error)
        guard why.type == "insufficient-stock" else { throw error }
        say("refused \(number) \(why.type) \(why.detail)")
        continue
      }
      switch number % 4 {
      case 0: say("expires \(number)")
      case 1:
        try perform(ReleaseReservation(subject), "release", number)
        say("released \(number)")
      default:
        try perform(ConfirmReservation(subject), "confirm", number)
        try perform(FulfilReservation(subject), "fulfil", number)
        say("fulfilled \(number)")
      }
    }
  }

  private func perform(_ act: some Act, _ what: String, _ number: Int) throws(InventoryError) {
    _ = try books.perform(
      act, ActContext(key: "\(name)-\(what)-\(number)", actor: name, terminal: name, now: now()))
  }
}
