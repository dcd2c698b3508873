import Inventory
import Terminal

extension SerialsPane {
  mutating func run(_ command: Command, _ desk: inout Desk) -> Bool {
    if browse.run(command, desk) { return true }
    if let unit = browse.current, unit.run(command, &desk) { return true }
    switch command {
    case .open: if let unit = browse.current { open(unit, &desk) }
    case .newSerials: desk.go(.open(FormPane.registerSerials(of: filter.item ?? "", at: filter.location ?? "")))
    case .find: startFind()
    case .filter: desk.go(.open(FormPane.filter(filter)))
    case .onlyOpen: setFilter { $0.status = $0.status == .inStock ? nil : .inStock }
    case .reread: booksChanged(&desk)
    case .copyCode:
      guard let unit = browse.current else { break }
      desk.emit(.copyToClipboard(unit.serial))
      desk.say(.ok, "copied \(unit.serial)")
    case .back: goBack(&desk)
    case .cancel where takesText:
      find?.clear()
      browse.readAnew()
    default: return false
    }
    return true
  }

  /// The number that was typed.
  func exact(_ text: String) -> SerialUnit? {
    let exact = browse.list.rows.filter { $0.serial.lowercased() == text.lowercased() }
    return exact.count == 1 ? exact[0] : nil
  }

  func open(_ unit: SerialUnit, _ desk: inout Desk) {
    desk.go(.open(SerialPane(unit.serial, of: unit.code.description)))
  }
}

extension SerialUnit {
  /// Does a command that opens a form about one serial; false for any other.
  func run(_ command: Command, _ desk: inout Desk) -> Bool {
    switch command {
    case .move: desk.go(.open(FormPane.move(self)))
    case .decommission: desk.go(.open(FormPane.decommission(self)))
    case .editSerial: desk.go(.open(FormPane.edit(self)))
    case .printLabels: desk.go(.open(FormPane.labels(of: [.goods(item: code.description, serial: serial)])))
    default: return false
    }
    return true
  }
}
