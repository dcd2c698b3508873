import Inventory
import Terminal

extension ConsoleModel {
  /// What was said since the session began or was last handed over, a line each, for the log of this account. PINs are
  /// never among it, for they are never said.
  public var messagesText: String {
    let strays = gate?.strays ?? []
    return lines(of: desk.notices.all + strays.map { Notice(level: .warn, at: $0.at, text: $0.words) })
  }

  func lines(of notices: [Notice]) -> String {
    let who = desk.identity
    return notices.map { notice in
      "\(notice.at) \(notice.level.rawValue.left(4)) \(who.actor)@\(who.terminal) \(notice.text)".onOneLine + "\n"
    }.joined()
  }
}

extension String {
  /// What would end or move the line is shown as `?`.
  fileprivate var onOneLine: String {
    String(String.UnicodeScalarView(unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : $0 }))
  }
}
