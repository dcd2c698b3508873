/// How a command ended, for scripts. The numbers never change their meaning.
enum ExitCode: Int32, Sendable {
  case done = 0
  /// A check found something: drift, trouble, rejected rows.
  case found = 1
  case misuse = 2
  case missing = 3
  case refused = 4
  case conflict = 5
  case notPermitted = 6
  case unreachable = 7
  /// Ctrl-C.
  case interrupted = 130

  /// The exit that belongs to a problem's status.
  init(status: Int) {
    self =
      switch status {
      case 400: .misuse
      case 404: .missing
      case 409, 412: .conflict
      case 403: .notPermitted
      case 503: .unreachable
      default: .refused
      }
  }
}
