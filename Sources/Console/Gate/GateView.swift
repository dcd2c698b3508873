import Inventory
import Terminal

extension ConsoleModel {
  /// The header, what the gate says, and its prompt: nothing else is seen.
  func draw(_ gate: Gate, on grid: inout Grid) {
    let layout = Layout(desk.size)
    if let row = layout.header { drawHeader(on: &grid, row) }
    guard let input = layout.input else { return }
    drawWords(of: gate, above: input, on: &grid, layout)
    let (label, text) = gate.reason == .asking ? ("", "") : gate.prompt
    drawPrompt(label, text, on: &grid, input)
  }

  /// The header's words, with the name of who is away: others see whose work waits here.
  func headerWords(of gate: Gate) -> HeaderWords {
    var words = HeaderWords(title: gate.title, isNobodys: true)
    if gate.reason == .asking { words.title = "TALLYMAN" }
    if let owner = gate.owner { words.place = [owner] }
    if !gate.strays.isEmpty { words.counts = ["\(Numbers.grouped(gate.strays.count)) scanned"] }
    return words
  }

  /// With how to leave, where anybody may and there is room.
  private func hint(of gate: Gate, _ columns: Int) -> String {
    guard columns >= 60, !desk.settings.isKiosk, case .code = gate.step, !gate.hint.isEmpty else { return gate.hint }
    return gate.hint + "; F10 leaves"
  }

  private func drawWords(of gate: Gate, above input: Int, on grid: inout Grid, _ layout: Layout) {
    let top = (layout.header ?? -1) + 1
    let lead = grid.columns < 40 ? 0 : 1
    let isSaid = gate.notice != nil
    let indent = isSaid ? lead + 5 : lead
    let lines = (gate.notice?.text ?? hint(of: gate, grid.columns)).wrapped(to: max(1, grid.columns - indent - 1))
    let shown = lines.suffix(max(0, input - top))
    var row = input - shown.count
    if let notice = gate.notice, !shown.isEmpty {
      grid.put(notice.level.rawValue, row: row, column: lead, role: notice.role)
    }
    for line in shown {
      grid.put(line, row: row, column: indent, role: isSaid ? .text : .muted)
      row += 1
    }
  }
}
