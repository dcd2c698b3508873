import Inventory
import Terminal

extension ConsoleModel {
  mutating func typeOverOverlay(_ key: Key) {
    guard let shown = overlay else { return }
    if topPane.takesScans, key == .enter || key == .tab, let record = scanned(over: shown) {
      overlay = nil
      codeLine = TextLine()
      return top { $0.scan(record, &$1) }
    }
    if key == .escape || key == .function(11) || key == .function(10) {
      overlay = nil
      return
    }
    switch shown {
    case .confirm(let confirm): type(key, over: confirm)
    case .reading(var reading):
      reading.move(key, count: wrappedLines(reading).count, page: overlayHeight)
      overlay = .reading(reading)
    case .columns(var choice):
      if choice.type(key) {
        overlay = .columns(choice)
      } else if [.enter, .function(9), .function(6)].contains(key) {
        overlay = nil
        top { pane, _ in pane.show(columns: choice.shown) }
      }
    case .messages(var list):
      if !list.move(key, count: messageLines(list).count, page: overlayHeight), !list.query.type(key) { return }
      overlay = .messages(list)
    case .help(var list):
      let notes = helpNotes(list).count
      if key == .enter { return run(from: list, behind: notes) }
      if !list.move(key, count: notes + entries(list).count, page: overlayHeight), !list.edit(key) { return }
      overlay = .help(list)
    case .palette(var list):
      if key == .enter { return run(from: list) }
      complete(&list, key)
      if !list.move(key, count: entries(list).count, page: overlayHeight), !list.edit(key) { return }
      overlay = .palette(list)
    case .menu(var list):
      if key == .enter { return runMenu(list) }
      if key == .backspace, list.query.isEmpty {
        overlay = nil
        return
      }
      complete(&list, key)
      if !list.move(key, count: entries(list).count, page: overlayHeight), !list.edit(key) { return }
      overlay = .menu(list)
    }
  }

  /// What was typed over a scan pane and fits nothing that is listed: it is a scan, and belongs to the pane.
  private func scanned(over shown: Overlay) -> String? {
    switch shown {
    case .messages(let list): list.query.isEmpty ? nil : list.query.text
    case .help(let list), .palette(let list):
      list.query.isEmpty || !entries(list).isEmpty || !helpNotes(list).isEmpty ? nil : list.query.text
    case .menu(let list):
      if list.query.text.hasPrefix("$") {
        "$" + list.query.text
      } else {
        list.query.isEmpty || Int(list.query.text).map { 0...9 ~= $0 } == true || !entries(list).isEmpty
          ? nil : list.query.text
      }
    // It answers nothing: it closes the box, and is done.
    case .confirm:
      codeLine.isEmpty || ["$9", "$$DONE"].contains(codeLine.text) ? nil : codeLine.text
    case .columns, .reading: nil
    }
  }

  /// Tab writes the whole name of the chosen command.
  private func complete(_ list: inout SearchList, _ key: Key) {
    let found = entries(list)
    guard key == .tab, found.indices.contains(list.cursor) else { return }
    list.query.text = found[list.cursor].words
    list.cursor = 0
  }

  /// The bindings of the pane below that fit the query, a command once.
  func entries(_ list: SearchList) -> [Binding] {
    var seen: Set<Command> = []
    return desk.settings.keymap.bindings(in: topPane.kind).filter { binding in
      !binding.words.isEmpty && (desk.link.isFar || !binding.isOfFarBooks)
        && list.fits("\(binding.words) \(binding.command.rawValue) \(binding.keyNames)")
        && seen.insert(binding.command).inserted
    }
  }

  /// What a pane says of itself above its keys.
  func helpNotes(_ list: SearchList) -> [String] {
    let columns = desk.size.columns
    return topPane.helpNotes.map { keys, words in
      columns < 40 ? "\(keys) \(words)" : keys.left(columns < 80 ? 9 : 16) + " " + words
    }.filter { list.fits($0) }
  }

  /// - Parameter notes: how many lines stand above the commands.
  private mutating func run(from list: SearchList, behind notes: Int = 0) {
    var list = list
    if notes > 0 {
      list.cursor -= notes
      if list.cursor < 0 { return }
    }
    if list.query.text.hasPrefix("screen "), list.query.text.count > 7 {
      overlay = nil
      if desk.settings.isKiosk { return desk.say(.warn, "a kiosk writes no files: this is one") }
      return desk.emit(.writeScreen(String(list.query.text.dropFirst(7))))
    }
    let found = entries(list)
    guard found.indices.contains(list.cursor) else {
      // Digits that fit no command are a scan at the wrong moment.
      if list.query.text.count >= 6 {
        overlay = nil
        look(up: list.query.text)
      }
      return
    }
    let binding = found[list.cursor]
    overlay = nil
    if let reason = binding.off(situation) { return desk.say(.warn, reason) }
    perform(binding.command)
  }

