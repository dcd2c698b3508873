/// The two calls that every face knows: the command line, the console, tests and, later, the HTTP API. Both block; who
/// wants to wait elsewhere puts them on a thread.
public protocol InventoryService: AnyObject, Sendable {
  /// Does the act, once, however often it is sent with the same key, and durably.
  func perform(_ act: some Act, _ context: ActContext) throws(InventoryError) -> ActAnswer

  /// Answers from one snapshot of the books what this asker may see.
  func ask<Q: Question>(_ question: Q, for asker: Asker) throws(InventoryError) -> Q.Answer
}

extension InventoryService {
  /// For tests and tools, which see everything. A face names who asks.
  public func ask<Q: Question>(_ question: Q) throws(InventoryError) -> Q.Answer {
    try ask(question, for: .house)
  }
}
