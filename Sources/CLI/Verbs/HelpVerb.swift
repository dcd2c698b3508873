enum HelpVerb {
  static let commands = [
    Command(
      "help", "", [.init("NOUN", isOptional: true), .init("VERB", isOptional: true)], about: "explain",
      example: "tallyman help item add"
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
    }
  ]

  private static func print(_ session: Session, _ words: [String]) -> ExitCode {
    session.output.write(HelpText.text(about: words))
    return .done
  }
}
