import Inventory
import Terminal

/// The reports there are: Enter opens one.
struct ReportsPane: Pane {
  private var cursor = 0
  private var top = 0
  private var height = 1
  private var rest = CursorRest<ReportKind>()

  init(on report: ReportKind? = nil) {
    cursor = report.flatMap { ReportKind.allCases.firstIndex(of: $0) } ?? 0
  }

  var current: ReportKind { ReportKind.allCases[cursor] }
  var kind: PaneKind { .reports }
  var situation: Situation { Situation(pane: .reports, hasRow: true) }
  var isWaiting: Bool { false }
  var wakesAt: Instant? { rest.wakesAt }
  var sessionLines: [String] { ["reports = \(current.rawValue)"] }

  mutating func appear(_ desk: inout Desk) {}
  mutating func take(_ reply: Reply, _ desk: inout Desk) {}

  mutating func settle(_ desk: inout Desk) {
    height = max(1, Layout(desk.size, isBare: desk.isBare).list.count)
    clamp()
    rest.follow(current)
  }

  mutating func tick(_ desk: inout Desk) { rest.tick(current, now: desk.now) }

  private mutating func clamp() {
    cursor = max(0, min(ReportKind.allCases.count - 1, cursor))
    top = max(0, min(top, ReportKind.allCases.count - height))
    if cursor < top { top = cursor }
    if cursor >= top + height { top = cursor - height + 1 }
  }

  mutating func run(_ command: Command, _ desk: inout Desk) -> Bool {
    switch command {
    case .listDown: cursor += 1
    case .listUp: cursor -= 1
    case .listPageDown: cursor += height
    case .listPageUp: cursor -= height
    case .listHalfDown: cursor += max(1, height / 2)
    case .listHalfUp: cursor -= max(1, height / 2)
    case .listFirst: cursor = 0
    case .listLast: cursor = ReportKind.allCases.count - 1
    case .open: desk.go(.open(ReportPane(current)))
    case .reread: break
    case .copyCode:
      desk.emit(.copyToClipboard(current.title))
      desk.say(.ok, "copied \(current.title)")
    case .back: desk.go(.close)
    default: return false
    }
    clamp()
    rest.moved(to: current, now: desk.now)
    return true
  }

  func header(_ desk: Desk) -> HeaderWords {
    HeaderWords(title: "REPORTS", counts: [Numbers.counted(ReportKind.allCases.count, "report", "reports")])
  }

  func draw(on grid: inout Grid, _ layout: Layout, _ desk: Desk) {
    let margin = layout.columns < 40 ? 2 : 3
    let width = ReportKind.allCases.map(\.title.count).max() ?? 0
    for (offset, row) in layout.list.enumerated() where top + offset < ReportKind.allCases.count {
      let report = ReportKind.allCases[top + offset]
      grid.put(report.title, row: row, column: margin, role: .row)
      if layout.sizeClass >= .normal {
        let room = max(0, layout.columns - margin - width - 3)
        let ellipsis = String(desk.theme.glyphs.ellipsis)
        grid.put(
          report.about.fitted(to: room, ellipsis: ellipsis), row: row, column: margin + width + 2, role: .muted)
      }
      if top + offset == cursor {
        grid.showCursor(
          row: row, margin: margin, width: report.title.count, rowWidth: layout.columns, desk.theme)
      }
    }
    if let rule = layout.rule { grid.rule(row: rule, glyph: desk.theme.glyphs.rule) }
    if let row = layout.detail, let rested = rest.row, let index = ReportKind.allCases.firstIndex(of: rested) {
      grid.putDetail(rested.about, "\(index + 1)/\(ReportKind.allCases.count)", row: row, layout)
    }
  }

  func plainLines(_ desk: Desk) -> [String] {
    ReportKind.allCases.map { "\($0.title): \($0.about)" }
  }
}
