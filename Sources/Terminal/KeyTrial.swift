/// `doctor keys`: shows what every key sends and what it is taken for, and learns those that are taken for nothing.
///
/// A value without a terminal: bytes go in with their time, words come out.
public struct KeyTrial: Sendable {
  /// What is to be done after some bytes.
  public struct Answer: Sendable {
    /// To be written as it is.
    public var text = ""
    /// The keys file with what was learnt; nil where it stays as it is.
    public var keysFile: String?
    public var isOver = false
  }

  private var decoder: Decoder
  private var file: String
  private let fileName: String
  private var group: [UInt8] = []
  /// The last key that may be given another name.
  private var last: [UInt8] = []
  /// What is being named, and the name so far.
  private var naming: [UInt8]?
  private var name = ""
  private var seen: Set<Key> = []
  private let escapeDelay: Int64

  /// Those that Tallyman cannot do without, in the order in which they are asked for.
  static let wanted: [Key] =
    (1...10).map { .function($0) } + [.up, .down, .left, .right, .pageUp, .pageDown, .tab, .enter, .backspace]

  /// - Parameter file: the text of the keys file.
  public init(file: String, name: String, escapeDelay: Int64) {
    self.file = file
    fileName = name
    self.escapeDelay = escapeDelay
    decoder = Decoder(escapeDelay: escapeDelay, learned: LearnedKeys(ConfigurationFile(file, name: name)))
  }

  public static let greeting = """
    Press keys: each is shown with its bytes and its name.
    F1 to F10, the arrows, PgUp and PgDn matter most.
    =  gives the key before it another name      Esc, q or Ctrl-C ends

    """

  /// When `expire` is wanted.
  public var deadline: Int64? { decoder.deadline }

  public mutating func feed(_ bytes: some Sequence<UInt8>, at time: Int64) -> Answer {
    var answer = Answer()
    for byte in bytes where !answer.isOver {
      group.append(byte)
      close(decoder.feed([byte], at: time), &answer)
    }
    return answer
  }

  public mutating func expire(at time: Int64) -> Answer {
    var answer = Answer()
    close(decoder.expire(at: time), &answer)
    return answer
  }

  /// The bytes so far are one key, where it is decided what they are.
  private mutating func close(_ events: [InputEvent], _ answer: inout Answer) {
    guard !group.isEmpty, !events.isEmpty || decoder.deadline == nil else { return }
    let bytes = group
    group = []
    // The second half of CR LF is part of the end before it.
    if events.isEmpty, bytes == [0x0A] { return }
    if naming != nil { return take(events, &answer) }
    show(bytes, events, &answer)
  }

  private mutating func show(_ bytes: [UInt8], _ events: [InputEvent], _ answer: inout Answer) {
    let keys = events.compactMap { event -> Key? in if case .key(let key) = event { key } else { nil } }
    seen.formUnion(keys)
    let isCommand = keys.count == 1 && bytes.count == 1
    if isCommand, keys[0] == .character("="), !last.isEmpty { return begin(naming: last, &answer) }
    let shown = LearnedKeys.hexadecimal(bytes)
    let gap = String(repeating: " ", count: max(1, 24 - shown.count))
    if events.isEmpty {
      answer.text += shown + gap + "no key is known by these bytes\n"
      return LearnedKeys.canBeKey(bytes) ? begin(naming: bytes, &answer) : ()
    }
    last = LearnedKeys.canBeKey(bytes) ? bytes : []
    answer.text += shown + gap + events.map(KeyTrial.words).joined(separator: ", ") + "\n"
    if keys == [.escape] || isCommand && (keys[0] == .character("q") || keys[0] == .control("c")) {
      answer.text += summary
      answer.isOver = true
    }
  }

  private static func words(_ event: InputEvent) -> String {
    switch event {
    case .key(.character("\u{1D}")): "GS, as a scanner sends it"
    case .key(.character(let character)): "the character \(Key.character(character).name)"
    case .key(let key): key.name
    case .paste(let records): "a paste of \(records.count) records"
    case .mouse: "the mouse"
    }
  }

  // MARK: Learning

  private mutating func begin(naming bytes: [UInt8], _ answer: inout Answer) {
    naming = bytes
    name = ""
    answer.text += "which key sends \(LearnedKeys.hexadecimal(bytes))? (F6, PgUp ...; Enter: none) "
  }

  private mutating func take(_ events: [InputEvent], _ answer: inout Answer) {
    for case .key(let key) in events {
      switch key {
      case .character(let character) where character.isASCII:
        name.append(character)
        answer.text.append(character)
      case .backspace where !name.isEmpty:
        name.removeLast()
        answer.text += "\u{8} \u{8}"
      case .escape, .control("c"):
        name = ""
        finishNaming(&answer)
      case .enter: finishNaming(&answer)
      default: break
      }
    }
  }

  private mutating func finishNaming(_ answer: inout Answer) {
    guard let bytes = naming else { return }
    answer.text += "\n"
    naming = nil
    if name.isEmpty { return }
    guard let key = LearnedKeys.key(named: name) else {
      let near = nearestName(to: name, among: LearnedKeys.names).map { " Did you mean \($0)?" } ?? ""
      answer.text += "\(name) is none of \(LearnedKeys.names.joined(separator: " ")).\(near)\n"
      return begin(naming: bytes, &answer)
    }
    file = LearnedKeys.text(file, with: bytes, for: key)
    decoder = Decoder(escapeDelay: escapeDelay, learned: LearnedKeys(ConfigurationFile(file, name: fileName)))
    seen.insert(key)
    answer.keysFile = file
    answer.text += "\(key.name) is learnt and stands in \(fileName).\n"
  }

  /// What was not pressed, so that nobody takes it for tried.
  private var summary: String {
    let missing = KeyTrial.wanted.filter { !seen.contains($0) }.map(\.name)
    if missing.isEmpty { return "Every key that Tallyman needs arrives.\n" }
    return "Not seen: \(missing.joined(separator: " ")). A function key that does not arrive is reached by $ and its "
      + "number too: $8 and Enter is F8.\n"
  }
}
