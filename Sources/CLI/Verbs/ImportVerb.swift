enum ImportVerb {
  static let commands: [Command] = []
}
