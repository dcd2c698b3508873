import Testing

@testable import StorageRemote

@Suite("A change token made of a count")
struct TokensTests {
  @Test("rests through our own batches, and moves with another's")
  func ours() {
    var tokens = Tokens()
    let first = tokens.token(10, since: tokens.look())
    #expect(tokens.token(10, since: tokens.look()) == first)
    tokens.end(tokens.begin(), tookEffect: true)
    #expect(tokens.token(11, since: tokens.look()) == first)
    let second = tokens.token(12, since: tokens.look())
    #expect(second != first)
    tokens.end(tokens.begin(), tookEffect: true)
    #expect(tokens.token(14, since: tokens.look()) != second)
  }

  @Test("rests when a batch of ours was refused, and moves when nobody knew that it took effect")
  func refused() {
    var tokens = Tokens()
    let first = tokens.token(1, since: tokens.look())
    tokens.end(tokens.begin(), tookEffect: false)
    #expect(tokens.token(1, since: tokens.look()) == first)
    tokens.end(tokens.begin(), tookEffect: false)
    #expect(tokens.token(2, since: tokens.look()) != first)
  }

  /// A thousand ways in which our batches, others' and questions overlap.
  @Test("never rests over another's batch, however it all overlaps", arguments: 0..<1000 as Range<UInt64>)
  func overlapping(_ seed: UInt64) {
    var chance = Chance(state: seed)
    var tokens = Tokens()
    var count: Int64 = 0
    var others = 0
    var open: [Int] = []
    var done: [Int] = []
    var last: (token: Int64, others: Int)?
    for _ in 0..<60 {
      switch chance.below(5) {
      case 0: open.append(tokens.begin())
      case 1 where !open.isEmpty:
        // It takes effect there; the answer comes later.
        done.append(open.remove(at: chance.below(open.count)))
        count += 1
      case 2 where !done.isEmpty: tokens.end(done.remove(at: chance.below(done.count)), tookEffect: true)
      case 3:
        count += 1
        others += 1
      default:
        let look = tokens.look()
        // Anything may happen between the question and its answer.
        if chance.below(3) == 0 { open.append(tokens.begin()) }
        if chance.below(3) == 0, !open.isEmpty {
          count += 1
          done.append(open.removeLast())
        }
        let (seen, seenOthers) = (count, others)
        if chance.below(3) == 0, !done.isEmpty { tokens.end(done.removeLast(), tookEffect: true) }
        let token = tokens.token(seen, since: look)
        if let last, last.others != seenOthers { #expect(last.token != token) }
        last = (token, seenOthers)
      }
    }
  }
}
