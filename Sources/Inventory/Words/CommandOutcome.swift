/// What came of a command of this machine.
public enum CommandOutcome: Hashable, Sendable {
  /// It ended with this code, 0 when all went well, and said this on its error output, cut short.
  case ended(code: Int32, errors: String)
  /// A signal ended it.
  case killed(signal: Int32, errors: String)
  /// It could not be started, and why, in the system's words.
  case notStarted(String)

  /// Why it was not done, in half a sentence; nil when it was.
  public var trouble: String? {
    switch self {
    case .ended(0, _): nil
    case .ended(let code, let errors): "it ended with code \(code)" + CommandOutcome.said(errors)
    case .killed(let signal, let errors): "signal \(signal) ended it" + CommandOutcome.said(errors)
    case .notStarted(let why): "it could not be started (\(why))"
    }
  }

  private static func said(_ errors: String) -> String {
    let words = errors.split { $0.isWhitespace || $0.isNewline }.joined(separator: " ")
    return words.isEmpty ? "" : " and said: \(words)"
  }
}
