import Inventory

/// What the console wants of the outbox: each is answered with what waits then.
public enum OutboxErrand: Hashable, Sendable {
  case list
  /// Tries a refused act again, by its key.
  case sendAgain(String)
  /// Gives a kept act up, by its key: it is not done.
  case discard(String)

  /// Does it and returns what the console is to be told. Books on this machine keep nothing.
  public func done(by service: any InventoryService) -> Message {
    guard let keeper = service as? any KeepingService else { return .kept(.success([])) }
    do throws(InventoryError) {
      switch self {
      case .list: break
      case .sendAgain(let key): try keeper.sendAgain(key)
      case .discard(let key): try keeper.discard(key)
      }
      return .kept(.success(try keeper.kept()))
    } catch {
      return .kept(.failure(error))
    }
  }
}
