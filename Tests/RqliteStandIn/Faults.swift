import LineTesting
import Synchronization

/// Something that goes wrong with a request, at the server's end.
public enum StandInFault: Hashable, Sendable {
  /// The connection breaks, and nothing was done.
  case dropBeforeCommit
  /// It was done, and the connection breaks without an answer.
  case dropAfterCommit
  /// It waits so many milliseconds, and is done then.
  case delay(Int)
  /// It is done, and the answer waits so many milliseconds.
  case slowAnswer(Int)
  /// The request is delivered twice: it is done twice, and the second answer is given.
  case executedTwice
  /// It is done once, and the answer comes twice over the connection.
  case answeredTwice
  /// Status 200 with the error `leadership lost while committing log`, and it was done.
  case leadershipLostButCommitted
  /// The same words, and it was not done and never will be.
  case leadershipLostNotCommitted
  /// The same words, and it is done behind the next request: whoever looks in between finds nothing.
  case leadershipLostCommittedLater
  /// Status 200 with the error of a follower that does not reach the leader; nothing was done.
  case dialRefused
  /// So many requests are answered with status 503; nothing was done.
  case noLeader(times: Int)
  /// It was done, and the answer is status 500.
  case error500AfterCommit
  /// It was done, and the connection ends behind so many bytes of the answer, its head counted.
  case cutAnswerAt(Int)
  /// The disk is full behind the first statement: an error as its result, nothing done.
  case diskFull
  /// It is taken and never answered; nothing was done.
  case silence
  /// It is done and never answered.
  case silenceAfterCommit
  /// Not done; this is answered, as by a proxy that stands between.
  case instead(status: Int, type: String, body: String)
}

extension StandInFault {
  /// All that goes wrong with a real server, each now and then, for ``StandInFaults/shake(seed:_:on:)``: about every third
  /// request meets something. Silence is left out, for whoever waits for it waits long.
  public static let storm: [(StandInFault, Double)] = [
    (.dropBeforeCommit, 0.04), (.dropAfterCommit, 0.04), (.delay(2), 0.03), (.slowAnswer(2), 0.03),
    (.executedTwice, 0.03), (.leadershipLostButCommitted, 0.03), (.leadershipLostNotCommitted, 0.03),
    (.leadershipLostCommittedLater, 0.03), (.dialRefused, 0.02), (.noLeader(times: 1), 0.02),
    (.error500AfterCommit, 0.02), (.cutAnswerAt(0), 0.01), (.cutAnswerAt(60), 0.01), (.cutAnswerAt(200), 0.01),
    (.diskFull, 0.01),
  ]
}

/// What is to go wrong with the requests that come to `/db/execute`, `/db/query` and `/db/request`.
public final class StandInFaults: Sendable {
  public enum Target: Hashable, Sendable {
    case any
    /// `/db/execute` and `/db/request`
    case writes
    /// `/db/query`
    case reads
  }

  fileprivate struct State {
    var planned: [(fault: StandInFault, target: Target)] = []
    var odds: [(fault: StandInFault, probability: Double)] = []
    var target = Target.any
    var chance = SeededChance(seed: 0)
    var happened: [StandInFault] = []
  }

  private let state = Mutex(State())

  public init() {}

  /// Goes wrong with the next request of that kind, behind what was planned for it before.
  public func next(_ fault: StandInFault, on target: Target = .any) {
    state.withLock { $0.planned.append((fault, target)) }
  }

  /// From now on each request of that kind may go wrong in one of these ways: as the seed has it, so that the same
  /// requests in the same order meet the same.
  public func shake(seed: UInt64, _ odds: [(StandInFault, Double)], on target: Target = .any) {
    state.withLock {
      $0.chance = SeededChance(seed: seed)
      $0.odds = odds.map { (fault: $0.0, probability: $0.1) }
      $0.target = target
    }
  }

  /// Nothing goes wrong any more.
  public func calm() {
    state.withLock {
      $0.planned = []
      $0.odds = []
    }
  }

  /// What went wrong, in order.
  public var happened: [StandInFault] { state.withLock { $0.happened } }

  func take(isWrite: Bool) -> StandInFault? {
    state.withLock { state in
      guard let fault = state.take(isWrite ? .writes : .reads) else { return nil }
      state.happened.append(fault)
      return fault
    }
  }
}

extension StandInFaults.State {
  fileprivate mutating func take(_ kind: StandInFaults.Target) -> StandInFault? {
    if let index = planned.firstIndex(where: { $0.target == .any || $0.target == kind }) {
      let fault = planned.remove(at: index)
      if case .noLeader(let times) = fault.fault, times > 1 {
        planned.insert((.noLeader(times: times - 1), fault.target), at: index)
      }
      return fault.fault
    }
    guard !odds.isEmpty, target == .any || target == kind else { return nil }
    var drawn = chance.fraction()
    for (fault, probability) in odds {
      if drawn < probability { return fault }
      drawn -= probability
    }
    return nil
  }
}
