import Console
import Inventory
import Terminal
import Testing

@Suite("The list of stocktakes")
struct StocktakesTests {
  private func script(_ review: PaperReview = .small(), columns: Int = 80, rows: Int = 24) -> PaneScript {
    let script = PaneScript(review.house, columns: columns, rows: rows, service: review)
    script.type("g v")
    return script
  }

  @Test("the newest stands first, with place, mode, policy, status, how far it is and how right the books are")
  func list() {
    let script = script()
    #expect(script.codes == ["ST-0142", "ST-0141", "ST-0140"])
    let line = script.lines[2]
    for words in ["NORTH/A", "BLIND", "live", "review", "6/7", "33.3 %"] { #expect(line.contains(words), "\(words)") }
    #expect(script.lines[3].contains("informed") && script.lines[4].contains("frozen"))
    #expect(script.screen.contains("6 lines to decide: Enter reviews them"))
    script.type("o")
    #expect(script.codes == ["ST-0142"])
    script.type("Esc")
    #expect(script.codes.count == 3)
    #expect(script.console.plainText().contains("ST-0142  NORTH/A, July, blind, live  review  6 of 7 lines counted"))
  }

  @Test("a new one is opened by its form and F9, and stands first under the cursor")
  func opening() throws {
    let review = PaperReview.small()
    let script = script(review)
    script.type("j N")
    script.write("NORTH/V-01")
    script.type("Enter")
    script.write("Vault")
    script.type("Enter i Enter f Enter")
    script.write("5%, value 200")
    script.type("F9")
    #expect(script.screen.contains("opened a stocktake of NORTH/V-01"))
    #expect(script.cursorCode == "ST-0143")
    let opened = try #require(review.state.withLock { $0.stocktakes.first })
    #expect(opened.name == "Vault" && !opened.isBlind && opened.policy == .frozen)
    script.type("F8")
    #expect(script.says("undo does not take this back; cancel it"))
  }

  @Test(
    "what cannot be opened is said in the form",
    arguments: [
      ("N F9", "What is to be counted?"), ("N V-01 Tab Tab Tab Tab x F9", "is no tolerance"),
      ("N V-01 Tab Tab Tab Tab Tab soon F9", "is no time"),
    ])
  func objections(_ keys: String, _ words: String) {
    let script = script()
    script.type(keys)
    #expect(script.screen.contains(words))
  }

  @Test("cancelling asks first, and is done by F9; what is over is left alone")
  func cancelling() {
    let review = PaperReview.small()
    let script = script(review)
    script.type("X")
    #expect(script.screen.contains("Cancel ST-0142") && script.screen.contains("Nothing of it is posted"))
    script.type("Esc X F9")
    #expect(script.screen.contains("cancelled ST-0142"))
    #expect(review.state.withLock { $0.stocktakes[0].status } == .cancelled)
    script.type("X")
    #expect(script.screen.contains("ST-0142 is cancelled already"))
  }

  @Test("an empty list says what to do")
  func empty() {
    let script = script(PaperReview(.small(), PaperReview.State()))
    #expect(script.screen.contains("There is no stocktake yet.") && script.screen.contains("N  opens one"))
    script.type("Enter")
    #expect(script.screen.contains("no record is under the cursor"))
  }

  @Test("g v comes back to the list from the review, and to it from an item over the stock")
  func jumps() {
    let script = script()
    script.type("j Enter g v")
    #expect(script.lines[0].contains("STOCKTAKES") && script.cursorCode == "ST-0141")
    script.type("Esc Enter g v")
    #expect(script.lines[0].contains("STOCKTAKES"))
  }

  @Test("a sheet that is scanned over the list or a review is reviewed")
  func sheets() {
    let script = script()
    script.scan("ST-0141")
    #expect(script.lines[0].contains("REVIEW ST-0141"))
    script.scan("ST-0142")
    #expect(script.lines[0].contains("REVIEW ST-0142"))
    script.type("Esc")
    #expect(script.lines[0].contains("STOCKTAKES"))
  }

  @Test(
    "one record is counted from the stock and from the item, and F8 takes it back",
    arguments: [("C 75 F9", 75), ("C 6x8+3 Tab 7 F9", 51), ("C 0 F9", 0), ("Enter C 81 F9", 81)])
  func countNow(_ keys: String, _ onHand: Int) {
    let review = PaperReview.small()
    let script = PaneScript(review.house, service: review)
    script.type(keys)
    #expect(review.house.onHand("BOX-12") == Quantity(onHand))
    #expect(script.screen.contains("of BOX-12 at NORTH/D-1  (F8 undoes)"))
    script.type("F8")
    #expect(review.house.onHand("BOX-12") == Quantity(80) && script.screen.contains("undone: counted"))
  }

  @Test("counting an item kept by lot asks for the lot; several marked records are counted one at a time")
  func countLots() {
    let review = PaperReview.small()
    let script = PaneScript(review.house, service: review)
    script.type("j C")
    #expect(script.screen.contains("lot"))
    script.type("Esc Space Space C")
    #expect(script.screen.contains("one record is counted at a time"))
  }
}
