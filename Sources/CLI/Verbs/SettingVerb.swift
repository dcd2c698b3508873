import Inventory

enum SettingVerb {
  static let commands = [
    Command(
      "setting", "list", about: "list the settings", example: "tallyman setting list --json"
    ) { session throws(CommandError) in
      session.list(listing, try session.ask(Settings()))
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

  private static let listing = Listing<Settings.Setting>(
    empty: "There are no settings.",
    columns: [.init("NAME") { $0.name }, .init("VALUE") { $0.value }, .init("ABOUT") { $0.about }],
    fields: { setting in
      var fields = Fields()
      fields.add("name", setting.name)
      fields.add("value", setting.value)
      fields.add("about", setting.about)
      return fields
    })
}
