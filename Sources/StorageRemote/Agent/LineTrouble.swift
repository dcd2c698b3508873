import Storage

/// What OpenSSH's words and exit status mean for the person who waits.
enum LineTrouble {
  /// Why a line ended before the agent had greeted.
  /// - Parameters:
  ///   - words: the error output of the carrier and of what it ran at the far end.
  ///   - output: what came instead of a greeting.
  static func beforeGreeting(at address: String, words: String, output: String, end: LineEnd) -> DatabaseError.Trouble {
    let last = lastLine(of: words)
    if words.contains("tallyman-ssh: ") && (end == .exited(127) || end == .exited(126)) {
      return .unreachable(address: address, why: "ssh cannot be started here: \(last)")
    }
    switch end {
    case .exited(127), .exited(126):
      return .unsuitable(
        address: address,
        why: "tallyman is not installed there, or not in the PATH of that account (\(last)); install it there, or name "
          + "it with TALLYMAN_AGENT")
    case .exited(255), .killed, .unknown, .exited(0): return ofShell(address, words, last, output)
    case .exited(2):
      return .unsuitable(
        address: address, why: "tallyman there knows no agent (\(last)); update it there")
    case .exited(let code):
      return .unsuitable(
        address: address, why: last.isEmpty ? "what was started there ended with exit code \(code)" : last)
    }
  }

  private static func ofShell(
    _ address: String, _ words: String, _ last: String, _ output: String
  ) -> DatabaseError.Trouble {
    func says(_ texts: String...) -> Bool { texts.contains { words.contains($0) } }
    if says("REMOTE HOST IDENTIFICATION HAS CHANGED") {
      return .denied(
        address: address,
        why:
          "the host's key is not the one it had: somebody may be listening, or the machine was set up anew; ask whoever "
          + "keeps it, then see ssh-keygen -R")
    }
    if says("Host key verification failed") {
      return .denied(
        address: address, why: "the host's key is not known here yet; connect once with ssh and compare the fingerprint"
      )
    }
    if says("Permission denied (", "Too many authentication failures", "No supported authentication methods") {
      return .denied(address: address, why: last)
    }
    if !last.isEmpty { return .unreachable(address: address, why: last) }
    let said = lastLine(of: output)
    return said.isEmpty
      ? .unreachable(address: address, why: "the line ended before the agent said a word")
      : .unsuitable(address: address, why: "no agent answers there, but: \(said)")
  }

  /// The last line that says something, without its full stop: ssh's warnings stand before it.
  static func lastLine(of words: String) -> String {
    let lines = words.split { $0.isNewline }.map { line in
      String(line.filter { $0 >= " " && $0 != "\u{7f}" })
    }
    var line = lines.last { $0.contains { !$0.isWhitespace } } ?? ""
    while let end = line.last, end.isWhitespace || end == "." { line.removeLast() }
    return String(line.suffix(300))
  }
}
