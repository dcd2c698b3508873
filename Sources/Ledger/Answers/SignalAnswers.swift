import Inventory
import Storage

extension Answers {
  func answer(_ question: SignalPage) throws(InventoryError) -> Page<SignalPage.Row> { throw .nothingToChange }
  func answer(_ question: SignalTotals) throws(InventoryError) -> SignalCounts { throw .nothingToChange }
  func answer(_ question: SignalStory) throws(InventoryError) -> SignalStory.Story { throw .nothingToChange }
  func answer(_ question: RulePage) throws(InventoryError) -> Page<Signal> { throw .nothingToChange }
}
