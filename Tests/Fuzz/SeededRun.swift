import Glibc

/// A run of a target on inputs made from its seeds by a generator with a seed: the same seed tries the same inputs.
struct SeededRun {
  private let target: FuzzTarget
  private let seed: UInt64
  private var mutator: InputMutator

  init(_ target: FuzzTarget, seed: UInt64) {
    self.target = target
    self.seed = seed
    mutator = InputMutator(seed: seed, seeds: target.seeds)
  }

  /// Tries inputs for so long. An input that breaks something is kept as `fuzz-NAME-SEED.input`.
  func run(seconds: Int) -> Int32 {
    var run = self
    return run.go(seconds)
  }

  private mutating func go(_ seconds: Int) -> Int32 {
    DeathNote.prepare(path: "fuzz-\(target.name)-\(seed).input")
    // Whatever reads so little needs no more than this.
    var limit = rlimit(rlim_cur: 2 << 30, rlim_max: 2 << 30)
    setrlimit(__rlimit_resource_t(RLIMIT_DATA.rawValue), &limit)
    let end = SeededRun.clock() + Int64(seconds) * 1000
    var executions = 0
    while SeededRun.clock() < end {
      for _ in 0..<64 {
        let input = mutator.next()
        DeathNote.write(input)
        if let complaint = target.check(input) {
          DeathNote.keep()
          print("\(target.name): broken after \(executions) inputs, seed \(seed): \(complaint)")
          print(input.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined())
          return 1
        }
        executions += 1
      }
    }
    DeathNote.setPatience(0)
    print("\(target.name): \(executions) inputs in \(seconds) s, seed \(seed), all holds")
    return 0
  }

  private static func clock() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}

/// The input that is being tried, kept where a dying program still reaches it.
private enum DeathNote {
  nonisolated(unsafe) private static let room = UnsafeMutablePointer<UInt8>.allocate(capacity: InputMutator.longest)
  nonisolated(unsafe) private static var count = 0
  nonisolated(unsafe) private static var path = UnsafeMutablePointer<CChar>(bitPattern: 0)

  /// Ten seconds of work for one input are endless.
  private static let patience = 10

  /// Of the processor's time, as others may have it in between.
  static func setPatience(_ seconds: Int) {
    var timer = itimerval(it_interval: timeval(), it_value: timeval(tv_sec: seconds, tv_usec: 0))
    setitimer(__itimer_which_t(ITIMER_VIRTUAL.rawValue), &timer, nil)
  }

  static func prepare(path: String) {
    self.path = strdup(path)
    for cause in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGVTALRM] {
      signal(cause) { cause in
        DeathNote.keep()
        signal(cause, SIG_DFL)
        raise(cause)
      }
    }
  }

  static func write(_ input: [UInt8]) {
    count = min(input.count, InputMutator.longest)
    input.withUnsafeBufferPointer { bytes in
      if let base = bytes.baseAddress { memcpy(room, base, count) }
    }
    setPatience(patience)
  }

  static func keep() {
    guard let path else { return }
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    _ = Glibc.write(file, room, count)
    close(file)
    let words: StaticString = "the input is kept as "
    _ = Glibc.write(2, words.utf8Start, words.utf8CodeUnitCount)
    _ = Glibc.write(2, path, strlen(path))
    _ = Glibc.write(2, "\n", 1)
  }
}
