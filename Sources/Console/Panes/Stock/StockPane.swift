import Inventory
import Terminal

/// Stock records as a list: look, find, filter, sort, mark, and open what acts on them.
struct StockPane: Pane {
  /// How long a row that changed elsewhere is shown as changed.
  static let changedMilliseconds: Int64 = 3_000

  var filter = StockFilter()
  var sort = StockSort.item
  var isDescending = false
  /// The column that `s` sorts by.
  var chosen = StockColumn.item
  /// What the operator chose to see; nil for what suits the screen.
  var columns: Set<StockColumn>?
  var list = PagedList<StockRow>()
  var totals: StockTotals.Totals?
  /// The site they are of; nil for all.
  var totalsSite: String?
  var totalsTicket: Ticket<StockTotals.Totals>?
  var find: StockFind?
  var marks = ListMarks<StockRow>()
  /// Until when rows are shown as changed.
  var changed: [StockRow.Key: Instant] = [:]
  var isFrozen = false
  /// Books changed while the list was held still.
  var hasMissedChanges = false
  /// The row whose details are shown.
  var rest = CursorRest<StockRow>()
  var panel = ItemPanel()
  var trouble: InventoryError?
  /// The longest item code seen; columns only grow, so that they do not jump.
  var codeWidth = 8
  /// Where the list was read from at the last session, and on which record.
  var resumed: (start: PageStart, code: String, place: String)?

  var kind: PaneKind { .stock }
  var takesText: Bool { find?.isTyping ?? false }

  var situation: Situation {
    Situation(
      pane: .stock, hasRow: list.current != nil, hasMarks: !marks.isEmpty, hasFind: find != nil,
      isFiltered: filter != StockFilter())
  }

  /// The question the list asks, without its page.
  var question: StockPage {
    var question = StockPage(filter: filter, sort: sort, isDescending: isDescending)
    question.filter.text = find.flatMap { $0.line.isEmpty ? nil : $0.line.text }
    return question
  }

  /// The records an act is about: those marked, else the one under the cursor.
  var targets: [StockRow] {
    marks.isEmpty
      ? list.current.map { [$0] } ?? []
      : marks.rows.values.sorted { ($0.code.description, $0.place) < ($1.code.description, $1.place) }
  }

  var isWaiting: Bool { list.isWaiting || totalsTicket != nil || panel.isWaiting }
  var wakesAt: Instant? { ([rest.wakesAt, panel.wakesAt].compactMap { $0 } + changed.values).min() }
}

/// Find as you type: the text, and the list to come back to.
struct StockFind: TypedFind {
  var line = TextLine()
  var isTyping = true
  var isEntered = false
  var isAnew = false
  var before: PagedList<StockRow>
}
