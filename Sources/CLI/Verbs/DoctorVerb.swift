/// The looks of `doctor` at one thing, with a person at the terminal.
enum DoctorVerb {
  static let trials = [
    trial(
      .keys, "show the bytes and the name of every key pressed, and learn those that are not known",
      "tallyman doctor keys  # exit code 0, or 1 where there is no terminal"),
    trial(
      .scan, "show every byte of a test scan: keyboard layout, prefix, GS, suffix, and what to set",
      "tallyman doctor scan  # exit code 0, or 1 where there is no terminal"),
    trial(
      .terminal, "show what this terminal can: colours, widths, glyphs, bytes per second",
      "tallyman doctor terminal  # exit code 0, or 1 where there is no terminal"),
  ]

  private static func trial(_ trial: TerminalTrial, _ about: String, _ example: String) -> Command {
    Command("doctor", trial.rawValue, about: about, example: example) { session in
      guard let complaint = session.surroundings.tryTerminal(trial) else { return .done }
      session.remark(complaint)
      return .found
    }
  }
}
