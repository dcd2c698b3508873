import Inventory
import Storage

extension Answers {
  func answer(_ question: ReservationPage) throws(InventoryError) -> Page<ReservationPage.Row> { throw .nothingToChange }
  func answer(_ question: ReservationCard) throws(InventoryError) -> ReservationCard.Card { throw .nothingToChange }
}
