import Glibc
import Synchronization

/// Another program, started by this one: the one place that starts any. What it is given and what it says are pipes, as
/// its starter wants them.
final class ChildProcess: Sendable {
  /// Why it could not be started, in the system's words.
  struct Trouble: Error {
    let why: String
    init(_ number: Int32) { why = String(cString: strerror(number)) }
  }

  enum Output {
    /// Read here.
    case pipe
    case nothing
  }

  enum Surroundings {
    /// A child among others of the terminal: Ctrl-C ends it too.
    case terminal
    /// It may talk to the person at the terminal, and Ctrl-C is not for it.
    case terminalWithoutInterrupt
    /// It has no terminal at all.
    case none
  }

  let id: pid_t
  /// What is written here it reads.
  let input: Int32
  /// What it says; -1 where nobody listens.
  let output: Int32
  let errors: Int32
  private let status = Mutex<Int32?>(nil)

  /// One after the other, so that no child is given the pipes of another that is being started.
  private static let starting = Mutex(())

  /// - Parameter words: the program's path and its arguments, with the name it is to call itself by first.
  init(_ path: String, _ words: [String], output wanted: Output, _ surroundings: Surroundings) throws(Trouble) {
    let started = ChildProcess.starting.withLock { _ in ChildProcess.start(path, words, wanted, surroundings) }
    switch started {
    case .failure(let trouble): throw trouble
    case .success(let started): (id, input, output, errors) = started
    }
  }

  private typealias Started = (id: pid_t, input: Int32, output: Int32, errors: Int32)

  private static func start(
    _ path: String, _ words: [String], _ wanted: Output, _ surroundings: Surroundings
  ) -> Result<Started, Trouble> {
    var pipes: [(read: Int32, write: Int32)] = []
    for _ in 0..<(wanted == .pipe ? 3 : 2) {
      guard let pipe = pipe() else {
        let number = errno
        for pipe in pipes { shut(pipe.read, pipe.write) }
        return .failure(Trouble(number))
      }
      pipes.append(pipe)
    }
    let (input, errors) = (pipes[0], pipes[1])
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, input.read, STDIN_FILENO)
    if wanted == .pipe {
      posix_spawn_file_actions_adddup2(&actions, pipes[2].write, STDOUT_FILENO)
    } else {
      posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    }
    posix_spawn_file_actions_adddup2(&actions, errors.write, STDERR_FILENO)
    // The program ignores SIGPIPE and blocks signals on its threads; a child must not inherit that.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    var all = sigset_t()
    var blocked = sigset_t()
    sigfillset(&all)
    sigemptyset(&blocked)
    if surroundings == .terminalWithoutInterrupt { sigaddset(&blocked, SIGINT) }
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setsigmask(&attributes, &blocked)
    var flags = Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK)
    if surroundings == .none { flags |= ChildProcess.newSession }
    posix_spawnattr_setflags(&attributes, Int16(flags))
    var arguments = words.map { (text: String) in strdup(text) } + [nil]
    var id: pid_t = 0
    let failure = posix_spawn(&id, path, &actions, &attributes, &arguments, environ)
    for argument in arguments { free(argument) }
    posix_spawn_file_actions_destroy(&actions)
    posix_spawnattr_destroy(&attributes)
    shut(input.read, errors.write)
    if wanted == .pipe { close(pipes[2].write) }
    guard failure == 0 else {
      shut(input.write, errors.read)
      if wanted == .pipe { close(pipes[2].read) }
      return .failure(Trouble(failure))
    }
    return .success((id, input.write, wanted == .pipe ? pipes[2].read : -1, errors.read))
  }

  /// `POSIX_SPAWN_SETSID`, which is not imported.
  private static let newSession: Int32 = 0x80

  private static func pipe() -> (read: Int32, write: Int32)? {
    var ends: [Int32] = [0, 0]
    guard Glibc.pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  private static func shut(_ descriptors: Int32...) {
    for descriptor in descriptors { close(descriptor) }
  }

  /// How it ended, if it has; as `waitpid` says it.
  func ended(waiting: Bool = false) -> Int32? {
    status.withLock { status in
      while status == nil {
        var found: Int32 = 0
        let answer = waitpid(id, &found, waiting ? 0 : WNOHANG)
        if answer == id { status = found }
        if answer == 0 { break }
        // Somebody else has taken its status.
        if answer < 0, errno != EINTR { status = 0x7F00 }
      }
      return status
    }
  }

  /// Sends a signal, unless it has ended and its number may be somebody else's.
  func signal(_ number: Int32) {
    status.withLock { if $0 == nil { kill(id, number) } }
  }

  /// Waits so long for its end, then asks it to end, then makes it.
  func reap(patience: Int64) -> Int32 {
    for (number, wait) in [(SIGTERM, patience), (SIGKILL, 1000)] {
      let deadline = World.monotonic() + wait
      while World.monotonic() < deadline {
        if let status = ended() { return status }
        usleep(2000)
      }
      signal(number)
    }
    return ended(waiting: true) ?? 0
  }
}

extension World {
  /// Milliseconds of a clock that nobody sets.
  static func monotonic() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
