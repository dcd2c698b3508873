import Storage

/// How the database at the far end is to be opened.
public enum AgentMode: UInt8, Hashable, Sendable {
  case read = 0
  case write = 1
  /// Writes, and makes the database where there is none.
  case create = 2
}

/// What the agent says of itself before anything else.
public struct AgentFacts: Hashable, Sendable {
  /// Of the words on the line; both sides must have the same.
  public var protocolVersion: UInt32
  /// Such as `0.1.0`.
  public var programVersion: String
  /// The database file, as it is called there.
  public var path: String
  /// The one operator who may act over this line; nil where anybody may.
  public var operatorName: String?

  public init(
    protocolVersion: UInt32 = Greeting.protocolVersion, programVersion: String, path: String,
    operatorName: String? = nil
  ) {
    self.protocolVersion = protocolVersion
    self.programVersion = programVersion
    self.path = path
    self.operatorName = operatorName
  }
}

/// The first words of both sides: a mark that no shell prints, then a frame. Their first two fields stay what they are for
/// ever, so that each side can say which the other is.
public enum Greeting {
  /// Another one for each change of what frames say.
  public static let protocolVersion: UInt32 = 1

  static let mark = Array("\u{1}tallyman-agent\n".utf8)

  /// So much may a shell say before the agent does.
  static let mostNoise = 64 << 10

  static func ofAgent(_ facts: AgentFacts) -> [UInt8] {
    var writer = PayloadWriter()
    writer.add(facts.protocolVersion)
    writer.add(facts.programVersion)
    writer.add(facts.path)
    writer.add(ifAny: facts.operatorName)
    return mark + Frame(.greeting, 0, writer.bytes).bytes
  }

  static func ofClient(_ program: String, _ mode: AgentMode) -> [UInt8] {
    var writer = PayloadWriter()
    writer.add(protocolVersion)
    writer.add(program)
    writer.add(mode.rawValue)
    return mark + Frame(.hello, 0, writer.bytes).bytes
  }

  /// Of another protocol only the versions can be read.
  static func facts(_ payload: [UInt8]) throws(FrameDamage) -> AgentFacts {
    var reader = PayloadReader(payload)
    var facts = AgentFacts(protocolVersion: try reader.uint32(), programVersion: try reader.text(), path: "")
    guard facts.protocolVersion == protocolVersion else { return facts }
    facts.path = try reader.text()
    facts.operatorName = try reader.textOrNil()
    return facts
  }

  /// Nil for a client of another protocol.
  static func mode(_ payload: [UInt8]) throws(FrameDamage) -> AgentMode? {
    var reader = PayloadReader(payload)
    let version = try reader.uint32()
    _ = try reader.text()
    guard version == protocolVersion else { return nil }
    let code = try reader.uint8()
    guard let mode = AgentMode(rawValue: code) else { throw FrameDamage("a mode of kind \(code)") }
    return mode
  }

  /// Why the two do not understand each other; nil when they do.
  static func mismatch(_ facts: AgentFacts, program: String) -> String? {
    guard facts.protocolVersion != protocolVersion else { return nil }
    let older = facts.protocolVersion < protocolVersion
    return "tallyman \(facts.programVersion) there speaks version \(facts.protocolVersion) of the agent's words, "
      + "tallyman \(program) here version \(protocolVersion): update Tallyman " + (older ? "there" : "here")
  }
}
