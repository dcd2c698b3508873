/// The locks that are live now, those that end first at first, and with them the leases of those who count.
public struct LockList: Question, Hashable {
  public init() {}
  public func answered(by answers: some Answering) throws(InventoryError) -> [Lock] { try answers.answer(self) }
}

/// Jobs, the latest first.
public struct JobPage: Question, Hashable {
  public var job: String?
  public var kind: Job.Kind?
  public var state: Job.State?
  public var start: PageStart
  public var limit: Int

  public init(
    job: String? = nil, kind: Job.Kind? = nil, state: Job.State? = nil, start: PageStart = .first, limit: Int = 50
  ) {
    self.job = job
    self.kind = kind
    self.state = state
    self.start = start
    self.limit = limit
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Page<Job> { try answers.answer(self) }
}

/// Corrections, the latest first.
public struct CorrectionPage: Question, Hashable {
  public var state: Correction.State?
  public var start: PageStart
  public var limit: Int

  public init(state: Correction.State? = nil, start: PageStart = .first, limit: Int = 50) {
    self.state = state
    self.start = start
    self.limit = limit
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Page<Correction> {
    try answers.answer(self)
  }
}

/// A correction with its lines.
public struct CorrectionCard: Question, Hashable {
  public var correction: String
  public init(_ correction: String) { self.correction = correction }

  public struct Card: Hashable, Sendable {
    public var correction: Correction
    public var lines: [MovementLine]
    public init(correction: Correction, lines: [MovementLine]) {
      self.correction = correction
      self.lines = lines
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Card { try answers.answer(self) }
}

/// The corrections that wait and whose time has come by an instant, the longest due first.
public struct DueCorrections: Question, Hashable {
  public var now: Instant
  public init(_ now: Instant) { self.now = now }

  public func answered(by answers: some Answering) throws(InventoryError) -> [Correction] { try answers.answer(self) }
}

/// What this house can do, from its settings and from what stands in its books. What the program or the machine adds to
/// that, whoever asks knows.
public struct Capabilities: Question, Hashable {
  public init() {}

  public struct Capability: Hashable, Sendable {
    public var name: String
    public var isOn: Bool
    /// Why, or since what: `2 items are kept by lot`.
    public var about: String
    public init(_ name: String, _ isOn: Bool, _ about: String) {
      self.name = name
      self.isOn = isOn
      self.about = about
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> [Capability] { try answers.answer(self) }
}
