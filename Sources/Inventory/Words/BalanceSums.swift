/// The five balances of many records together. Wider than a quantity: a house may have a million records.
public struct BalanceSums: Hashable, Sendable {
  /// In thousandths, in the specification's order: on hand, reserved, allocated, blocked, incoming.
  public var thousandths: [Int128]

  public init(thousandths: [Int128] = [0, 0, 0, 0, 0]) {
    precondition(thousandths.count == 5, "there are five balances")
    self.thousandths = thousandths
  }

  public init(_ balances: Balances) { thousandths = balances.all.map { Int128($0.thousandths) } }

  public var onHand: Int128 { thousandths[0] }
  /// What may be promised.
  public var available: Int128 { thousandths[0] - thousandths[1] - thousandths[2] - thousandths[3] }

  public static func += (sums: inout BalanceSums, more: BalanceSums) {
    for index in 0..<5 { sums.thousandths[index] += more.thousandths[index] }
  }

  static let names = ["on_hand", "reserved", "allocated", "blocked", "incoming"]

  /// Thousandths as decimal text, like a quantity's.
  public static func text(_ thousandths: Int128) -> String {
    let magnitude = thousandths.magnitude
    let whole = (thousandths < 0 ? "-" : "") + String(magnitude / 1000)
    var rest = String(String(1000 + magnitude % 1000).dropFirst())
    while rest.hasSuffix("0") { rest.removeLast() }
    return rest.isEmpty ? whole : whole + "." + rest
  }

  public var fields: Fields {
    var fields = Fields()
    for (name, sum) in zip(BalanceSums.names, thousandths) { fields.add(name, .number(BalanceSums.text(sum))) }
    fields.add("available", .number(BalanceSums.text(available)))
    return fields
  }
}
