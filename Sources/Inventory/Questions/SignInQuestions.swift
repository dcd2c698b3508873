/// Who wants to sign in, by name or by the code of a badge, and with what: nil where nobody at work is called so.
public struct SignInCard: Question, Hashable {
  public var text: String
  public init(_ text: String) { self.text = text }

  public struct Card: Hashable, Sendable {
    public var person: Operator
    /// The text was the code of the badge they carry: nothing else is asked of them.
    public var isByBadge: Bool
    /// Before then no PIN is tried, as too many were wrong; nil where one may be tried now.
    public var mayTryAt: Instant?
    /// So many PINs were wrong one after the other, not so long ago that they are forgotten.
    public var failures: Int

    public init(person: Operator, isByBadge: Bool, mayTryAt: Instant?, failures: Int = 0) {
      self.person = person
      self.isByBadge = isByBadge
      self.mayTryAt = mayTryAt
      self.failures = failures
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Card? { try answers.answer(self) }
}
