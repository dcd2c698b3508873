import Inventory

/// How a terminal lets people in.
public struct DoorRule: Sendable {
  /// The name of the account: its owner needs no PIN where they work under that name.
  public var login: String
  /// After so many minutes without a key the console locks, as this machine's settings file says; 0 for never, nil for
  /// what the house says.
  public var lockAfter: Int?
  /// Nothing is shown and nothing taken before the books have said who may come in. Over a line that may be down the
  /// console begins at once, for whoever opened that line is known there.
  public var isPatient: Bool

  public init(login: String, lockAfter: Int? = nil, isPatient: Bool = true) {
    self.login = login
    self.lockAfter = lockAfter
    self.isPatient = isPatient
  }
}

/// A PIN to be held against what is kept of it, which takes a while and is done by another thread.
public struct PinCheck: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
  let number: Int
  private let pin: String
  private let hash: PinHash

  init(number: Int, pin: String, hash: PinHash) {
    self.number = number
    self.pin = pin
    self.hash = hash
  }

  /// Checks, and returns what the console is to be told.
  /// - Parameter matches: whether a PIN is the one that was made into that hash.
  public func done(_ matches: (String, PinHash) -> Bool) -> Message {
    .pinChecked(number: number, isRight: matches(pin, hash))
  }

  /// It is shown to nobody.
  public var description: String { "a PIN to be checked" }
  public var debugDescription: String { description }
}