  /// `$8`: what F8 does; `$$UNDO`: a control card; words: as in the palette.
  private mutating func runMenu(_ list: SearchList) {
    let text = list.query.text
    if let number = Int(text), text.utf8.count <= 2 {
      overlay = nil
      return runFunction(number == 0 ? 10 : number)
    }
    switch text.uppercased() {
    case "$UNDO": return runFunction(8)
    case "$DONE": return runFunction(9)
    case let card where card.hasPrefix("$"):
      overlay = nil
      desk.say(.warn, "the card $\(card) means nothing in this pane")
    default: run(from: list)
    }
  }

  mutating func runFunction(_ number: Int) {
    overlay = nil
    switch desk.settings.keymap.function(number, situation) {
    case .run(let binding): perform(binding.command)
    case .off(let reason): desk.say(.warn, reason)
    case .prefix, .none: desk.say(.warn, "F\(number) does nothing in this pane: F1 shows what does")
    }
  }

  // MARK: Confirm

  /// F9 or `$9` and Enter; everything that can be printed waits on the code line.
  private mutating func type(_ key: Key, over confirm: Confirm) {
    var turned = confirm
    if turned.move(key, page: overlayHeight) {
      overlay = .confirm(turned)
      return
    }
    switch key {
    case .function(9), .alt("9"): act(on: confirm)
    case .enter where codeLine.text == "$9" || codeLine.text == "$$DONE":
      codeLine = TextLine()
      act(on: confirm)
    case .enter: break
    default: _ = codeLine.type(key)
    }
  }

  private mutating func act(on confirm: Confirm) {
    if case .wait = confirm.action { return desk.say(.warn, "wait: it is being worked out") }
    if case .perform = confirm.action, confirmed != nil { return sayBusy() }
    overlay = nil
    switch confirm.action {
    case .undo: desk.undo()
    case .quit: quit()
    case .closeForm: desk.go(.close)
    case .perform(let asked): perform(asked)
    case .discard(let key): desk.emit(.outbox(.discard(key)))
    case .wait: break
    }
  }

  private mutating func sayBusy() { desk.say(.warn, "wait: what you asked before is being done") }

  /// One at a time, as the outcome is told of the last.
  mutating func perform(_ asked: ConfirmedAct) {
    guard confirmed == nil else { return sayBusy() }
    confirmed = (desk.perform(asked.act, key: desk.makeKey()), asked)
  }

  /// Whether the outcome was that of a confirmed act.
  mutating func takeConfirmed(_ outcome: Outcome) -> Bool {
    guard let asked = confirmed, outcome.number == asked.number else { return false }
    confirmed = nil
    switch outcome.result {
    case .success(let answer):
      if let next = asked.act.next?(answer) {
        confirmed = (desk.perform(next.act, key: desk.makeKey()), next)
        return true
      }
      let back = asked.act.takingBack
      desk.done.append(
        DoneAct(
          key: outcome.key, words: asked.act.words, remedy: back == nil ? asked.act.remedy : nil, takingBack: back))
      desk.say(.ok, asked.act.words + (back == nil ? "" : "  (F8 undoes)"))
    case .failure(.outcomeUnknown):
      desk.say(.fail, "no answer: not known whether it was done; look, then do it again")
    case .failure(let error): desk.say(error)
    }
    return true
  }
}

extension SearchList {
  /// Edits the query; the cursor goes to the first that fits.
  mutating func edit(_ key: Key) -> Bool {
    guard query.type(key) else { return key == .tab }
    cursor = 0
    return true
  }
}

extension ColumnChoice {
  /// Moves or ticks; false for a key that means something else.
  mutating func type(_ key: Key) -> Bool {
    switch key {
    case .up, .character("k"): cursor = max(0, cursor - 1)
    case .down, .character("j"): cursor = min(entries.count - 1, cursor + 1)
    case .character(" "), .function(7):
      let column = entries[cursor].name
      if shown.remove(column) == nil { shown.insert(column) }
    case .character("-"): shown = standard
    default: return false
    }
    return true
  }
}
