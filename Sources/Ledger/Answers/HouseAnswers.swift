import Inventory
import Storage

extension Answers {
  func answer(_ question: LockList) throws(InventoryError) -> [Lock] {
    var locks: [Lock] = []
    try reader.each([LockTable.live(at: now), LockTable.leases(at: now)]) { statement, row in
      locks.append(statement == 0 ? LockTable.row(row) : LockTable.lease(row))
      return true
    }
    return locks
  }

  func answer(_ question: JobPage) throws(InventoryError) -> Page<Job> {
    var keySet = KeySet(columns: JobTable.columns, from: "job j", keys: ["j.id"], isDescending: true)
    if let text = question.job {
      guard let id = JobID(text) else { throw .noSuchJob(text) }
      keySet.require("j.id = ?1", [.integer(id.number)])
    }
    if let kind = question.kind { keySet.require("j.kind = ?1", [.text(kind.rawValue)]) }
    let silent = now.adding(milliseconds: -Job.silence)
    switch question.state {
    case nil: break
    case .running: keySet.require("j.state = 'running' AND j.heard_at > ?1", [.instant(silent)])
    case .lost: keySet.require("j.state = 'running' AND j.heard_at <= ?1", [.instant(silent)])
    case let state?: keySet.require("j.state = ?1", [.text(state.rawValue)])
    }
    let (now, isBlind) = (now, try isBlind)
    return try reader.page(
      [keySet], question.start, limit: question.limit,
      {
        let job = JobTable.row($0).seen(at: now)
        return isBlind ? job.withheld : job
      },
      key: { [String($1.id.number)] }, place: { Answers.number($1) })
  }

  func answer(_ question: CorrectionPage) throws(InventoryError) -> Page<Correction> {
    var keySet = KeySet(columns: CorrectionTable.columns, from: "correction c", keys: ["c.id"], isDescending: true)
    if let state = question.state { keySet.require("c.state = ?1", [.text(state.rawValue)]) }
    let isBlind = try isBlind
    return try reader.page(
      [keySet], question.start, limit: question.limit,
      { isBlind ? CorrectionTable.row($0).withheld : CorrectionTable.row($0) }, key: { [String($1.id.number)] },
      place: { Answers.number($1) })
  }

  private static func number(_ texts: [String]) -> [Value]? {
    texts.count == 1 ? Int64(texts[0]).map { [.integer($0)] } : nil
  }

  func answer(_ question: CorrectionCard) throws(InventoryError) -> CorrectionCard.Card {
    guard let id = CorrectionID(question.correction) else { throw .noSuchCorrection(question.correction) }
    let found = try reader.first(CorrectionTable.find(id)) { (CorrectionTable.row($0), $0.text(12)) }
    guard let (correction, text) = found else { throw .noSuchCorrection(question.correction) }
    guard let lines = KeptLines.lines(text) else {
      throw .store(.failed(detail: "the lines of \(correction.number) cannot be read"))
    }
    if try isBlind { return CorrectionCard.Card(correction: correction.withheld, lines: []) }
    return CorrectionCard.Card(correction: correction, lines: lines)
  }

  func answer(_ question: DueCorrections) throws(InventoryError) -> [Correction] {
    try reader.all(CorrectionTable.due(at: question.now), CorrectionTable.row)
  }
}

extension Job {
  /// Without what came of it, which may say how much there was.
  fileprivate var withheld: Job {
    var job = self
    job.outcome = nil
    return job
  }
}

extension Correction {
  /// Without why it was refused, which says how much there was.
  fileprivate var withheld: Correction {
    var correction = self
    correction.failures = correction.failures.map { Failure(row: $0.row, reason: "") }
    return correction
  }
}
