/// A terminal's answer to the question where its cursor is: `ESC [ row ; column R`.
public enum CursorAnswer {
  /// The column of the first answer in some bytes, counted from 1; nil while there is none.
  public static func column(in bytes: [UInt8]) -> Int? {
    for start in bytes.indices where bytes[start...].starts(with: [0x1B, 0x5B]) {
      let body = bytes[(start + 2)...]
      guard let end = body.firstIndex(where: { 0x40...0x7E ~= $0 }), bytes[end] == UInt8(ascii: "R") else { continue }
      let numbers = body[..<end].split(separator: UInt8(ascii: ";")).map { String(decoding: $0, as: UTF8.self) }
      if numbers.count == 2, let column = Int(numbers[1]) { return column }
    }
    return nil
  }
}
