import Inventory
import Terminal

extension SerialsPane {
  mutating func run(_ command: Command, _ desk: inout Desk) -> Bool {
    if browse.run(command, desk) { return true }
    if let unit = browse.current, unit.run(command, &desk) { return true }
    switch command {
    case .open: if let unit = browse.current { open(unit, &desk) }
    case .newSerials: desk.go(.open(FormPane.registerSerials(of: filter.item ?? "", at: filter.location ?? "")))
    case .find: if find == nil { find = ListFind(browse) } else { find?.isTyping = true }
    case .filter: desk.go(.open(FormPane.filter(filter)))
    case .onlyOpen: setFilter { $0.status = $0.status == .inStock ? nil : .inStock }
    case .reread: booksChanged(&desk)
    case .copyCode:
      guard let unit = browse.current else { break }
      desk.emit(.copyToClipboard(unit.serial))
      desk.say(.ok, "copied \(unit.serial)")
    case .back: goBack(&desk)
    case .cancel where takesText:
      find?.line = TextLine()
      browse.readAnew()
    default: return false
    }
    return true
  }

  private func open(_ unit: SerialUnit, _ desk: inout Desk) {
    desk.go(.open(SerialPane(unit.serial, of: unit.code.description)))
  }

  private mutating func goBack(_ desk: inout Desk) {
    if find != nil {
      endFind()
    } else if filter != home {
      let home = home
      setFilter { $0 = home }
    } else {
      desk.go(.close)
    }
  }

  // MARK: Find

  mutating func type(_ key: Key, _ desk: inout Desk) -> Bool {
    guard find?.isTyping == true, let step = find?.type(key) else { return false }
    switch step {
    case .enter:
      find?.isEntered = true
      if !browse.isWaiting { enterFind(&desk) }
    case .end: endFind()
    case .up: _ = browse.run(.listUp, desk)
    case .down: _ = browse.run(.listDown, desk)
    case .typed: browse.readAnew()
    case .other: return false
    }
    return true
  }

  mutating func paste(_ records: [String], _ desk: inout Desk) {
    guard find?.isTyping == true, let record = records.first else { return }
    find?.line.text += record
    find?.isEntered = true
    browse.readAnew()
  }

  /// The number that was typed opens, or the only one that begins so; of many the list stays. What is no serial may still
  /// be an item, a place or a lot.
  mutating func enterFind(_ desk: inout Desk) {
    guard let entered = find else { return }
    find?.isEntered = false
    guard let text = entered.text else { return endFind() }
    if browse.list.rows.isEmpty {
      endFind()
      return desk.go(.lookUp(text))
    }
    find?.isTyping = false
    let exact = browse.list.rows.filter { $0.serial.lowercased() == text.lowercased() }
    if exact.count == 1 {
      open(exact[0], &desk)
    } else if browse.list.rows.count == 1, let unit = browse.current {
      open(unit, &desk)
    }
  }

  private mutating func endFind() {
    guard let ended = find else { return }
    find = nil
    browse = ended.before
    browse.appear()
  }
}

extension SerialUnit {
  /// Does a command that opens a form about one serial; false for any other.
  func run(_ command: Command, _ desk: inout Desk) -> Bool {
    switch command {
    case .move: desk.go(.open(FormPane.move(self)))
    case .decommission: desk.go(.open(FormPane.decommission(self)))
    case .editSerial: desk.go(.open(FormPane.edit(self)))
    default: return false
    }
    return true
  }
}
