/// Sets up a connector.
public struct AddConnector: Act {
  public var connector: Connector
  public init(_ connector: Connector) { self.connector = connector }

  public var action: String { "connector.added" }
  public var right: Right { .administer }
  public var needs: Needs { .connector(connector.name) }
  public func describe(to digest: inout ContentDigest) { digest.add("connector", connector.setUp.json) }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    if let why = CodeRule.objection(to: connector.name) {
      throw .badCode(what: "connector", code: connector.name, why)
    }
    if let other = facts.delivery.connector { throw .connectorExists(other.name) }
    let known = connector.direction == .pull ? Connector.pulled : Connector.pushed
    guard known.contains(connector.content) else {
      throw .badField(name: "what", value: connector.content, wanted: "one of \(known.joined(separator: ", "))")
    }
    if let every = connector.every, !Connector.intervals.contains(every) {
      throw .badField(name: "every", value: "\(every / 1000)s", wanted: "from 1m to 4w")
    }
    switch connector.target {
    case .url(let url): try WebAddress.check(url)
    case .folder(let path):
      guard path.hasPrefix("/"), path.utf8.count <= 1000, !path.utf8.contains(where: { $0 < 0x20 }) else {
        throw .badField(name: "folder", value: path, wanted: "a folder by its whole path, such as /srv/erp/in")
      }
    }
    var connector = connector
    connector.number = facts.delivery.nextConnector
    connector.createdBy = context.actor
    connector.createdAt = context.now
    var plan = Plan()
    plan.entity = connector.entity
    plan.changes = [.delivery(.addConnector(connector))]
    plan.after = connector.setUp
    return plan
  }
}

/// Takes a connector out; its log stays.
public struct RemoveConnector: Act {
  public var name: String
  public init(_ name: String) { self.name = name }

  public var action: String { "connector.removed" }
  public var right: Right { .administer }
  public var needs: Needs { .connector(name) }
  public func describe(to digest: inout ContentDigest) { digest.add("connector", name) }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    guard let connector = facts.delivery.connector else { throw .noSuchConnector(name) }
    var plan = Plan()
    plan.entity = connector.entity
    plan.changes = [.delivery(.removeConnector(number: connector.number))]
    plan.before = connector.setUp
    return plan
  }
}

/// Writes down how a run of a connector went.
public struct RecordSync: Act {
  public var run: SyncRun
  public init(_ run: SyncRun) { self.run = run }

  public var action: String { "connector.ran" }
  public var needs: Needs { .connector(run.connector) }
  public func describe(to digest: inout ContentDigest) { digest.add("run", run.fields.json) }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    guard let connector = facts.delivery.connector else { throw .noSuchConnector(run.connector) }
    var run = run
    run.number = facts.delivery.nextSync
    run.connector = connector.name
    run.actor = context.actor
    run.error = run.error.map { String($0.prefix(500)) }
    var plan = Plan()
    plan.entity = connector.entity
    plan.changes = [.delivery(.addSync(run, connector: connector.number))]
    plan.after = run.fields
    return plan
  }
}

/// Somebody saw that a run failed.
public struct AcknowledgeSync: Act {
  public var number: String
  public init(_ number: String) { self.number = number }

  public var action: String { "connector.acknowledged" }

  public var needs: Needs {
    var needs = Needs()
    needs.delivery = Int64(number).map { .sync($0) }
    return needs
  }

  public func describe(to digest: inout ContentDigest) { digest.add("log", number) }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    guard let old = facts.delivery.sync else { throw .noSuchSync(number) }
    guard old.seenBy == nil else { throw .nothingToChange }
    var new = old
    new.seenBy = context.actor
    new.seenAt = context.now
    var plan = Plan()
    plan.entity = "connector:\(old.connector)"
    plan.changes = [.delivery(.seeSync(old.number, by: context.actor, at: context.now))]
    plan.before = old.fields
    plan.after = new.fields
    return plan
  }
}

extension Needs {
  fileprivate static func connector(_ name: String) -> Needs {
    var needs = Needs()
    needs.delivery = .connector(name)
    return needs
  }
}
