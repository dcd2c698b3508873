import Glibc

/// What a signal asks of the program, told at the next `InputWait.wait`.
public enum TerminalSignal: Hashable, Sendable {
  /// SIGWINCH: call `CursesScreen.resize`, then draw.
  case resized
  /// SIGCONT: call `CursesScreen.resume`.
  case continued
  /// SIGTSTP from outside: call `Screen.suspend`.
  case stopRequested
  /// SIGTERM, SIGHUP, SIGINT or SIGQUIT: save, `leave`, then `dieBySignal`.
  case ending(Int32)

  init?(number: Int32) {
    switch number {
    case SIGWINCH: self = .resized
    case SIGCONT: self = .continued
    case SIGTSTP: self = .stopRequested
    case SIGTERM, SIGHUP, SIGINT, SIGQUIT: self = .ending(number)
    default: return nil
    }
  }
}

/// Where the handlers write; set once before they are installed.
nonisolated(unsafe) private var signalPipeEnd: Int32 = -1

/// Turns signals into bytes of a pipe, so that they are handled between two frames and not in the middle of one.
public enum TerminalSignals {
  /// Installs the handlers, for the whole process. Call it before the screen is opened: ncurses keeps handlers it finds.
  /// SIGHUP, SIGINT and SIGQUIT stay ignored where the parent had them ignored. The pipe must outlive the process's work.
  public static func install(waking pipe: WakePipe) {
    signalPipeEnd = pipe.writeEnd
    for number in [SIGWINCH, SIGCONT, SIGTSTP, SIGTERM, SIGHUP, SIGINT, SIGQUIT] {
      if [SIGHUP, SIGINT, SIGQUIT].contains(number), isIgnored(number) { continue }
      catchSignal(number)
    }
    // A terminal or a pipe that is gone is noticed where it is written to.
    signal(SIGPIPE, SIG_IGN)
  }

  /// Ends the process by a signal, so that its parent sees which. Leave the screen first.
  public static func dieBySignal(_ number: Int32) -> Never {
    signal(number, SIG_DFL)
    var mask = sigset_t()
    sigemptyset(&mask)
    sigaddset(&mask, number)
    sigprocmask(SIG_UNBLOCK, &mask, nil)
    kill(getpid(), number)
    // Reached only where the signal's default is not to end a process.
    exit(128 + number)
  }

  static func catchSignal(_ number: Int32) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { number in
      let error = errno
      var byte = UInt8(truncatingIfNeeded: number)
      _ = write(signalPipeEnd, &byte, 1)
      errno = error
    }
    action.sa_flags = SA_RESTART
    sigaction(number, &action, nil)
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    sigaction(number, nil, &action)
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
  }
}
