import Inventory
import Testing

@Suite struct ScanLineTests {
  private static let today = Day(daysSince1970: 20_638)

  /// What a record means, in few words.
  private static func meaning(_ record: String) -> String {
    switch ScanLine(record, today: today) {
    case .empty: "empty"
    case .command(let card): "card \(card)"
    case .number(let number, let code): "number \(number) or \(code.text)"
    case .times(let number): "times \(number)"
    case .change(let amount): "change \(amount.text)"
    case .exactly(let amount): "exactly \(amount.text)"
    case .amount(let amount, let code): "amount \(amount.text) or \(code.text)"
    case .code(let code): "code \(code.text)"
    }
  }

  @Test("a record is a command, an amount or a code, by what it looks like alone")
  func record() {
    for (record, meaning) in [
      ("", "empty"), ("\r\n", "empty"), ("  ", "empty"), ("\u{2}\u{3}", "empty"),
      ("$$UNDO", "card undo"), ("$$zero", "card zero"), ("]A0$$DONE", "card done"), ("$$DAMAGED\r", "card damaged"),
      ("$$X10", "card times(10)"), ("$$X0", "code $$X0"), ("$$X", "code $$X"), ("$$X+5", "code $$X+5"),
      ("$$X123456", "code $$X123456"), ("$$", "code $$"), ("$$NOPE", "code $$NOPE"), ("$UNDO", "code $UNDO"),
      ("144", "number 144 or 144"), ("0", "number 0 or 0"), ("2.5", "number 2.5 or 2.5"),
      ("00012", "number 12 or 00012"),
      ("12345", "number 12345 or 12345"), ("123456", "code 123456"), ("000012", "code 000012"),
      ("4006381333931", "code 4006381333931"), ("]C012", "code 12"), ("2.5555", "code 2.5555"),
      ("12*", "times 12"), ("6x8*", "times 48"), ("123456*", "code 123456*"), ("*", "code *"), ("12c*", "code 12c*"),
      ("+3", "change +3"), ("-1", "change -1"), ("-2.5", "change -2.5"), ("+2c", "change +2c"), ("+", "code +"),
      ("--1", "code --1"), ("+A123BJC5D6E71G", "code +A123BJC5D6E71G"), ("+123456", "code +123456"),
      ("=12", "exactly 12"), ("=12c+3", "exactly 12c+3"), ("=0", "exactly 0"), ("=", "code ="),
      ("=W0000771234560", "code =W0000771234560"), ("=-3", "code =-3"),
      ("6x8+3", "amount 6x8+3 or 6x8+3"), ("12c+3", "amount 12c+3 or 12c+3"), ("10A", "amount 10A or 10A"),
      ("12-3", "amount 12-3 or 12-3"), ("100000x2", "code 100000x2"), ("5K1", "code 5K1"), ("A-03-2", "code A-03-2"),
      ("WID-220", "code WID-220"), ("]E04006381333931", "code 4006381333931"), ("12c+", "code 12c+"),
    ] {
      #expect(ScanLineTests.meaning(record) == meaning, "\(record.debugDescription)")
    }
  }

  @Test("an amount is worked out with the item's packs, by name or first letters")
  func arithmetic() {
    let packs = [Pack("case", Quantity(12)), Pack("Pallet", Quantity(480)), Pack("crate", Quantity(20))]
    for (text, amount) in [
      ("12", "12"), ("2.5", "2.5"), ("6x8+3", "51"), ("6 X 8 + 3", "51"), ("6*8-3", "45"), ("12c+3", "147"),
      ("12C+3", "147"), ("1p", "480"), ("1pallet+2case", "504"), ("2cr", "40"), ("2x3c", "72"), ("-3", "-3"),
      ("+3", "3"), ("-2c+1", "-23"), ("0", "0"), ("0.5c", "6"), ("2x3x4", "24"),
      ("", nil), ("c", nil), ("12b", nil), ("12c3", nil), ("6x", nil), ("x6", nil), ("1++2", nil), ("1-", nil),
      ("--1", nil), ("1e3", nil), ("99999999999x2", nil), ("0.001x0.001", nil), ("1,5", nil), ("∞", nil),
    ] as [(String, String?)] {
      #expect(Amount(text).quantity(packs: packs)?.description == amount, "\(text)")
      if amount != nil { #expect(Arithmetic.isAmount(text), "\(text)") }
    }
    #expect(Arithmetic.amount("12c") == nil && Arithmetic.isAmount("12c") && !Arithmetic.isAmount("c"))
  }

  @Test("a GTIN is one number however it is printed, and knows what is in the pack")
  func gtin() {
    for (text, digits) in [
      ("02345680", "00000002345680"), ("036000241457", "00036000241457"), ("4006381333931", "04006381333931"),
      ("8904000210037", "08904000210037"), ("24012345678905", "24012345678905"), ("24012345678909", nil),
      ("106141412345678908", nil), ("400638133393", nil), ("", nil), ("400638133393１", nil), ("4006381333931 ", nil),
    ] as [(String, String?)] {
      #expect(GTIN(text)?.digits == digits, "\(text)")
    }
    #expect(CheckDigit.of("629104150021") == "3" && CheckDigit.isRight("106141412345678908"))
    #expect(GTIN("0036000241457") == GTIN("036000241457"))
    #expect(GTIN("036000241457")?.spellings == ["00036000241457", "0036000241457", "036000241457"])
    #expect(GTIN("02345680")?.spellings.last == "02345680" && GTIN("24012345678905")?.spellings.count == 1)
    #expect(GTIN("14006381333938")?.inPack == GTIN("4006381333931") && GTIN("4006381333931")?.inPack == nil)
    #expect(GTIN("14006381333938")?.description == "14006381333938" && GTIN("036000241457")?.indicator == 0)
  }

  @Test("a UPC-E is the UPC-A it was written short for")
  func upcE() {
    for (short, long) in [
      ("01234565", "012345000065"), ("04252614", "042100005264"), ("01234531", "012300000451"),
      ("01234543", "012340000053"), ("01234505", "012000003455"), ("0123456", "012345000065"),
      ("123456", "012345000065"),
      ("01234566", nil), ("21234565", nil), ("2123456", nil), ("12345", nil), ("123456789", nil), ("12345A", nil),
      ("", nil),
    ] as [(String, String?)] {
      #expect(
        GTIN(upcE: short) == long.flatMap { GTIN(String($0)) } && (GTIN(upcE: short) == nil) == (long == nil),
        "\(short)")
    }
  }
}
