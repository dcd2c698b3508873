import Exchange
import Inventory

/// What an import came to, as its job says it. One that was over at once and changed nothing leaves no record, nor does a
/// dry run.
extension JobLog {
  func end(_ result: ImportResult, _ options: ImportOptions) {
    let changed = result.accepted + result.removed + result.rejected
    guard !options.isDryRun, isLong || changed > 0 else { return }
    end(
      result.isCancelled ? .cancelled : .done, done: Int64(result.rows), refused: Int64(result.rejected),
      ImportReport.counts(result))
  }

  func end(_ error: ExchangeError, _ options: ImportOptions) {
    guard case .refused(_, let result) = error, !options.isDryRun else { return }
    end(.failed, done: Int64(result.rows), refused: Int64(result.rejected), error.detail)
  }
}
