import Inventory
import Testing

/// What somebody wrote may be of any length; what is wrong with it and what to do is still to be read.
@Suite struct AbridgingTests {
  private static let long = String(repeating: "y", count: 10_000)
  private static let seen = String(repeating: "y", count: 100) + "…"

  @Test(
    "a refusal shows the beginning of what is far too long, all that it says about it, and keeps the whole as data",
    arguments: [
      (
        InventoryError.noSuchItem(long), "sku",
        "No item has the SKU or barcode \"\(seen)\". Look for it with: tallyman item list --search TEXT"
      ),
      (
        .badCode(what: "sku", code: long, .tooLong), "sku",
        "\"\(seen)\" cannot be a sku: it is longer than 64 bytes."
      ),
      (
        .badQuantity(long, item: ItemCode(sku: "DRILL"), .notANumber), nil,
        "\(seen) is no quantity of DRILL: it is not a number with at most three decimals."
      ),
    ] as [(InventoryError, String?, String)])
  func refusals(_ error: InventoryError, _ field: String?, _ detail: String) {
    let explanation = Explanation(error)
    #expect(explanation.detail == detail)
    if let field { #expect(explanation.fields[field] == .text(AbridgingTests.long)) }
  }

  @Test("a name of many words is cut where it is quoted, and a sentence of many short words is not")
  func words() {
    let name = String(repeating: "word ", count: 2_000)
    let sentence = Explanation(.badField(name: "name", value: name, wanted: "at most 500 bytes")).detail
    #expect(sentence.hasPrefix("\"word word ") && sentence.hasSuffix("…\" is no name: at most 500 bytes."))
    #expect(sentence.count < 150)
    #expect(name.abridged == name)
    let short = "It is \"\(String(repeating: "z", count: 300))\"."
    #expect(short.abridged == short)
  }
}
