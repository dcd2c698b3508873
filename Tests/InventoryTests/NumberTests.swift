import Inventory
import Testing

@Suite struct NumberTests {
  /// What is read as thousandths, or refused, and how it is printed.
  private static let quantities: [(text: String, thousandths: Int64?, printed: String)] = [
    ("0", 0, "0"), ("-0", 0, "0"), ("+0.000", 0, "0"), ("10", 10_000, "10"), ("007", 7_000, "7"), ("2.5", 2_500, "2.5"),
    ("-2.5", -2_500, "-2.5"), ("+0.125", 125, "0.125"), ("-0.001", -1, "-0.001"), ("0.010", 10, "0.01"),
    ("5.", 5_000, "5"), (".5", 500, "0.5"), ("1.0000000", 1_000, "1"), ("1.2340", 1_234, "1.234"),
    ("99999999999.999", 99_999_999_999_999, "99999999999.999"),
    ("-99999999999.999", -99_999_999_999_999, "-99999999999.999"),
    ("100000000000", nil, ""), ("-100000000000", nil, ""), ("9223372036854775807", nil, ""),
    ("99999999999999999999999999", nil, ""), ("1.2345", nil, ""), ("", nil, ""), ("-", nil, ""), ("+", nil, ""),
    (".", nil, ""), ("-.", nil, ""), ("1e3", nil, ""), ("1,5", nil, ""), ("1.2.3", nil, ""), (" 1", nil, ""),
    ("1 ", nil, ""), ("--1", nil, ""), ("+-1", nil, ""), ("0x10", nil, ""), ("∞", nil, ""), ("١", nil, ""),
    ("1\u{0}", nil, ""),
    ("ten", nil, ""), ("1_000", nil, ""),
  ]

  @Test("a quantity is read exactly or refused, and printed as short as it can be")
  func quantity() {
    for (text, thousandths, printed) in NumberTests.quantities {
      let quantity = Quantity(text)
      #expect(quantity?.thousandths == thousandths, "\(text)")
      if let quantity {
        #expect(quantity.description == printed, "\(text)")
        #expect(Quantity(quantity.description) == quantity, "\(text)")
      }
    }
    for number in stride(from: Int64(-3000), through: 3000, by: 1) {
      let quantity = Quantity(thousandths: number)
      #expect(Quantity(quantity.description) == quantity)
    }
  }

  @Test("packs times units stay exact and within the limit, or are refused")
  func packs() {
    for (count, pack, product) in [
      ("12", "12", "144"), ("0.5", "12", "6"), ("-3", "6", "-18"), ("0", "99999999999.999", "0"),
      ("0.001", "0.001", nil),
      ("0.5", "0.002", "0.001"), ("1.5", "1.5", "2.25"), ("99999999999.999", "1", "99999999999.999"),
      ("99999999999.999", "2", nil), ("99999999999.999", "99999999999.999", nil),
      ("-99999999999.999", "99999999999.999", nil),
      ("50000000000", "-2", nil), ("33333333333.333", "3", "99999999999.999"),
    ] as [(String, String, String?)] {
      let result = Quantity(count).flatMap { count in Quantity(pack).flatMap { count.times($0) } }
      #expect(result?.description == product, "\(count) × \(pack)")
    }
  }

  @Test("a unit cost has four decimals, two at least on paper, and is never below zero")
  func unitCost() {
    for (text, printed) in [
      ("12.5", "12.50"), ("0.2575", "0.2575"), ("7", "7.00"), ("0", "0.00"), ("-0", "0.00"), ("0.001", "0.001"),
      ("0.0001", "0.0001"), ("99999999999.9999", "99999999999.9999"), ("100000000000", nil), ("-1", nil),
      ("1.00001", nil),
      ("", nil), ("EUR 5", nil), ("1.10", "1.10"),
    ] as [(String, String?)] {
      #expect(UnitCost(text)?.description == printed, "\(text)")
    }
  }

  @Test("a worth is exact beyond 64 bits")
  func worth() {
    for (quantity, cost, printed) in [
      ("3", "49.90", "149.70"), ("0.001", "0.0001", "0.0000001"), ("0", "5", "0.00"), ("-2", "1.5", "-3.00"),
      ("-0.001", "0.01", "-0.00001"), ("99999999999.999", "99999999999.9999", "9999999999999890000000.0000001"),
      ("1", "0.1", "0.10"),
    ] {
      let worth = Quantity(quantity).flatMap { quantity in UnitCost(cost).map { Worth(quantity, at: $0) } }
      #expect(worth?.description == printed, "\(quantity) at \(cost)")
    }
    var sum = Worth()
    for _ in 0..<1000 { sum += Worth(Quantity.limit, at: UnitCost(tenThousandths: 999_999_999_999_999)) }
    #expect(sum.description == "9999999999999890000000000.0001")
  }

  @Test("decimals take any number of places up to 64 bits, and another point where a file has one")
  func decimals() {
    for (text, places, scaled) in [
      ("9223372036854775807", 0, Int64.max), ("9223372036854775808", 0, nil), ("-9223372036854775807", 0, -Int64.max),
      ("922337203685477.5807", 4, Int64.max), ("922337203685477.5808", 4, nil), ("1", 18, 1_000_000_000_000_000_000),
      ("10", 18, nil), ("1.0", 0, 1), ("1.5", 0, nil), ("52.520008", 6, 52_520_008),
    ] as [(String, Int, Int64?)] {
      #expect(Decimals.parse(text, places: places) == scaled, "\(text) at \(places)")
    }
    let comma = Array("1234,5".utf8).withUnsafeBufferPointer { Decimals.parse($0, places: 3, point: 44) }
    #expect(comma == 1_234_500)
    for (scaled, places, atLeast, text) in [
      (Int64.min, 0, 0, "-9223372036854775808"), (Int64.min, 3, 0, "-9223372036854775.808"), (5, 3, 0, "0.005"),
      (-5, 3, 2, "-0.005"), (100, 2, 2, "1.00"), (100, 2, 0, "1"), (0, 4, 2, "0.00"),
    ] {
      #expect(Decimals.text(scaled, places: places, atLeast: atLeast) == text)
    }
  }

  @Test("coordinates are degrees within the globe")
  func coordinates() {
    for (text, printed) in [
      ("52.52,13.405", "52.52,13.405"), ("-90,180", "-90,180"), ("0,0", "0,0"), ("90.000001,0", nil), ("0,-180.1", nil),
      ("52.52", nil), ("52.52,13.405,1", nil), ("52.52, 13.4", nil), ("N52,E13", nil), (",", nil), ("1.1234567,0", nil),
    ] as [(String, String?)] {
      #expect(Coordinates(text)?.description == printed, "\(text)")
    }
  }
}
