import CLI
import Console
import Glibc
import Inventory
import StorageRemote
import Terminal

/// What the program takes when it opens the console.
struct ConsoleOptions {
  var database: String?
  var actor: String?
  var theme: String?
  var colour: String?
  var script: String?
  var isPlain = false
  var isKiosk = false
  var isWall = false
  /// Of a wall display.
  var site: String?

  static let valued: Set<String> = ["theme", "colour", "script", "config", "at"]

  /// Opens the console; where there is no terminal prints its panes once. The exit code.
  static func start(_ arguments: [String]) -> Int32 {
    var options = ConsoleOptions()
    if let problem = options.read(arguments) {
      return complain(problem + " See: tallyman help", exit: 2)
    }
    do throws(InventoryError) {
      if let script = options.script { return try ScriptPlayer.play(script, options) }
      if isatty(0) != 1 || isatty(1) != 1 { return try PlainConsole.print(options) }
      if options.isPlain || World.set("TERM") == "dumb" { return try PlainTerminal.run(options) }
      return try ConsoleHost.run(options)
    } catch {
      return complain(Explanation(error).detail, exit: Explanation(error).status == 503 ? 7 : 4)
    }
  }

  static func complain(_ text: String, exit: Int32) -> Int32 {
    var line = "tallyman: \(text)\n"
    _ = line.withUTF8 { World.write(UnsafeRawBufferPointer($0), to: 2) }
    return exit
  }

  var address: String {
    database ?? World.set("TALLYMAN_DB") ?? Folders.settings.value("database") ?? Folders.standardDatabase()
  }

  var operatorName: String { actor ?? World.set("TALLYMAN_OPERATOR") ?? World.loginName() }

  /// The sentence that says what is wrong; nil when all is well.
  private mutating func read(_ arguments: [String]) -> String? {
    isPlain = World.set("TALLYMAN_PLAIN") != nil
    var rest = arguments[...]
    while let token = rest.popFirst() {
      let parts = token.split(separator: "=", maxSplits: 1).map(String.init)
      let name = parts.first ?? token
      switch name {
      case "--plain": isPlain = true
      case "--kiosk": isKiosk = true
      case "--wall": isWall = true
      case "--db", "--as", "--theme", "--colour", "--script", "--config", "--at":
        guard let value = parts.count > 1 ? parts[1] : rest.popFirst() else { return "\(name) needs a value." }
        take(name, value)
      default: return "There is no \(token) here."
      }
    }
    if let colour, ColourDepth(named: colour) == nil { return "\(colour) is no colour depth: never, 16, 256 or rgb." }
    if site != nil, !isWall { return "--at names the site of a wall display: give --wall too." }
    return nil
  }

  /// The console as these options want it.
  func console(_ settings: ConsoleSettings, session: String = "") -> ConsoleModel {
    var settings = settings
    if !isWall {
      // A bad number is told by whoever reads the file for its problems.
      settings.door = DoorRule(
        login: World.loginName(), lockAfter: ConfigurationFiles.setting("lock_after").flatMap { Int($0) },
        isPatient: !RemoteAddress.isMeant(by: address))
    }
    let identity = Identity(actor: operatorName, terminal: World.terminalName(), session: World.makeKey())
    return isWall
      ? ConsoleModel(wallAt: site, identity: identity, settings: settings)
      : ConsoleModel(identity: identity, settings: settings, session: session)
  }

  private mutating func take(_ name: String, _ value: String) {
    switch name {
    case "--db": database = value
    case "--as": actor = value
    case "--theme": theme = value
    case "--colour": colour = value
    case "--script": script = value
    case "--at": site = value
    default: setenv("TALLYMAN_CONFIG", value, 1)
    }
  }
}
