import Inventory
import Terminal

/// A column of a list of records. The order of its cases is the order on the screen.
protocol ListColumn: Hashable, CaseIterable, Sendable {
  associatedtype Record

  /// The order in which columns get their room: the last is given up first.
  static var byPriority: [Self] { get }
  /// What is left over goes where text would be cut; each step up to so many cells.
  static func growth(codeWidth: Int) -> [(column: Self, most: Int)]

  var title: String { get }
  /// Numbers stand on the right.
  var isNumber: Bool { get }
  /// Whether the blank that sets it apart stands before it.
  var leadsWithBlank: Bool { get }
  /// The cells it needs at least, with the blank that sets it apart.
  func least(isHand: Bool) -> Int

  func text(_ record: Record, width: Int, _ clock: LocalClock) -> String
  func role(_ record: Record) -> Role
}

extension ListColumn {
  var leadsWithBlank: Bool { isNumber }
}
