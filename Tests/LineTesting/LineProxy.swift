import Glibc
import Synchronization

/// A line of its own kind to a port of this machine: slow, lossy, cut or dead, as a test has it.
///
/// ```swift
/// let line = try LineProxy(to: server.port)
/// line.weather = LineWeather(delay: 150, loss: 0.02)
/// line.cut()
/// ```
public final class LineProxy: Sendable {
  fileprivate struct State {
    var weather = LineWeather()
    var chance: SeededChance
    var isDead = false
    var stalls = 0
  }

  private let door: ListeningPort
  private let target: UInt16
  private let state: Mutex<State>

  /// - Parameter seed: which pieces are lost.
  public init(to target: UInt16, _ weather: LineWeather = LineWeather(), seed: UInt64 = 1) throws {
    self.target = target
    door = try ListeningPort()
    state = Mutex(State(weather: weather, chance: SeededChance(seed: seed)))
    try restore()
  }

  deinit { door.refuse() }

  /// Where to dial instead.
  public var port: UInt16 { door.port }
  public var connectionCount: Int { door.connectionCount }

  /// For what is sent from now on.
  public var weather: LineWeather {
    get { state.withLock { $0.weather } }
    set { state.withLock { $0.weather = newValue } }
  }

  /// How many pieces were lost and came late.
  public var stalls: Int { state.withLock { $0.stalls } }

  /// Breaks the connections there are; what is under way is lost.
  public func cut() { door.cut() }

  /// Breaks all connections and refuses new ones, until ``restore()``.
  public func refuse() { door.refuse() }

  /// Takes connections again, and lets pass what it held back.
  public func restore() throws {
    state.withLock { $0.isDead = false }
    let target = target
    let fate = Fate(
      isDead: { [weak self] in self?.state.withLock { $0.isDead } ?? true },
      arrival: { [weak self] in self?.state.withLock { $0.arrival() } ?? 0 },
      delay: { [weak self] in self.map { Int64($0.weather.delay) } ?? 0 })
    try door.open { connection, workers in
      Relay(near: connection, target: target, workers: workers, fate: fate)?.run()
    }
  }

  /// From now on nothing passes either way, and nobody is told, until ``restore()``.
  public func goDead() { state.withLock { $0.isDead = true } }

  public func stop() { door.refuse() }
}

/// What a line does to what is sent over it.
public struct LineWeather: Hashable, Sendable {
  /// Each way, in milliseconds.
  public var delay: Int
  /// How likely a piece is lost. TCP sends it again: it comes late, and what is behind it waits.
  public var loss: Double
  /// How much later a lost piece comes, in milliseconds.
  public var stall: ClosedRange<Int>

  public init(delay: Int = 0, loss: Double = 0, stall: ClosedRange<Int> = 200...1000) {
    self.delay = delay
    self.loss = loss
    self.stall = stall
  }
}

extension LineProxy.State {
  /// When a piece that is sent now arrives.
  fileprivate mutating func arrival() -> Int64 {
    var time = MonotonicTime.milliseconds + Int64(weather.delay)
    if weather.loss > 0, chance.fraction() < weather.loss {
      stalls += 1
      time += Int64(Int.random(in: weather.stall, using: &chance))
    }
    return time
  }
}

/// What the line does, as a connection asks it.
struct Fate: Sendable {
  var isDead: @Sendable () -> Bool
  /// When a piece that is sent now arrives.
  var arrival: @Sendable () -> Int64
  /// How long one way takes.
  var delay: @Sendable () -> Int64
}
