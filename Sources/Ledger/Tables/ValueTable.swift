import Inventory
import Storage

/// Kept valuations as rows. The numbers of one are packed seven bits a byte, the sign last, so that most take few bytes.
enum ValueTable {
  /// What was folded further stands; what was folded at another cost of the item goes.
  static func keep(_ values: [KeptValue]) -> [Statement] {
    guard !values.isEmpty else { return [] }
    return [
      Statement(
        """
        INSERT INTO item_value(item, seq, cost, latest, state) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT(item) DO UPDATE SET seq = excluded.seq, cost = excluded.cost, latest = excluded.latest,
          state = excluded.state
        WHERE excluded.seq > seq OR excluded.cost IS NOT cost
        """, rows: values.count,
        values.flatMap { kept -> [Value] in
          [
            .id(kept.item), .integer(kept.end), .cost(ifAny: kept.cost), .instant(kept.latest),
            .blob(pack(kept.valuation.numbers)),
          ]
        })
    ]
  }

  static func pack(_ numbers: [Int64]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(numbers.count * 4)
    for number in numbers {
      var rest = UInt64(bitPattern: number << 1 ^ number >> 63)
      while rest >= 0x80 {
        bytes.append(UInt8(rest & 0x7F) | 0x80)
        rest >>= 7
      }
      bytes.append(UInt8(rest))
    }
    return bytes
  }

  /// Nil where somebody wrote something else there.
  static func valuation(_ bytes: [UInt8]) -> ItemValuation? {
    var numbers: [Int64] = []
    var number: UInt64 = 0
    var shift: UInt64 = 0
    for byte in bytes {
      number |= UInt64(byte & 0x7F) << shift
      shift += 7
      if byte & 0x80 == 0 {
        numbers.append(Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1))
        (number, shift) = (0, 0)
      }
    }
    return shift == 0 ? ItemValuation(numbers: numbers) : nil
  }
}
