import Inventory
import Terminal

extension ConsoleModel {
  /// What was said since the session began or was last handed over, a line each, for the log of this account. PINs are
  /// never among it, for they are never said.
  public var messagesText: String {
    let strays = gate?.strays ?? []
    let kept = strays.map {
      Notice(level: .warn, at: $0.at, text: "scanned while nobody worked here, counted for nobody: \($0.text)")
    }
    let who = desk.identity
    return (desk.notices.all + kept).map { notice in
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
