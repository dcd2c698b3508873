/// Something that reads bytes from outside, and what must hold of it whatever they are.
struct FuzzTarget: Sendable {
  let name: String
  /// Good inputs, to begin from.
  let seeds: [[UInt8]]
  /// What is broken; nil where all holds. A crash, endless work and endless memory are found without it.
  let check: @Sendable ([UInt8]) -> String?

  init(
    _ name: String, _ seeds: [String], binary: [[UInt8]] = [], check: @escaping @Sendable ([UInt8]) -> String?
  ) {
    self.name = name
    self.seeds = seeds.map { Array($0.utf8) } + binary
    self.check = check
  }
}

/// Pieces of an input, as a line or a file hands them over: their lengths are taken from the input itself, so that the
/// same input is always cut the same way.
func pieces(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
  var pieces: [ArraySlice<UInt8>] = []
  var at = 0
  var state = UInt64(bytes.first ?? 7) &* 2_654_435_761 &+ UInt64(bytes.count)
  while at < bytes.count {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    let length = min(bytes.count - at, 1 + Int(state >> 33) % 7)
    pieces.append(bytes[at..<at + length])
    at += length
  }
  return pieces
}
