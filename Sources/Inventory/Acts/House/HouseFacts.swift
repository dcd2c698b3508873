/// What an act of the house itself must know: locks, jobs, corrections.
public struct HouseNeeds: Hashable, Sendable {
  /// The lock on this, live or not.
  public var locked: LockedThing?
  /// The lock with this token, live or not.
  public var token: String?
  public var job: JobID?
  /// The number the next job gets.
  public var nextJob = false
  public var correction: CorrectionID?
  /// And the places that its lines name.
  public var correctionPlaces = false
  /// The number the next correction gets.
  public var nextCorrection = false

  public init() {}
}

public struct HouseFacts: Hashable, Sendable {
  public var lock: Lock?
  public var job: Job?
  public var nextJob: Int64 = 0
  public var correction: Correction?
  /// Those of its places that there are.
  public var correctionPlaces: [LocationID] = []
  public var nextCorrection: Int64 = 0

  public init() {}
}

/// A change of what the house keeps beside stock, as part of a plan.
public enum HouseChange: Hashable, Sendable {
  /// What was taken before by others and is over goes; refused where a live one came meanwhile.
  case takeLock(Lock)
  /// Refused where it is not there any more, or another time was set meanwhile.
  case renewLock(Lock, from: Instant)
  case releaseLock(Lock)
  case beginJob(Job)
  /// Refused where it has ended meanwhile.
  case setJob(Job)
  /// With its lines, as ``KeptLines`` writes them.
  case addCorrection(Correction, lines: String)
  /// Refused where it is not at this version any more.
  case setCorrection(Correction, from: Int64)
}

extension Facts {
  /// Whether whoever acts may undo what another did: it is their own, or they supervise.
  func mayTouch(_ owner: String, _ context: ActContext) throws(InventoryError) {
    guard owner.lowercased() != context.actor.lowercased() else { return }
    try actor?.permit(.supervise)
  }
}
