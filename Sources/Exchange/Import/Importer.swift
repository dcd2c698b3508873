import Inventory

/// Reads a file into the books, a chunk of rows at a time: each chunk is one act, whole or absent.
public struct Importer: Sendable {
  let service: any InventoryService
  let options: ImportOptions
  let actor: String
  let terminal: String
  /// Makes the keys of the chunks of items, locations and stock; movements make theirs from what the file says.
  let key: String
  let clock: @Sendable () -> Instant

  public init(
    service: any InventoryService, options: ImportOptions, actor: String, terminal: String, key: String,
    clock: @escaping @Sendable () -> Instant
  ) {
    self.service = service
    self.options = options
    self.actor = actor
    self.terminal = terminal
    self.key = key
    self.clock = clock
  }
}
