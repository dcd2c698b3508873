/// Writes down movements that are to be posted at a time to come.
public struct ScheduleCorrection: Act {
  public var lines: [MovementLine]
  public var due: Instant
  /// Where they come from, for people.
  public var file: String
  public var reason: String?

  public init(_ lines: [MovementLine], due: Instant, file: String, reason: String? = nil) {
    self.lines = lines
    self.due = due
    self.file = file
    self.reason = reason
  }

  public var action: String { "correction.scheduled" }

  public var needs: Needs {
    var needs = Needs()
    needs.house.nextCorrection = true
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("due", due.description)
    digest.add("file", file)
    digest.add("reason", reason)
    for line in lines { line.describe(to: &digest) }
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    guard lines.count <= PostMovements.mostLines else {
      throw .tooManyLines(lines.count, most: PostMovements.mostLines)
    }
    guard !lines.isEmpty else { throw .nothingToChange }
    guard file.utf8.count <= 500 else {
      throw .badField(name: "file", value: file.cut(to: 100), wanted: "a name of at most 500 bytes")
    }
    let correction = Correction(
      id: CorrectionID(facts.house.nextCorrection), due: due, file: file, reason: reason, actor: context.actor,
      terminal: context.terminal, madeAt: context.now, lineCount: lines.count)
    var plan = Plan()
    plan.entity = "correction:\(correction.number)"
    plan.changes.append(.house(.addCorrection(correction, lines: KeptLines.text(lines))))
    plan.after = correction.fields
    return plan
  }
}

/// Gives a correction up that has not been posted. Another's takes ``Right/supervise``, and is a matter
/// of the sites that it would have posted to.
public struct CancelCorrection: Act {
  public var correction: String
  public init(_ correction: String) { self.correction = correction }

  public var action: String { "correction.cancelled" }
  public var needs: Needs {
    var needs = Needs(correction: correction)
    needs.house.correctionPlaces = true
    return needs
  }
  public func describe(to digest: inout ContentDigest) { digest.add("correction", correction) }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    guard let old = facts.house.correction else { throw .noSuchCorrection(correction) }
    guard old.state == .waiting || old.state == .failed else { throw .correctionIs(old.number, old.state) }
    try facts.mayTouch(old.actor, context)
    var new = old
    new.state = .cancelled
    new.endedAt = context.now
    return Plan(changing: old, to: new)
  }
}

/// Posts what was written down, all or none, as whoever wrote it down and with the rights they have now.
public struct PostCorrection: Act {
  public var correction: Correction
  public var lines: [MovementLine]

  public init(_ correction: Correction, _ lines: [MovementLine]) {
    self.correction = correction
    self.lines = lines
  }

  /// It is posted once, however many see that its time has come.
  public static func key(_ correction: Correction) -> String { "correction/\(correction.number)" }

  public var action: String { "correction.posted" }

  public var needs: Needs {
    var needs = PostMovements(lines).needs
    needs.house.correction = correction.id
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add("correction", correction.number)
    for line in lines { line.describe(to: &digest) }
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    guard let old = facts.house.correction else { throw .noSuchCorrection(correction.number) }
    guard old.state == .waiting || old.state == .failed else { throw .correctionIs(old.number, old.state) }
    var plan = try PostMovements(lines).plan(facts, context)
    var new = old
    new.state = .done
    new.endedAt = context.now
    new.failures = []
    let change = Plan(changing: old, to: new)
    plan.entity = change.entity
    plan.changes += change.changes
    plan.before = change.before
    plan.after = change.after
    return plan
  }
}

/// Writes down why a correction was refused when its time had come.
public struct FailCorrection: Act {
  public var correction: String
  public var failures: [Correction.Failure]

  public init(_ correction: String, _ failures: [Correction.Failure]) {
    self.correction = correction
    self.failures = failures
  }

  public var action: String { "correction.failed" }
  public var needs: Needs { Needs(correction: correction) }

  public func describe(to digest: inout ContentDigest) {
    digest.add("correction", correction)
    for failure in failures { digest.add("failure", failure.words) }
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    guard let old = facts.house.correction else { throw .noSuchCorrection(correction) }
    guard old.state == .waiting || old.state == .failed else { throw .correctionIs(old.number, old.state) }
    try facts.mayTouch(old.actor, context)
    var new = old
    new.state = .failed
    new.endedAt = context.now
    new.failures = Array(failures.prefix(Correction.mostFailures))
    return Plan(changing: old, to: new)
  }
}

extension Needs {
  fileprivate init(correction text: String) {
    self.init()
    house.correction = CorrectionID(text)
  }
}

extension Plan {
  fileprivate init(changing old: Correction, to new: Correction) {
    self.init()
    var new = new
    new.version = old.version + 1
    entity = "correction:\(old.number)"
    changes.append(.house(.setCorrection(new, from: old.version)))
    before = old.fields
    after = new.fields
  }
}
