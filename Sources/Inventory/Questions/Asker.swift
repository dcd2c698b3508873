/// Who asks. What a person may see can depend on who they are, so every face names the one in front of it.
public enum Asker: Hashable, Sendable {
  /// The program itself: checks, backups, tests, tools. It sees everything, so nothing of its answers is shown to a
  /// person who named themselves.
  case house
  /// The name that person acts under.
  case person(String)
}
