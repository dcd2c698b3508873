import Inventory
import Testing

@Suite struct SSCCTests {
  @Test("a pallet's number ends in its check digit, and is known with its identifier in front")
  func numbers() {
    for (text, isRight, bare) in [
      ("106141412345678908", true, "106141412345678908"), ("106141412345678907", false, "106141412345678907"),
      ("00106141412345678908", false, "106141412345678908"), ("(00)106141412345678908", false, "106141412345678908"),
      ("00106141412345678907", false, "00106141412345678907"), ("CAGE-7", false, "CAGE-7"), ("00", false, "00"),
      ("", false, ""), ("10614141234567890X", false, "10614141234567890X"),
    ] {
      #expect(SSCC.isRight(text) == isRight && SSCC.bare(text) == bare, "\(text)")
    }
  }

  @Test(
    "a company's numbers follow each other, one extension digit after the other",
    arguments: [
      ("0614141", [nil], "006141410000000005"), ("0614141", ["006141410000000005"], "006141410000000012"),
      ("0614141", ["006141419999999999"], nil), ("0614141", ["006141419999999992"], nil),
      ("0614141", ["006141419999999992", nil], "106141410000000002"),
      ("123456789012", ["012345678901299995", "112345678901200004"], "112345678901200012"),
    ] as [(String, [String?], String?)])
  func next(prefix: String, taken: [String?], next: String?) {
    #expect(SSCC.next(of: prefix, taken: taken) == next)
    if let next { #expect(SSCC.isRight(next)) }
  }
}
