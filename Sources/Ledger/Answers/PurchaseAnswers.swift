import Inventory
import Storage

extension Answers {
  func answer(_ question: OrderPage) throws(InventoryError) -> Page<OrderPage.Row> { throw .nothingToChange }
  func answer(_ question: OrderCard) throws(InventoryError) -> OrderCard.Card { throw .nothingToChange }
  func answer(_ question: RequisitionPage) throws(InventoryError) -> Page<RequisitionPage.Row> { throw .nothingToChange }
  func answer(_ question: RequisitionCard) throws(InventoryError) -> RequisitionPage.Row { throw .nothingToChange }
  func answer(_ question: ReceiptPage) throws(InventoryError) -> Page<ReceiptPage.Row> { throw .nothingToChange }
  func answer(_ question: ReceiptCard) throws(InventoryError) -> ReceiptCard.Card { throw .nothingToChange }
}
