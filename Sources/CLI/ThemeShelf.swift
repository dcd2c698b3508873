import Terminal

/// Where themes are found: the user's own folder, those installed with the program, the built-in ones.
public struct ThemeShelf: Sendable {
  /// A theme as it was found.
  public struct Found: Sendable {
    /// The file, or that it is built in.
    public var file: String
    public var reading: ThemeReading

    public init(file: String, reading: ThemeReading) {
      self.file = file
      self.reading = reading
    }
  }

  /// All that can be named, in the order in which they are offered.
  public var names: @Sendable () -> [String]
  /// By name, or by the path of a file; nil where there is none.
  public var find: @Sendable (_ name: String) -> Found?

  public init(names: @escaping @Sendable () -> [String], find: @escaping @Sendable (String) -> Found?) {
    self.names = names
    self.find = find
  }

  /// Only the built-in ones.
  public static let builtIn = ThemeShelf(
    names: { Theme.builtInNames },
    find: { name in
      Theme.builtInText(name).map { Found(file: "built in", reading: Theme.read($0, file: name)) }
    })
}
