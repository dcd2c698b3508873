import Inventory

/// Who goes by another name than their login's must know the PIN of whom they name, where there is one.
enum SignIn {
  /// Where scripts say in which file the PIN stands.
  static let fileVariable = "TALLYMAN_PIN_FILE"

  /// Whether whoever runs the command may act and ask under the name. Their own login name is theirs: the machine has let
  /// them in under it, and nothing is asked of the books.
  static func check(
    _ name: String, _ service: any InventoryService, _ surroundings: Surroundings, database: String
  ) throws(InventoryError) {
    guard name.lowercased() != surroundings.loginName().lowercased() else { return }
    let card = try service.ask(SignInCard(name), for: .person(name))
    // A badge is shown to a scanner, not written into a command.
    guard let card, card.person.isCalled(name) else { return }
    try confirm(card, surroundings, database: database)
  }

  /// Whether whoever is there knows the PIN, where there is one; what was wrong is written down.
  static func confirm(
    _ card: SignInCard.Card, _ surroundings: Surroundings, database: String
  ) throws(InventoryError) {
    guard let kept = card.person.pin else { return }
    if let until = card.mayTryAt { throw .pinPaused(card.person.name, until: until) }
    let pin = try given(for: card.person.name, surroundings)
    let isRight = surroundings.matchesPin(pin, kept)
    if isRight, card.failures == 0 { return }
    try record(isRight ? .pin : .wrongPin, card.person.name, surroundings, database)
    if !isRight { throw .wrongPin(card.person.name, left: max(0, PinRule.mostFailures - card.failures - 1)) }
  }

  private static func given(for name: String, _ surroundings: Surroundings) throws(InventoryError) -> String {
    if let file = surroundings.environment(fileVariable), !file.isEmpty { return try read(file, surroundings) }
    guard let pin = surroundings.askSecret("PIN of \(name): ") else { throw .needsPin(name) }
    return pin
  }

  /// By books that can be written, for a command that only reads may have others open.
  private static func record(
    _ way: RecordSignIn.Way, _ name: String, _ surroundings: Surroundings, _ database: String
  ) throws(InventoryError) {
    let books = try surroundings.openService(database, .write)
    let context = ActContext(
      key: surroundings.makeKey(), actor: name, terminal: surroundings.terminalName(), now: surroundings.now())
    _ = try books.perform(RecordSignIn(name, way), context)
  }

  /// What stands in the first line of a file, or is typed ahead for `-`.
  static func read(_ file: String, _ surroundings: Surroundings) throws(InventoryError) -> String {
    switch surroundings.readSecret(file) {
    case .text(let text): text
    case .refused(let why): throw .pinUnreadable(file: file, why: why)
    }
  }
}

/// What came of reading a secret.
public enum SecretText: Hashable, Sendable {
  /// Its first line.
  case text(String)
  /// Why not, in words.
  case refused(String)
}

extension Session {
  /// For what is done past the books: whoever goes by another name than their own must be let in by them first.
  func signIn() throws(CommandError) {
    if try operatorName().lowercased() != surroundings.loginName().lowercased() { _ = try open(.read) }
  }

  /// Before their own PIN is changed: who goes by another name than their login's has given it already.
  func confirmOwnPin(_ card: SignInCard.Card) throws(CommandError) {
    guard card.person.isCalled(surroundings.loginName()) else { return }
    do throws(InventoryError) {
      try SignIn.confirm(card, surroundings, database: database)
    } catch {
      throw .refused(error)
    }
  }

  /// A new PIN, as it is kept: asked for twice on the terminal, or read from the file the flags name; nil where they name
  /// none.
  /// - Parameter isOwn: it is what the command is for, so that it is asked for without a flag.
  func newPin(of name: String, isOwn: Bool = false) throws(CommandError) -> PinHash? {
    let file = arguments.value("pin-file")
    let asks = isOwn ? file == nil : arguments.has("pin")
    if asks, file != nil { throw .misuse(.notTogether("pin", "pin-file")) }
    if arguments.has("no-pin"), asks || file != nil { throw .misuse(.notTogether("no-pin", asks ? "pin" : "pin-file")) }
    guard asks || file != nil else { return nil }
    if file == "" { throw .misuse(.emptyValue(flag: "pin-file")) }
    // The same PIN sent again with the same key is the same act.
    let seed = "\(try context().key) \(name.lowercased())"
    do throws(InventoryError) {
      let pin: String
      if let file { pin = try SignIn.read(file, surroundings) } else { pin = try typedPin(of: name) }
      guard PinRule.takes(pin) else { throw .badPin }
      guard let hash = surroundings.hashPin(pin, seed) else { throw .pinUnkeepable }
      return hash
    } catch {
      throw .refused(error)
    }
  }

  private func typedPin(of name: String) throws(InventoryError) -> String {
    guard let pin = surroundings.askSecret("New PIN of \(name): ") else { throw .noTerminalForPin }
    guard PinRule.takes(pin) else { throw .badPin }
    guard surroundings.askSecret("The same again: ") == pin else { throw .pinsDiffer }
    return pin
  }
}
