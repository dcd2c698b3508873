/// Tells somebody of what happens from now on.
public struct AddWebhook: Act {
  public var target: WebhookTarget
  /// Nil for all.
  public var types: [EventType]?
  public var location: String?
  /// No part of what makes the act the same: one that was made by chance is another each time.
  public var secret: WebhookSecret

  public init(_ target: WebhookTarget, types: [EventType]? = nil, at location: String? = nil, secret: WebhookSecret) {
    self.target = target
    self.types = types
    self.location = location
    self.secret = secret
  }

  public var action: String { "webhook.added" }
  public var right: Right { .administer }

  public var needs: Needs {
    var needs = Needs()
    needs.delivery = .nextWebhook
    if let location { needs.locations = [location] }
    return needs
  }

  public func describe(to digest: inout ContentDigest) {
    digest.add(target.kind, target.text)
    digest.add("events", types?.map(\.rawValue).joined(separator: ","))
    digest.add("location", location)
  }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    try WebAddress.check(target)
    guard WebhookSecret.length.contains(secret.text.utf8.count), secret.text.utf8.allSatisfy({ $0 >= 0x20 }) else {
      throw .badField(
        name: "secret", value: "…",
        wanted: "from \(WebhookSecret.length.lowerBound) to \(WebhookSecret.length.upperBound) bytes on one line")
    }
    let place = try location.map { name throws(InventoryError) in try facts.location(name) }
    var hook = Webhook(id: WebhookID(facts.delivery.nextWebhook), target: target, types: types, place: place?.code)
    hook.createdBy = context.actor
    hook.createdAt = context.now
    var plan = Plan()
    plan.entity = hook.entity
    plan.changes = [.delivery(.addWebhook(hook, secret, place?.id))]
    plan.after = hook.setUp
    return plan
  }
}

/// Tells somebody of nothing more, and forgets the secret.
public struct RemoveWebhook: Act {
  public var name: String
  public init(_ name: String) { self.name = name }

  public var action: String { "webhook.removed" }
  public var right: Right { .administer }
  public var needs: Needs { .webhook(name) }
  public func describe(to digest: inout ContentDigest) { digest.add("webhook", name) }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let hook = try facts.webhook(name)
    var plan = Plan()
    plan.entity = hook.entity
    plan.changes = [.delivery(.removeWebhook(hook.id))]
    plan.before = hook.setUp
    return plan
  }
}

/// Lets a webhook be tried again at once, from where it stopped.
public struct ResumeWebhook: Act {
  public var name: String
  public init(_ name: String) { self.name = name }

  public var action: String { "webhook.resumed" }
  public var right: Right { .administer }
  public var needs: Needs { .webhook(name) }
  public func describe(to digest: inout ContentDigest) { digest.add("webhook", name) }

  public func plan(_ facts: Facts, _ context: ActContext) throws(InventoryError) -> Plan {
    let old = try facts.webhook(name)
    guard old.isPaused || old.failures > 0 else { throw .nothingToChange }
    var new = old
    new.isPaused = false
    new.failures = 0
    new.nextTryAt = nil
    return new.plan(from: old)
  }
}

/// Where something is sent to, or fetched from.
enum WebAddress {
  private static let most = 2000

  static func check(_ target: WebhookTarget) throws(InventoryError) {
    switch target {
    case .url(let text): try check(text)
    case .command(let text):
      guard !text.isEmpty, text.utf8.count <= most, !text.utf8.contains(where: { $0 < 0x20 }) else {
        throw .badField(name: "command", value: text, wanted: "a command line of at most \(most) bytes")
      }
    }
  }

  /// A password does not belong into an address that lists and the audit show.
  static func check(_ text: String) throws(InventoryError) {
    let isSecure = text.lowercased().hasPrefix("https://")
    let rest = text.dropFirst(isSecure ? 8 : 7)
    let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard isSecure || text.lowercased().hasPrefix("http://"), !host.isEmpty, text.utf8.count <= most,
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C })
    else { throw .badField(name: "url", value: text, wanted: "an address such as https://shop.example/hooks/stock") }
    guard !host.contains("@") else {
      throw .badField(name: "url", value: "…", wanted: "an address without a name and a password in it")
    }
  }
}

extension Needs {
  static func webhook(_ name: String) -> Needs {
    var needs = Needs()
    needs.delivery = WebhookID(name).map { .webhook($0) }
    return needs
  }
}

extension Facts {
  func webhook(_ name: String) throws(InventoryError) -> Webhook {
    guard let webhook = delivery.webhook else { throw .noSuchWebhook(name) }
    return webhook
  }
}

extension Webhook {
  /// What brings it from what it was to what it is here.
  func plan(from old: Webhook) -> Plan {
    var new = self
    new.version = old.version + 1
    var plan = Plan()
    plan.entity = entity
    plan.changes = [.delivery(.setWebhook(new, from: old.version))]
    plan.before = old.progress
    plan.after = new.progress
    return plan
  }

  private var progress: Fields {
    var fields = Fields()
    fields.add("id", id.description)
    fields.add("position", position.description)
    fields.add("failures", Int64(failures))
    fields.add("error", lastError)
    fields.add("paused", isPaused)
    return fields
  }
}
