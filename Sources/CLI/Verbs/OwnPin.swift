import Inventory

/// A PIN that somebody changes themselves, whatever they are in the house: the one they have is asked for first.
enum OwnPin {
  static let command = Command(
    "operator", "pin", [],
    [
      Option("pin-file", .text("FILE"), "a file that only you can read with the new PIN in it; - for standard input")
    ],
    traits: .act,
    about: "change your own PIN: asks for the one you have, then twice for the new one; an admin changes another's",
    example: "tallyman operator add anna --role admin\n"
      + "tallyman operator pin --as anna  # exit code 0, or 4 where there is no terminal to ask on", run: change)

  private static func change(_ session: Session) throws(CommandError) -> ExitCode {
    let name = try session.operatorName()
    guard let card = try session.ask(SignInCard(name)), card.person.isCalled(name) else {
      throw .refused(.unknownOperator(name))
    }
    try session.confirmOwnPin(card)
    guard let new = try session.newPin(of: card.person.name, isOwn: true) else {
      throw .refused(.noTerminalForPin)
    }
    let answer = try session.perform(ChangePin(from: card.person.pin, to: new))
    return session.report(answer, Deed("Changed", "change", "the PIN of \(card.person.name)"))
  }
}
