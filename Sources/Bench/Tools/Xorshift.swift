/// The generator of `limit.c`, so that both programs make the same kind of data each time.
struct Xorshift {
  private var state: UInt64

  /// - Parameter stream: different processes draw different numbers.
  init(stream: Int = 0) { state = 88_172_645_463_325_252 &+ UInt64(stream) &* 7919 }

  mutating func below(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(bound))
  }
}
