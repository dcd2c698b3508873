import CLI
import Glibc
import Terminal
import TerminalCurses

/// `doctor keys`, `doctor scan` and `doctor terminal`: bytes between the person at the terminal and the trials, which
/// know no terminal themselves.
enum TerminalTrials {
  /// A sentence where there is no terminal to look at.
  static func run(_ trial: TerminalTrial) -> String? {
    guard let pipe = try? WakePipe() else { return "No pipe could be made: too many files are open." }
    guard let terminal = RawTerminal() else {
      return "doctor \(trial.rawValue) looks at a terminal, and there is none here: start it by hand, without pipes."
    }
    TerminalSignals.install(waking: pipe)
    let line = TrialLine(terminal, pipe)
    defer { terminal.leave() }
    switch trial {
    case .keys: keys(line)
    case .scan: scan(line)
    case .terminal: TerminalLook(line).run()
    }
    return nil
  }

  static var escapeDelay: Int64 {
    ConfigurationFiles.setting("escape_delay").flatMap { Int64($0) } ?? (World.set("SSH_CONNECTION") == nil ? 25 : 100)
  }

  private static func keys(_ line: TrialLine) {
    let path = ConfigurationFiles.keysPath
    var trial = KeyTrial(file: Files.read(path) ?? "", name: path, escapeDelay: escapeDelay)
    line.write(KeyTrial.greeting)
    while let (bytes, now) = line.next(until: trial.deadline) {
      for answer in [trial.feed(bytes, at: now), trial.expire(at: now)] {
        line.write(answer.text)
        if let text = answer.keysFile, !Files.write(text, to: path) { line.write("\(path) cannot be written.\n") }
        if answer.isOver { return }
      }
    }
  }

  private static func scan(_ line: TrialLine) {
    var trial = ScanTrial()
    line.write(ScanTrial.greeting)
    while let (bytes, now) = line.next(until: trial.deadline) {
      line.write(trial.feed(bytes, at: now) + trial.expire(at: now))
      if trial.isOver { return }
    }
  }
}

/// The raw terminal with its waiting, as the trials use it.
final class TrialLine {
  let terminal: RawTerminal
  private let input: InputWait

  init(_ terminal: RawTerminal, _ pipe: WakePipe) {
    self.terminal = terminal
    input = InputWait(waking: pipe)
  }

  func write(_ text: String) { if !text.isEmpty { terminal.write(text) } }

  /// Waits for bytes, or until a time; nil where the terminal is gone. A signal that ends the program gives the terminal
  /// back first.
  func next(until deadline: Int64?) -> (bytes: [UInt8], now: Int64)? {
    let wakeup = input.wait(until: deadline)
    for case .ending(let number) in wakeup.signals {
      terminal.leave()
      TerminalSignals.dieBySignal(number)
    }
    return wakeup.isHungUp ? nil : (wakeup.input, InputWait.now())
  }
}
