/// What the manual says of rooms that the command line does not know: the program fills it from their own tables.
public struct Manual: Sendable {
  /// A thing and what is said of it: `--theme NAME`, `paint with that theme`.
  public struct Entry: Hashable, Sendable {
    public var name: String
    public var about: String

    public init(_ name: String, _ about: String) {
      self.name = name
      self.about = about
    }
  }

  /// Flags that the console takes when it is opened.
  public var consoleFlags: [Entry] = []
  /// The console's keys, by the panes they work in.
  public var keys: [(place: String, entries: [Entry])] = []

  public init() {}
}

extension Manual {
  static let exits: [Entry] = [
    Entry("0", "done; also: done before, with the same key"),
    Entry("1", "a check found something: verify drift, doctor trouble, an import with rejected rows"),
    Entry("2", "the command's words are wrong"),
    Entry("3", "no such item, location, document"),
    Entry("4", "the data is refused: a bad quantity, wrong tracking, a state that does not allow it"),
    Entry("5", "conflict: not enough stock, the record has moved on, the key was used with other content"),
    Entry("6", "not permitted to this operator, or not at this site"),
    Entry("7", "the database cannot be reached, or it is not known whether the act was done; it says which"),
    Entry("130", "ended by Ctrl-C"),
  ]

  static let variables: [Entry] = [
    Entry("TALLYMAN_DB", "the database where no --db is given: a file, rqlite:// or ssh://"),
    Entry("TALLYMAN_OPERATOR", "who acts where no --as is given; else the login name"),
    Entry("TALLYMAN_PIN_FILE", "a file with the PIN of who acts, where they have one; nobody else may read it"),
    Entry(
      "TALLYMAN_CONFIG", "the folder of settings, keys and themes instead of the one in the XDG configuration folder"),
    Entry("TALLYMAN_STATE", "the folder of sessions and of what waits to be sent, instead of the XDG state folder"),
    Entry("TALLYMAN_PLAIN", "set to anything: the console talks in lines, for a screen reader"),
    Entry("NO_COLOR", "set to anything: the console has no colours"),
    Entry("TALLYMAN_USER", "the user of an rqlite:// database that asks for one"),
    Entry("TALLYMAN_PASSWORD", "that user's password"),
    Entry("TALLYMAN_PASSWORD_FILE", "a file that holds it, which nobody else may read"),
    Entry("TALLYMAN_SSH", "the ssh program and its arguments for ssh:// databases"),
    Entry("TALLYMAN_AGENT", "the tallyman of the far machine for ssh:// databases"),
  ]

  static let files: [Entry] = [
    Entry("~/.local/share/tallyman/stock.db", "the database where nothing else is named"),
    Entry(
      "~/.config/tallyman/settings", "what this machine is set to: database, theme, scanner, label_command and others"),
    Entry("~/.config/tallyman/keys", "keys of the console, a line each: list.down = j, Down"),
    Entry("~/.config/tallyman/themes/", "themes of your own; those of the program lie in share/tallyman/themes"),
    Entry("~/.config/tallyman/passwords", "passwords of rqlite:// databases, which nobody else may read"),
    Entry("~/.local/state/tallyman/", "sessions of the console, and what waits to be sent to books on other machines"),
  ]
}
