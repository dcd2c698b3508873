import Inventory

/// What is done about what did not come, or did not come as it should.
enum TransferSettling {
  static var commands: [Command] { [closeShort, giveBack, resolve] }

  private static let line = Option(
    "line", .text(TransferLineForm.rest.written), "only this; without it all that is in transit", isRepeated: true)

  private static let closeShort = Command(
    "transfer", "close-short", ["ID"],
    [
      line,
      Option("reason", .text("CODE"), "why it does not come: LOST, THEFT, DAMAGE or your own", isRequired: true),
      Option("owner", .words(Discrepancy.Owner.allCases.map(\.rawValue)), "who has to answer for it; else the carrier"),
    ], traits: .act, about: "expect it no longer: a discrepancy holds what it is worth until it is resolved",
    example: "tallyman transfer close-short TR-0002 --line ZIP-300=2 --reason LOST"
  ) { session throws(CommandError) in
    let arguments = session.arguments
    let act = CloseShort(
      arguments.word(0), try session.restingLines(), reason: arguments.value("reason") ?? "",
      owner: arguments.value("owner").flatMap { Discrepancy.Owner(rawValue: $0) } ?? .carrier)
    let answer = try session.perform(act)
    return try session.reportTransfer(
      answer, Deed("Closed short", "close short", answer.word("id") ?? arguments.word(0)))
  }

  private static let giveBack = Command(
    "transfer", "return", ["ID"], [line, Option("reason", .text("CODE"), "why it goes back")], traits: .act,
    about: "send what is in transit back to where it came from",
    example: "tallyman transfer return TR-0002 --line ZNC-001=all,lot=L2422"
  ) { session throws(CommandError) in
    let arguments = session.arguments
    let act = ReturnTransfer(arguments.word(0), try session.restingLines(), reason: arguments.value("reason"))
    let answer = try session.perform(act)
    return try session.reportTransfer(
      answer, Deed("Sent back", "send back", "goods of \(answer.word("id") ?? arguments.word(0))"))
  }

  private static let resolutions = Discrepancy.Resolution.allCases.filter { $0 != .takenBack }.map(\.rawValue)

  private static let resolve = Command(
    "transfer", "resolve", ["ID"],
    [
      Option(
        "as", .text("WORD"), resolutions.joined(separator: ", ") + "; another word is your name, as everywhere",
        isRepeated: true, isRequired: true),
      Option("quantity", .text("Q"), "only so many; the rest stays open"),
      Option("serial", .text("S+S"), "these, where only some are meant", isRepeated: true),
      Option("reason", .text("CODE"), "why; needed for what is lost"),
      Option("reference", .text("REF"), "of a claim: what the other side calls it"),
    ], traits: .act, about: "say what became of a discrepancy; supervisors may",
    example: "tallyman transfer resolve 3 --as lost --quantity 1 --reason LOST"
  ) { session throws(CommandError) in
    let text = session.arguments.word(0)
    guard let id = Int64(text) else { throw .refused(.noSuchDiscrepancy(text)) }
    let resolution = try resolution(session)
    let arguments = session.arguments
    let quantity = try arguments.value("quantity").map { text throws(CommandError) in
      guard let quantity = Quantity(text) else {
        throw CommandError.refused(.badField(name: "quantity", value: text, wanted: "a number such as 10 or 2.5"))
      }
      return quantity
    }
    let act = ResolveDiscrepancy(
      id, resolution, quantity: quantity,
      serials: arguments.values("serial").flatMap { $0.split(separator: "+").map(String.init) },
      reason: arguments.value("reason"), reference: arguments.value("reference"))
    let answer = try session.perform(act)
    return try session.reportTransfer(
      answer, Deed("Resolved", "resolve", "discrepancy \(id) of \(answer.word("id") ?? ""): \(resolution.words)"))
  }

  /// The `--as` that is a resolution: the flag says who acts, here as everywhere, so that word is taken out of it.
  private static func resolution(_ session: Session) throws(CommandError) -> Discrepancy.Resolution {
    if let word = session.take("as", among: resolutions), let resolution = Discrepancy.Resolution(rawValue: word) {
      return resolution
    }
    let word = session.arguments.value("as") ?? ""
    throw .misuse(
      .unknownWord(
        word, flag: "as", words: resolutions, near: NearestWord.hints(for: word, among: resolutions)))
  }
}
