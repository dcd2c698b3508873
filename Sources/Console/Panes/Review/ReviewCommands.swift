import Inventory
import Terminal

extension ReviewPane {
  mutating func run(_ command: Command, _ desk: inout Desk) -> Bool {
    if list.run(command) {
      moved(desk)
      return true
    }
    if marks.run(command, &list) {
      moved(desk)
      return true
    }
    if runVerdicts(command, &desk) { return true }
    switch command {
    case .open: if let line = list.current { desk.go(.open(ItemPane(line.code.description, at: line.place))) }
    case .why: showWhy(&desk)
    case .find: desk.go(.open(FormPane.filter(filter, on: .sku)))
    case .filter: desk.go(.open(FormPane.filter(filter)))
    case .onlyOpen: setFilter { $0.shown = $0.shown == .toDecide ? .all : .toDecide }
    case .sort: turnOrder(&desk)
    case .freeze: freeze(&desk)
    case .reread: reread(&desk)
    case .copyCode: copy(&desk)
    case .back: goBack(&desk)
    default: return false
    }
    return true
  }

  private mutating func runVerdicts(_ command: Command, _ desk: inout Desk) -> Bool {
    switch command {
    case .approve: decide(.approve, &desk)
    case .recount: decide(.recount, &desk)
    case .reject: decide(.reject, &desk)
    case .reason: decide(givenVerdict, &desk)
    case .acceptPick: acceptPick(&desk)
    case .approveInside: askInside(&desk)
    case .reconcile: askReconcile(&desk)
    case .applyCount: askApply(&desk)
    case .cancelStocktake: if let card { desk.go(.show(.confirm(.cancelling(card.stocktake)))) }
    default: return false
    }
    return true
  }

  private func decide(_ verdict: DecideCounts.Verdict, _ desk: inout Desk) {
    let targets = targets
    if let line = targets.first(where: { $0.state == .applied }) {
      return desk.say(.warn, "line \(line.number), \(line.title), is applied: it stands; reverse its entry instead")
    }
    if verdict != .recount, let line = targets.first(where: { $0.counted == nil }) {
      return desk.say(.warn, "line \(line.number), \(line.title), is not counted: count it, or C asks somebody to")
    }
    if verdict == .approve, let line = targets.first(where: { $0.standing == nil && !$0.isWithheld }) {
      return desk.say(.warn, "line \(line.number), \(line.title), was counted since it was judged: R judges it")
    }
    desk.go(.open(FormPane.decide(targets, of: stocktake, verdict)))
  }

  /// The verdict the lines have, to give its reason; approving where they have none.
  private var givenVerdict: DecideCounts.Verdict {
    targets.allSatisfy { $0.state == .rejected } ? .reject : .approve
  }

  /// What is missing was taken before the count and written down after it: the book is right.
  private func acceptPick(_ desk: inout Desk) {
    let targets = targets
    desk.go(
      .open(
        FormPane.decide(
          targets, of: stocktake, .reject, reason: FormPane.pickReason(targets.compactMap(\.probablePick)))))
  }

  private mutating func turnOrder(_ desk: inout Desk) {
    if isWithheld { return desk.say(.warn, "whoever counts blind sees the lines as people walk") }
    if filter.shown == .uncounted {
      return desk.say(.warn, "what is not counted has no worth: it is listed as people walk")
    }
    isWalk.toggle()
    readAnew()
    desk.say(.ok, isWalk ? "as people walk" : "by worth, the most first")
  }

  private mutating func reread(_ desk: inout Desk) {
    let wasFrozen = isFrozen
    isFrozen = false
    booksChanged(&desk)
    isFrozen = wasFrozen
  }

  private mutating func freeze(_ desk: inout Desk) {
    isFrozen.toggle()
    if !isFrozen, hasMissedChanges {
      hasMissedChanges = false
      booksChanged(&desk)
    }
    desk.say(.ok, isFrozen ? "held still: z shows changes again" : "changes are shown again")
  }

  private func copy(_ desk: inout Desk) {
    let codes = targets.map(\.code.description)
    guard !codes.isEmpty else { return }
    desk.emit(.copyToClipboard(codes.joined(separator: "\n")))
    desk.say(.ok, codes.count == 1 ? "copied \(codes[0])" : "copied \(codes.count) codes")
  }

  private mutating func goBack(_ desk: inout Desk) {
    if !marks.isEmpty {
      marks.clear()
    } else if filter != ReviewFilter() {
      setFilter { $0 = ReviewFilter() }
    } else {
      desk.go(.close)
    }
  }

  // MARK: Why

  /// The story of the line in a box, which is there at once and is filled when the answer comes.
  private mutating func showWhy(_ desk: inout Desk) {
    guard let line = list.current else { return }
    story.show(line.number, of: stocktake, &desk)
    desk.go(.show(.reading(reading(desk))))
  }

  private func reading(_ desk: Desk) -> Reading {
    let line = story.story?.line ?? list.current
    let lines = story.story.map { LineStory.words($0, width: 72, desk.clock).map(\.text) } ?? ["reading ..."]
    return Reading(
      subject: "line \(story.number ?? 0)", title: line.map { "Line \($0.number): \($0.code)" } ?? "Why", lines: lines)
  }

  func fillReading(_ desk: inout Desk) {
    guard story.story != nil else { return }
    desk.go(.fill(.reading(reading(desk))))
  }
}
