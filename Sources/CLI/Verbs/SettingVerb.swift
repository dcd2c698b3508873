import Inventory

enum SettingVerb {
  static let commands = [
    Command(
      "setting", "list", about: "list the settings by group, each with what it is where nobody said anything",
      example: "tallyman setting list --json"
    ) { session throws(CommandError) in
      session.list(listing, grouped(try session.ask(Settings())))
      return .done
    },
    Command(
      "setting", "set", [.init("NAME", words: KnownSetting.all.map(\.name)), "VALUE"], traits: .act,
      about: "change a setting",
      example: "tallyman setting set allow_negative_stock yes"
    ) { session throws(CommandError) in
      let name = session.arguments.word(0)
      let value = session.arguments.word(1)
      return session.report(try session.perform(SetSetting(name, value)), Deed("Set", "set", "\(name) to \(value)"))
    },
  ]

  /// Settings of a group stand together, in the order the groups first come.
  private static func grouped(_ settings: [Settings.Setting]) -> [Settings.Setting] {
    var groups: [String] = []
    for setting in settings where !groups.contains(setting.group) { groups.append(setting.group) }
    return groups.flatMap { group in settings.filter { $0.group == group } }
  }

  private static let listing = Listing<Settings.Setting>(
    empty: "There are no settings.",
    columns: [
      .init("GROUP") { $0.group }, .init("NAME") { $0.name }, .init("VALUE") { $0.value },
      .init("STANDARD") { $0.standard }, .init("ABOUT") { $0.about },
    ],
    fields: { setting in
      var fields = Fields()
      fields.add("name", setting.name)
      fields.add("value", setting.value)
      fields.add("about", setting.about)
      fields.add("standard", setting.standard)
      fields.add("group", setting.group)
      return fields
    })
}
