/// Refusals that are about locks, jobs and corrections.
extension Explanation {
  static func house(_ error: InventoryError) -> Explanation? {
    switch error {
    case .lockHeld(let lock):
      Explanation(
        "locked", "Locked", 409,
        "\(lock.entity) is locked by \(lock.actor) at \(lock.terminal) until \(lock.until): \(lock.purpose). Wait for it, "
          + "ask \(lock.actor), or let a supervisor end it with: tallyman lock release \(lock.token)"
      ) {
        $0.add("entity", lock.entity)
        $0.add("locked_by", lock.actor)
        $0.add("terminal", lock.terminal)
        $0.add("purpose", lock.purpose)
        $0.add("until", lock.until)
      }
    case .noSuchLock(let token):
      Explanation(
        "no-such-lock", "No such lock", 404,
        "No lock has the token \"\(token)\": it was let go, or its time is over. See those there are with: tallyman lock "
          + "list"
      ) { $0.add("token", token) }
    case .noSuchJob(let id):
      Explanation(
        "no-such-job", "No such job", 404, "There is no job \"\(id)\". See them with: tallyman job list"
      ) { $0.add("job", id) }
    case .jobEnded(let id, let state):
      Explanation("job-ended", "The job has ended", 422, "\(id) is \(state.rawValue): nothing more happens to it.") {
        $0.add("job", id)
        $0.add("state", state.rawValue)
      }
    case .noSuchCorrection(let id):
      Explanation(
        "no-such-correction", "No such correction", 404,
        "There is no correction \"\(id)\". See them with: tallyman correction list"
      ) { $0.add("correction", id) }
    case .correctionIs(let id, let state):
      Explanation(
        "correction-state", "Not any more", 422,
        "\(id) is \(state.rawValue). See what became of it with: tallyman correction show \(id)"
      ) {
        $0.add("correction", id)
        $0.add("state", state.rawValue)
      }
    case .copyUnsound(let file, let found):
      Explanation(
        "copy-unsound", "The copy is not sound", 422,
        "\(file) is no copy to rely on: \(found). Nothing was changed. Take an older one, or look at it with: tallyman "
          + "verify --db \(file)"
      ) { $0.add("file", file) }
    default: nil
    }
  }
}
