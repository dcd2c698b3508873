enum HelpVerb {
  static let commands = [
    Command(
      "help", "", [.init("NOUN", isOptional: true, words: nouns), .init("VERB", isOptional: true)],
      about: "explain everything, a noun, or one command", example: "tallyman help item add"
    ) { session throws(CommandError) in
      let noun = session.arguments.word(0)
      guard !noun.isEmpty else { return print(session, []) }
      if let topic = SettingsHelp.topics.first(where: { $0.name == noun }) {
        session.output.write(topic.text())
        return .done
      }
      guard let known = CommandTable.nouns.first(where: { $0.name == noun }) else {
        let near = NearestWord.hints(for: noun, among: CommandTable.nouns.map(\.name))
        throw .misuse(.unknownNoun(noun, near: near))
      }
      let verb = session.arguments.word(1)
      guard !verb.isEmpty else { return print(session, [noun]) }
      let verbs = known.commands.map(\.verb)
      guard verbs.contains(verb) else {
        let near = NearestWord.hints(for: verb, among: verbs)
        throw .misuse(.unknownVerb(noun: noun, verb, near: near, verbs: verbs))
      }
      return print(session, [noun, verb])
    },
    Command(
      "help", "man", about: "print the manual as a page for man: every command, every key, in one piece",
      example: "tallyman help man > tallyman.1"
    ) { session in
      let surroundings = session.surroundings
      session.output.write(
        ManualPage.text(version: surroundings.version, on: session.now.day, surroundings.manual()))
      return .done
    },
  ]

  /// All but this one, whose table is being made.
  private static var nouns: [String] { CommandTable.nouns.map(\.name).filter { $0 != "help" } }

  private static func print(_ session: Session, _ words: [String]) -> ExitCode {
    session.output.write(HelpText.text(about: words, session.surroundings.manual()))
    return .done
  }
}
