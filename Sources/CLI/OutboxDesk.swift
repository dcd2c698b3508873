import Inventory

/// What waits on this machine for books on others: what a console scanned while the line was down.
public struct OutboxDesk: Sendable {
  /// What is kept for one address.
  public struct Pile: Hashable, Sendable {
    public var address: String
    public var acts: [KeptAct]

    public init(address: String, acts: [KeptAct]) {
      self.address = address
      self.acts = acts
    }
  }

  /// What came of sending to one address.
  public struct Sent: Sendable {
    public var address: String
    public var done: Int
    /// Those that the books did not take just now.
    public var refused: [KeptAct]
    public var waiting: Int
    /// Why it did not go on; nil where all was sent.
    public var trouble: InventoryError?

    public init(
      address: String, done: Int = 0, refused: [KeptAct] = [], waiting: Int = 0, trouble: InventoryError? = nil
    ) {
      self.address = address
      self.done = done
      self.refused = refused
      self.waiting = waiting
      self.trouble = trouble
    }
  }

  /// Of one address, or of all.
  public var piles: @Sendable (_ database: String?) throws(InventoryError) -> [Pile]
  /// Sends what no open console sends.
  public var send: @Sendable (_ database: String?) throws(InventoryError) -> [Sent]
  /// Lets a refused act be sent again; answers the address that it is for.
  public var retry: @Sendable (_ key: String, _ database: String?) throws(InventoryError) -> String
  /// Gives an act up: it is not done.
  public var discard: @Sendable (_ key: String, _ database: String?) throws(InventoryError) -> KeptAct

  public init(
    piles: @escaping @Sendable (String?) throws(InventoryError) -> [Pile],
    send: @escaping @Sendable (String?) throws(InventoryError) -> [Sent],
    retry: @escaping @Sendable (String, String?) throws(InventoryError) -> String,
    discard: @escaping @Sendable (String, String?) throws(InventoryError) -> KeptAct
  ) {
    self.piles = piles
    self.send = send
    self.retry = retry
    self.discard = discard
  }

  /// That of a machine on which nothing is kept.
  public static let empty = OutboxDesk(
    piles: { _ throws(InventoryError) in [] }, send: { _ throws(InventoryError) in [] },
    retry: { key, _ throws(InventoryError) in throw unknown(key) },
    discard: { key, _ throws(InventoryError) in throw unknown(key) })

  /// No act of that key is kept.
  public static func unknown(_ key: String) -> InventoryError {
    .badField(name: "key", value: key, wanted: "that of an act that is kept: see tallyman outbox list")
  }
}
