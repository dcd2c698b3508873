import Inventory
import Terminal

/// What header and banner say of the line to books on another machine. Of books on this machine nothing is drawn.
extension ConsoleModel {
  /// The state of the line in the header, the longest first, and how it is painted.
  struct LinkWords {
    var choices: [String]
    var role: Role
    /// Nothing is wrong: it gives way to anything.
    var isGood = false
  }

  /// - Parameter queued: what the pane has not dealt with.
  func linkWords(queued: Int) -> LinkWords? {
    guard let state = desk.link.state else { return nil }
    let waiting = desk.link.waiting + queued
    let count = Numbers.grouped(waiting)
    if !state.isUp {
      let words = waiting > 0 ? ["OFFLINE \(count)", "OFF \(count)"] : ["OFFLINE", "OFF"]
      // Where there is no banner the header says what becomes of it.
      let isHand = desk.sizeClass < .narrow
      return LinkWords(choices: (isHand && waiting > 0 ? ["OFFLINE \(count)kept"] : []) + words, role: .linkOff)
    }
    if waiting > 0 { return LinkWords(choices: ["queue \(count)", "^\(count)"], role: .linkQueue) }
    if state.refused > 0 {
      let refused = Numbers.grouped(state.refused)
      return LinkWords(choices: ["refused \(refused)", "\(refused) !"], role: .linkQueue)
    }
    return LinkWords(choices: [topPane.takesScans ? "sent" : "live"], role: .linkOK, isGood: true)
  }

  /// `as of 14:07`, for what a browse pane shows while the line is down.
  var asOfWords: String? {
    guard desk.link.isDown, !topPane.takesScans, topPane.kind != .form, topPane.kind != .wall,
      let at = desk.readAt[topPane.kind]
    else { return nil }
    return "as of \(desk.clock.time(at))"
  }

  /// The header's right side with the line's state at its end: on small screens only where there is something to say of
  /// it, in the place of operator and time.
  /// - Parameter kept: what is left to the other side at least.
  func farHeader(
    _ words: HeaderWords, _ link: LinkWords, room: Int, kept: Int, title: Int
  ) -> (text: String, link: String) {
    let time = desk.clock.time(desk.now)
    let unseen = desk.notices.unseen > 0 ? ["\(desk.notices.unseen) !"] : []
    let gap = room >= 44 ? "  " : " "
    let columns = desk.size.columns
    if columns < 80, !link.isGood {
      let text = link.choices.first { title + 1 + $0.cellWidth <= columns } ?? link.choices.last ?? ""
      let long = (unseen + [text]).joined(separator: gap)
      return (title + 1 + long.cellWidth <= columns ? long : text, text)
    }
    let who = words.isNobodys ? desk.identity.terminal : "\(desk.identity.actor)@\(desk.identity.terminal)"
    let counts = words.counts
    let shown = link.choices[0]
    let few: [String] = counts.suffix(2) + unseen
    let choices: [[String]] = [
      counts + unseen + [who, time, shown], few + [who, time, shown],
      few + [time, shown], unseen + [time, shown], [time, shown],
    ]
    let reserved = max(min(24, room / 3), kept)
    for choice in choices {
      let text = choice.joined(separator: gap)
      if text.cellWidth <= room - reserved { return (text, shown) }
    }
    return (shown, shown)
  }

  // MARK: The banner

  /// The row for it: the rule below the context of a scan pane.
  func bannerRow(_ layout: Layout) -> Int? {
    guard topPane.takesScans, topPane.kind != .wall else { return nil }
    let rows = ScanRows(layout)
    guard let context = rows.context, rows.rules.contains(context + 1) else { return nil }
    return context + 1
  }

  func drawBanner(on grid: inout Grid, _ layout: Layout) {
    guard desk.link.isFar, let row = bannerRow(layout), let (text, role) = bannerWords(grid.columns) else { return }
    grid.put(text.fitted(to: grid.columns), row: row, column: 0, role: role, width: grid.columns)
  }

  private func bannerWords(_ columns: Int) -> (text: String, role: Role)? {
    let isShort = columns < 80
    let link = desk.link
    if let since = link.state?.downSince {
      let time = desk.clock.time(since)
      let count = Numbers.grouped(link.waiting)
      let next = link.seconds(at: desk.now)
      if isShort {
        let kept = link.waiting > 0 ? ", \(count) kept here" : ""
        return ("!! offline \(time)\(kept), " + (next.map { "try \($0) s" } ?? "trying"), .linkOff)
      }
      let scans = link.waiting == 1 ? "scan" : "scans"
      let kept =
        link.waiting == 0
        ? "scans are kept here"
        : "\(count) \(scans) kept here, " + (link.refused > 0 ? "\(link.refused) refused: F4" : "none lost")
      let trying = next.map { "next try in \($0) s" } ?? "trying now"
      return ("!! OFFLINE since \(time)   \(kept)   \(trying)", .linkOff)
    }
    if link.refused > 0 {
      let what = Numbers.counted(link.refused, "scan was", "scans were")
      return (isShort ? "!! \(link.refused) refused: F4" : "!! \(what) refused when sent: F4 shows why", .linkQueue)
    }
    return link.said.map { ((isShort ? "" : " ") + $0.words, .linkOK) }
  }

  /// When the words about the line change by themselves, where they are shown.
  var linkWakesAt: Instant? {
    guard desk.link.isFar else { return nil }
    let layout = Layout(desk.size, hasPanel: topPane.kind.hasPanel, hasMessages: false, isBare: desk.isBare)
    guard bannerRow(layout) != nil || desk.link.said != nil else { return nil }
    return desk.link.wakesAt(desk.now)
  }
}
