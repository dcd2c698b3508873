/// Measured values, of which the order does not matter.
struct Samples {
  private(set) var values: [Double] = []

  init(_ values: [Double] = []) { self.values = values }

  mutating func add(_ value: Double) { values.append(value) }
  mutating func add(_ others: [Double]) { values += others }

  /// The value that the share `p` of all values does not exceed; 0 where there are none.
  func percentile(_ p: Double) -> Double {
    guard !values.isEmpty else { return 0 }
    return values.sorted()[Int(Double(values.count - 1) * p)]
  }

  var median: Double { percentile(0.5) }
}
