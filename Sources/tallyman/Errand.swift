import Delivery
import Glibc
import Inventory

/// A program of this machine that is sent for something and has to be back in time: curl, or the command of a webhook.
struct Errand {
  /// So much of what it prints is kept; of what it says on its error output the last words.
  private static let mostOutput = 64 << 20
  private static let mostErrors = 2000

  private let process: ChildProcess
  private var input: Int32
  private var output: Int32
  private var errors: Int32
  private var rest: ArraySlice<UInt8>
  private var printed: [UInt8] = []
  private var said: [UInt8] = []

  /// Finds the program by the search path. It has a session of its own: neither Ctrl-C nor a question of its gets to the
  /// terminal, and what it has started ends with it.
  static func run(_ words: [String], input text: String, seconds: Int) -> ErrandOutcome {
    do throws(ChildProcess.Trouble) {
      var errand = Errand(
        try ChildProcess("/usr/bin/env", ["env"] + words, output: .pipe, .none), Array(text.utf8))
      return errand.done(by: World.monotonic() + Int64(seconds) * 1000)
    } catch {
      return ErrandOutcome(.notStarted(error.why))
    }
  }

  private init(_ process: ChildProcess, _ bytes: [UInt8]) {
    self.process = process
    input = process.input
    output = process.output
    errors = process.errors
    rest = bytes[...]
    for descriptor in [input, output, errors] {
      _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }
  }

  private mutating func done(by deadline: Int64) -> ErrandOutcome {
    var status = process.ended()
    while status == nil, World.monotonic() < deadline {
      if rest.isEmpty { shut(&input) }
      var waits = [
        pollfd(fd: input, events: Int16(POLLOUT), revents: 0), pollfd(fd: output, events: Int16(POLLIN), revents: 0),
        pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
      ]
      // One that has closed all its pipes is only waited for.
      _ = poll(&waits, 3, input < 0 && output < 0 && errors < 0 ? 5 : 50)
      if waits[0].revents != 0 { write() }
      listen()
      status = process.ended()
    }
    let isLate = status == nil
    if isLate {
      kill(-process.id, SIGKILL)
      status = process.ended(waiting: true)
    }
    listen()
    shut(&input)
    shut(&output)
    shut(&errors)
    let words = String(decoding: said, as: UTF8.self)
    let end = status ?? 0
    let outcome: CommandOutcome =
      end & 0x7F == 0 ? .ended(code: end >> 8 & 0xFF, errors: words) : .killed(signal: end & 0x7F, errors: words)
    return ErrandOutcome(outcome, output: printed, isLate: isLate)
  }

  private mutating func write() {
    let count = rest.withUnsafeBytes { Glibc.write(input, $0.baseAddress, $0.count) }
    if count > 0 {
      rest = rest.dropFirst(count)
    } else if errno != EAGAIN && errno != EINTR {
      // It wants no more: how it ends says whether that was right.
      rest = []
    }
    if rest.isEmpty { shut(&input) }
  }

  /// Takes what there is to hear.
  private mutating func listen() {
    Errand.take(&output) { bytes in printed += bytes.prefix(Errand.mostOutput - printed.count) }
    Errand.take(&errors) { bytes in said = Array((said + bytes).suffix(Errand.mostErrors)) }
  }

  private static func take(_ descriptor: inout Int32, _ keep: (ArraySlice<UInt8>) -> Void) {
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while descriptor >= 0 {
      let count = read(descriptor, &buffer, buffer.count)
      if count > 0 {
        keep(buffer[..<count])
      } else if count < 0, errno == EINTR {
        continue
      } else {
        if count == 0 || errno != EAGAIN {
          close(descriptor)
          descriptor = -1
        }
        return
      }
    }
  }

  private func shut(_ descriptor: inout Int32) {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
  }

  /// Waits, and hears meanwhile whether whoever reads standard output goes away.
  static func pause(_ milliseconds: Int) -> Bool {
    var wait = [pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)]
    let count = poll(&wait, 1, Int32(milliseconds))
    return count <= 0 || wait[0].revents & Int16(POLLERR | POLLHUP | POLLNVAL) == 0
  }
}
