import Inventory
import Terminal

extension ConsoleModel {
  /// What was said since the session began or was last handed over, a line each, for the log of this account. PINs are
  /// never among it, for they are never said.
  public var messagesText: String {
    let strays = gate?.strays ?? []
    return desk.lines(of: desk.notices.all + strays.map { Notice(level: .warn, at: $0.at, text: $0.words) })
  }
}

extension Desk {
  /// Messages to who works here as lines of the log.
  func lines(of notices: [Notice]) -> String {
    notices.map { notice in
      let line = "\(notice.at) \(notice.level.rawValue.left(4)) \(identity.actor)@\(identity.terminal) \(notice.text)"
      // People read the log on a terminal: nothing in it moves that one, or begins another line.
      return DisplayedText.plain(line) + "\n"
    }.joined()
  }
}
