import Inventory
import Terminal

/// What the house does beside stock, read at once: jobs, locks, and what is to be posted later.
struct HouseNow: Question {
  static let most = 100

  struct Board: Hashable, Sendable {
    var jobs: [Job]
    var locks: [Lock]
    var waiting: [Correction]
  }

  func answered(by answers: some Answering) throws(InventoryError) -> Board {
    Board(
      jobs: try answers.answer(JobPage(limit: HouseNow.most)).rows, locks: try answers.answer(LockList()),
      waiting: try answers.answer(CorrectionPage(state: .waiting, limit: HouseNow.most)).rows)
  }
}

extension ConsoleModel {
  /// Shows it over the pane as soon as it is read.
  mutating func showBoard() {
    board = desk.ask(HouseNow())
    overlay = .reading(Reading(subject: ConsoleModel.boardSubject, title: "Jobs and locks", lines: ["reading ..."]))
  }

  private static let boardSubject = "jobs"

  /// Whether the reply was what it waits for.
  mutating func takeBoard(_ reply: Reply) -> Bool {
    guard let ticket = board, let result = reply.value(for: ticket) else { return false }
    board = nil
    guard case .reading(let reading)? = overlay, reading.subject == ConsoleModel.boardSubject else { return true }
    switch result {
    case .failure(let error):
      overlay = nil
      desk.say(error)
    case .success(let found):
      overlay = .reading(
        Reading(
          subject: ConsoleModel.boardSubject, title: "Jobs and locks",
          lines: found.lines(desk.clock, width: min(72, max(1, desk.size.columns - 1)))))
    }
    return true
  }
}

extension HouseNow.Board {
  func lines(_ clock: LocalClock, width: Int) -> [String] {
    var lines: [String] = []
    func add(_ title: String, _ rows: [String]) {
      if !lines.isEmpty { lines.append("") }
      lines.append(title)
      lines += rows.isEmpty ? ["  none"] : rows
    }
    add("JOBS", jobs.map { $0.line(clock) })
    add(
      "LOCKED NOW",
      locks.map { "  \($0.entity)  by \($0.actor) until \(clock.time($0.until)): \($0.purpose)" })
    add(
      "TO BE POSTED",
      waiting.map {
        "  \($0.number)  \(Numbers.counted($0.lineCount, "line", "lines")) of \($0.file)  "
          + "\(clock.dayAndTime($0.due))  by \($0.actor)"
      })
    return lines
  }
}

extension Job {
  fileprivate func line(_ clock: LocalClock) -> String {
    var text = "  \(number)  \(kind.rawValue) \(subject)  \(state.rawValue)"
    if state == .running, let total, total > 0 { text += " \(done * 100 / total) %" }
    text += "  \(clock.short(endedAt ?? begunAt))  by \(actor)"
    if let outcome, state != .running { text += ": \(outcome)" }
    return text
  }
}
