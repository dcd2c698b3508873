import Inventory

/// A copy of the books on its way, with its progress on the terminal and its job on record.
struct CopyRun {
  private let session: Session
  private let kind: Job.Kind
  private let log: JobLog
  private let line: ProgressLine

  init(_ session: Session, _ kind: Job.Kind) {
    self.session = session
    self.kind = kind
    log = JobLog(session, kind, session.arguments.word(0))
    line = ProgressLine(session.surroundings)
  }

  func run(
    _ work: (_ file: String, Asker, HouseProgress) throws(InventoryError) -> HouseReport
  ) throws(CommandError) -> ExitCode {
    let asker = try session.asker()
    let file = session.arguments.word(0)
    var text = ProgressText("\(kind.rawValue) \(file.split(separator: "/").last ?? "")", since: session.now)
    var copied: Int64 = 0
    do throws(InventoryError) {
      let report = try work(file, asker) { step in
        let now = session.surroundings.now()
        if step.kind == .copying { copied = step.done }
        if let words = text.words(step, now) { line.show(words) }
        log.tell(done: copied, total: step.total > 0 ? step.total : nil)
        return !session.surroundings.isInterrupted()
      }
      line.erase()
      log.end(.done, done: copied, total: copied, report.sentence)
      session.show(report.fields, PlainText.safe(report.sentence))
      return report.hasFindings ? .found : .done
    } catch {
      line.erase()
      guard session.surroundings.isInterrupted() else {
        if log.isLong { log.end(.failed, done: copied, Explanation(error).detail) }
        throw .refused(error)
      }
      if log.isLong { log.end(.cancelled, done: copied, "cancelled; nothing was kept") }
      session.remark("Cancelled: \(file) was not \(kind == .backup ? "made" : "put in place"); nothing was changed.")
      return .interrupted
    }
  }
}

/// How far something is, on one line, four times a second at most:
/// `backup stock.db  412 of 1,000 MB  41 %  18 s left  Ctrl-C cancels`.
struct ProgressText {
  private let name: String
  private let start: Instant
  private var last: Instant?
  private static let pause: Int64 = 250

  init(_ name: String, since start: Instant) {
    self.name = name
    self.start = start
  }

  /// Nil where the last one was just now.
  mutating func words(_ step: HouseStep, _ now: Instant) -> String? {
    if let last, now.milliseconds - last.milliseconds < ProgressText.pause, step.kind == .copying { return nil }
    last = now
    guard step.kind == .copying, step.total > 0 else { return "\(name)  checking the copy  Ctrl-C cancels" }
    let share = step.done * 100 / step.total
    var text = "\(name)  \(step.done >> 20) of \(step.total >> 20) MB  \(share) %"
    let spent = now.milliseconds - start.milliseconds
    if step.done > 0, spent > 1000 {
      let left = Int128(spent) * Int128(step.total - step.done) / Int128(step.done)
      text += "  \(left / 1000 + 1) s left"
    }
    return text + "  Ctrl-C cancels"
  }
}
