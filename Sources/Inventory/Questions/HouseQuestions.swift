/// The settings and what they are set to.
public struct Settings: Question, Hashable {
  public init() {}

  public struct Setting: Hashable, Sendable {
    public var name: String
    public var value: String
    public var about: String
    /// What it is where nobody said anything.
    public var standard: String
    /// What it belongs to: `counting`, `buying`.
    public var group: String
    public init(name: String, value: String, about: String, standard: String = "", group: String = "") {
      self.name = name
      self.value = value
      self.about = about
      self.standard = standard
      self.group = group
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> [Setting] { try answers.answer(self) }
}

/// Recomputes every balance from the ledger and checks every document against its entries. Reads the whole ledger once:
/// seconds for ten million entries.
public struct Verification: Question, Hashable {
  public init() {}

  /// What one check found.
  public struct Finding: Hashable, Sendable {
    /// The check: `balances are the sums of the ledger`.
    public var check: String
    /// How many things it looked at.
    public var checked: Int
    /// What does not hold, at most a hundred, in words; empty when all is well.
    public var drift: [String]
    public init(check: String, checked: Int, drift: [String]) {
      self.check = check
      self.checked = checked
      self.drift = drift
    }
  }

  public func answered(by answers: some Answering) throws(InventoryError) -> [Finding] { try answers.answer(self) }
}

/// A number that is another one after somebody else's act, and costs almost nothing to ask.
public struct ChangeToken: Question, Hashable {
  public init() {}
  public func answered(by answers: some Answering) throws(InventoryError) -> Int64 { try answers.answer(self) }
}
