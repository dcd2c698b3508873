import Glibc

/// Another process with pipes to its standard input and from its standard output.
public struct SpawnedChild: Sendable {
  public let id: pid_t
  public let input: Int32
  public let output: Int32

  public init(_ words: [String]) throws(SecureShellHouse.Trouble) {
    var (toChild, fromChild): ([Int32], [Int32]) = ([0, 0], [0, 0])
    guard pipe(&toChild) == 0, pipe(&fromChild) == 0 else { throw SecureShellHouse.Trouble("pipe") }
    for end in toChild + fromChild { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, toChild[0], 0)
    posix_spawn_file_actions_adddup2(&actions, fromChild[1], 1)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    var all = sigset_t()
    var none = sigset_t()
    sigfillset(&all)
    sigemptyset(&none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setsigmask(&attributes, &none)
    // In a session of its own, so that Ctrl-C at the tests lets it clear up after them.
    posix_spawnattr_setflags(&attributes, Int16(Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK) | 0x80))
    var arguments = words.map { (text: String) in strdup(text) } + [nil]
    var id: pid_t = 0
    let failure = posix_spawn(&id, words[0], &actions, &attributes, &arguments, environ)
    for argument in arguments { free(argument) }
    posix_spawn_file_actions_destroy(&actions)
    posix_spawnattr_destroy(&attributes)
    close(toChild[0])
    close(fromChild[1])
    guard failure == 0 else { throw SecureShellHouse.Trouble("cannot start \(words[0])") }
    self.id = id
    input = toChild[1]
    output = fromChild[0]
  }

  /// Waits for its end; its exit status, or the signal that ended it as a negative number.
  public func wait() -> Int32 {
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F)
  }
}
