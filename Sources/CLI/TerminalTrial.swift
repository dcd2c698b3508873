/// A look at the terminal itself, by hand: what its keys and its scanner send, and what it shows.
public enum TerminalTrial: String, CaseIterable, Sendable {
  case keys
  case scan
  case terminal
}
