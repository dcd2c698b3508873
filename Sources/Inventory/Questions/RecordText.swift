/// What somebody types to find an audit event or a ledger entry: each word must occur in what the list shows of it, in its
/// number, who did it, its document or goods, its place, its reference.
///
/// Both lists grow for ever and have no index of their words: so only ``span`` of them are looked at, whatever is typed.
public struct RecordText: Hashable, Sendable {
  /// How many events or entries are looked at, the latest first.
  public static let span: Int64 = 10_000

  public var text: String
  /// The number of the latest that is looked at; nil for the latest there is. Of the entries of one item all begin with the
  /// latest that happened.
  public var newest: Int64?

  public init(_ text: String, newest: Int64? = nil) {
    self.text = text
    self.newest = newest
  }
}
