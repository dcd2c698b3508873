/// Makes inputs of good ones: bits turned over, pieces cut out, repeated, spliced from another, numbers made huge.
struct InputMutator {
  static let longest = 1 << 16

  private var state: UInt64
  private var kept: [[UInt8]]

  init(seed: UInt64, seeds: [[UInt8]]) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    kept = seeds.isEmpty ? [[]] : seeds
  }

  mutating func next() -> [UInt8] {
    var input = kept[below(kept.count)]
    for _ in 0..<1 + below(6) { change(&input) }
    if input.count > InputMutator.longest { input.removeSubrange(InputMutator.longest...) }
    // Some of what was made is changed again later.
    if below(50) == 0, kept.count < 2_000, input.count < 4_096 { kept.append(input) }
    return input
  }

  private static let telling: [UInt8] = [
    0, 1, 2, 3, 9, 10, 13, 27, 28, 29, 32, 34, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 57, 58, 59, 61, 91, 92, 93, 123,
    125, 127, 128, 0xC0, 0xE2, 0xED, 0xEF, 0xF4, 0xFE, 0xFF,
  ]

  private static let words: [String] = [
    "99999999999999999999", "-1", "0", "-9223372036854775808", "2147483648", "1e400", "0.0001", "\u{1D}", "\u{1B}[",
    "\u{1B}[200~", "\u{1B}[201~", "\r\n", "\"\"", "\u{FEFF}", "\u{202E}", "\u{0301}", "\u{1F469}\u{200D}\u{1F680}",
    "\\uD800", "\\u0000", "(01)", "]d2", "]C1", "--", "=", "{}", "[[[[", "ffffffff\r\n", "Content-Length: 9\r\n",
  ]

  private mutating func change(_ input: inout [UInt8]) {
    let at = below(input.count + 1)
    switch below(10) {
    case 0 where at < input.count: input[at] ^= 1 << UInt8(below(8))
    case 1 where at < input.count: input[at] = UInt8(truncatingIfNeeded: random())
    case 2: input.insert(InputMutator.telling[below(InputMutator.telling.count)], at: at)
    case 3 where at < input.count: input.removeSubrange(at..<min(input.count, at + 1 + below(16)))
    case 4: input.insert(contentsOf: InputMutator.words[below(InputMutator.words.count)].utf8, at: at)
    case 5:
      let piece = Array(input[at..<min(input.count, at + 1 + below(32))])
      for _ in 0..<1 + below(below(20) == 0 ? 500 : 4) { input.insert(contentsOf: piece, at: at) }
    case 6:
      let other = kept[below(kept.count)]
      let from = below(other.count + 1)
      input.replaceSubrange(at..., with: other[from...])
    case 7 where at < input.count: input.removeSubrange(at...)
    case 8 where at + 4 <= input.count:
      let number = UInt32(truncatingIfNeeded: below(2) == 0 ? random() : UInt64(below(300)))
      for index in 0..<4 { input[at + index] = UInt8(truncatingIfNeeded: number >> UInt32(8 * index)) }
    default:
      if at < input.count { input[at] = InputMutator.telling[below(InputMutator.telling.count)] }
    }
  }

  private mutating func random() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }

  private mutating func below(_ bound: Int) -> Int { bound < 2 ? 0 : Int(random() % UInt64(bound)) }
}
