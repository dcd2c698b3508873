import Inventory

/// What an ``OutboxService`` takes from outside: it has no clock, no thread and no line of its own.
public struct OutboxSurroundings: Sendable {
  /// Opens the far books; called again when the line was lost.
  public var open: @Sendable () throws(InventoryError) -> OpenedBooks
  /// Opens what is known here of them; nil where nothing is to be.
  public var openPocket: (@Sendable () throws(InventoryError) -> Pocket)?
  public var clock: @Sendable () -> Instant
  /// Lets so many milliseconds pass.
  public var pause: @Sendable (_ milliseconds: Int64) -> Void
  /// Is told what happens to the line and to what is kept, from whatever thread it happens on.
  public var report: @Sendable (LineReport) -> Void
  /// Calls for ``OutboxService/send()``, which somebody's thread does: there is something to send, or the line was lost.
  public var wake: @Sendable () -> Void

  public init(
    open: @escaping @Sendable () throws(InventoryError) -> OpenedBooks, clock: @escaping @Sendable () -> Instant,
    pause: @escaping @Sendable (Int64) -> Void, report: @escaping @Sendable (LineReport) -> Void = { _ in },
    wake: @escaping @Sendable () -> Void = {}
  ) {
    self.open = open
    self.clock = clock
    self.pause = pause
    self.report = report
    self.wake = wake
  }
}

/// Far books, and the service by which acts and questions go to them: the books themselves, or something before them that
/// knows who may act over this line.
public struct OpenedBooks: Sendable {
  let books: Books
  public let service: any InventoryService

  public init(_ books: Books, service: (any InventoryService)? = nil) {
    self.books = books
    self.service = service ?? books
  }
}
