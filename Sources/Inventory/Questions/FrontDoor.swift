/// What a terminal has to know before it lets anybody work: whether the house has operators, whom of them the asker is,
/// and when it locks by itself. Whoever asks is answered, for nobody is known yet.
public struct FrontDoor: Question, Hashable {
  public init() {}

  public struct Answer: Hashable, Sendable {
    /// Without any, everybody may do everything and nobody signs in.
    public var hasOperators: Bool
    /// The operator at work who asks; nil where it is none of them.
    public var person: Operator?
    /// Who can give badges and PINs, by name.
    public var admins: [String]
    /// After so many minutes without a key, as the house has it; 0 for never.
    public var lockAfter: Int

    public init(hasOperators: Bool, person: Operator?, admins: [String], lockAfter: Int) {
      self.hasOperators = hasOperators
      self.person = person
      self.admins = admins
      self.lockAfter = lockAfter
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> Answer { try answers.answer(self) }
}

extension KnownSetting {
  public static let lockAfter = KnownSetting(
    "lock_after", .count(0...1440), standard: "10",
    about: "after how many minutes without a key a console locks; 0 for never. A terminal's settings file may say other"
  )

  /// How terminals are looked after.
  static let terminals = [lockAfter]
}
