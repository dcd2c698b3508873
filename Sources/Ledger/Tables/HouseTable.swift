import Inventory
import Storage

/// The changes of what the house keeps beside stock, as statements.
enum HouseTable {
  static func statements(of change: HouseChange) -> [Statement] {
    switch change {
    case .takeLock(let lock): LockTable.take(lock)
    case .renewLock(let lock, let until): LockTable.renew(lock, from: until)
    case .releaseLock(let lock): LockTable.release(lock)
    case .beginJob(let job): JobTable.begin(job)
    case .setJob(let job): JobTable.set(job)
    case .addCorrection(let correction, let lines): CorrectionTable.add(correction, lines: lines)
    case .setCorrection(let correction, let version): CorrectionTable.set(correction, from: version)
    }
  }
}
