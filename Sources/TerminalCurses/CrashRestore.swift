import Glibc
import Synchronization

/// Gives the terminal back when nobody else can: after a crash, or an `exit` deep in the code. Everything it needs is
/// prepared, because a signal handler may neither allocate nor call ncurses.
enum CrashRestore {
  private struct Prepared {
    var descriptor: Int32
    var settings: termios
    var bytes: UnsafeMutableBufferPointer<UInt8>
  }

  nonisolated(unsafe) private static var prepared: Prepared?
  private static let isArmed = Atomic<Bool>(false)
  private static let isInstalled = Atomic<Bool>(false)

  /// From now on a crash writes `bytes` and puts `settings` back.
  static func arm(descriptor: Int32, settings: termios, bytes: [UInt8]) {
    isArmed.store(false, ordering: .releasing)
    prepared?.bytes.deallocate()
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
    _ = copy.initialize(from: bytes)
    prepared = Prepared(descriptor: descriptor, settings: settings, bytes: copy)
    isArmed.store(true, ordering: .releasing)
    if !isInstalled.exchange(true, ordering: .relaxed) { install() }
  }

  /// The terminal was given back properly.
  static func disarm() { isArmed.store(false, ordering: .releasing) }

  /// - Parameter number: of the signal that ends the program; nil where it ends in order.
  private static func restore(after number: Int32? = nil) {
    guard isArmed.exchange(false, ordering: .acquiringAndReleasing), let prepared else { return }
    _ = write(prepared.descriptor, prepared.bytes.baseAddress, prepared.bytes.count)
    withUnsafePointer(to: prepared.settings) { _ = tcsetattr(prepared.descriptor, TCSANOW, $0) }
    if let number { CrashReport.write(signal: number, terminal: prepared.descriptor) }
  }

  private static func install() {
    atexit { CrashRestore.restore() }
    // A stack overflow leaves no stack for the handler.
    let size = 65_536
    var stack = stack_t(
      ss_sp: UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16), ss_flags: 0, ss_size: size)
    sigaltstack(&stack, nil)
    for number in [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP] {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { number in
        CrashRestore.restore(after: number)
        signal(number, SIG_DFL)
        raise(number)
      }
      action.sa_flags = SA_ONSTACK | Int32(bitPattern: UInt32(SA_RESETHAND)) | SA_NODEFER
      sigaction(number, &action, nil)
    }
  }
}
