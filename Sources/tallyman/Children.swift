import Glibc
import Inventory

/// Commands of this machine, started for a while: label printers, hooks.
enum Children {
  /// So much of what a command says on its error output is kept: its last words.
  private static let mostErrors = 2000

  /// Runs a command line with the shell, a text on its standard input, and waits for its end. What it prints is thrown
  /// away; its error output is told. It may read as slowly as it likes, or not at all.
  static func run(_ command: String, input: String) -> CommandOutcome {
    do throws(ChildProcess.Trouble) {
      var child = Child(
        try ChildProcess("/bin/sh", ["/bin/sh", "-c", command], output: .nothing, .terminal))
      child.talk(Array(input.utf8))
      return child.outcome(keeping: mostErrors)
    } catch {
      return .notStarted(error.why)
    }
  }

  private struct Child {
    private let process: ChildProcess
    private var input: Int32
    private var errors: Int32
    private var said: [UInt8] = []
    private var status: Int32?

    init(_ process: ChildProcess) {
      self.process = process
      input = process.input
      errors = process.errors
      // Whoever reads slowly must not keep us from hearing what it says.
      _ = fcntl(input, F_SETFL, fcntl(input, F_GETFL) | O_NONBLOCK)
      _ = fcntl(errors, F_SETFL, fcntl(errors, F_GETFL) | O_NONBLOCK)
    }

    /// Hands the text over and listens until the command has ended; one that leaves a program behind it which keeps its
    /// error output open is not waited for.
    mutating func talk(_ bytes: [UInt8]) {
      var rest = bytes[...]
      if rest.isEmpty { shut(&input) }
      while status == nil {
        var waits = [
          pollfd(fd: input, events: Int16(POLLOUT), revents: 0), pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
        ]
        if input < 0, errors < 0 {
          status = process.ended(waiting: true)
        } else {
          _ = poll(&waits, 2, 50)
          if waits[0].revents != 0 { write(&rest) }
          if waits[1].revents != 0 { listen() }
          status = process.ended()
        }
      }
      listen()
      shut(&input)
      shut(&errors)
    }

    private mutating func write(_ rest: inout ArraySlice<UInt8>) {
      let count = rest.withUnsafeBytes { Glibc.write(input, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno != EAGAIN && errno != EINTR {
        // It wants no more: its exit code says whether that was right.
        rest = []
      }
      if rest.isEmpty { shut(&input) }
    }

    /// Takes what there is to hear.
    private mutating func listen() {
      var buffer = [UInt8](repeating: 0, count: 4096)
      while errors >= 0 {
        let count = read(errors, &buffer, buffer.count)
        if count > 0 {
          said = (said + buffer[..<count]).suffix(Children.mostErrors)
        } else if count < 0, errno == EINTR {
          continue
        } else {
          if count == 0 || errno != EAGAIN { shut(&errors) }
          return
        }
      }
    }

    private func shut(_ descriptor: inout Int32) {
      if descriptor >= 0 { close(descriptor) }
      descriptor = -1
    }

    func outcome(keeping most: Int) -> CommandOutcome {
      let status = status ?? 0
      let errors = String(decoding: said.suffix(most), as: UTF8.self)
      let signal = status & 0x7F
      return signal == 0
        ? .ended(code: (status >> 8) & 0xFF, errors: errors) : .killed(signal: signal, errors: errors)
    }
  }
}

/// Labels to the command that this machine's settings name as `label_command`; as ZPL, or as `label_format` says.
struct CommandLabelPrinter: LabelPrinting {
  private static var noCommand: String {
    "the settings of this machine name none; put a line such as label_command = lp -d labels into "
      + Folders.configuration + "/settings"
  }

  func print(_ labels: [Label]) throws(InventoryError) {
    let settings = Folders.settings
    guard let command = settings.value("label_command") else {
      throw .labelCommandFailed(command: "label_command", why: CommandLabelPrinter.noCommand)
    }
    let format = settings.value("label_format").flatMap { LabelFormat(rawValue: $0) } ?? .zpl
    let text = try format.rendered(labels, today: World.now().day)
    if let why = Children.run(command, input: text).trouble { throw .labelCommandFailed(command: command, why: why) }
  }
}
