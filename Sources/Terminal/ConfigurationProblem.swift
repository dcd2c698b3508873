/// What is wrong in a line of a configuration file. The rest of the file counts all the same.
public struct ConfigurationProblem: Hashable, Sendable {
  public enum Cause: Hashable, Sendable {
    case noAssignment(String)
    case brokenSection(String)
    case repeated(key: String, firstLine: Int)
    /// A name that means nothing here; `kind` says what names are looked for ("role", "colour", "key", …).
    case unknown(kind: String, name: String, nearest: String?)
    /// A value out of its range or list, which `expected` tells.
    case badValue(key: String, value: String, expected: String)
    case missingBase(String)
    case basesTooDeep(String)
  }

  public var file: String
  /// Counted from 1.
  public var line: Int
  public var cause: Cause

  public init(file: String, line: Int, cause: Cause) {
    self.file = file
    self.line = line
    self.cause = cause
  }
}

extension ConfigurationProblem: CustomStringConvertible {
  /// One sentence with file and line: `safe.theme:12: no role "stock.owt"; did you mean "stock.out"?`
  public var description: String { "\(file):\(line): \(sentence)" }

  private var sentence: String {
    switch cause {
    case .noAssignment(let text): "\"\(text)\" is not of the form key = value"
    case .brokenSection(let text): "\"\(text)\" is not of the form [section]"
    case .repeated(let key, let firstLine): "\"\(key)\" is already given in line \(firstLine); this line counts"
    case .unknown(let kind, let name, let nearest):
      "no \(kind) \"\(name)\"" + (nearest.map { "; did you mean \"\($0)\"?" } ?? "")
    case .badValue(let key, let value, let expected): "\"\(key)\" cannot be \"\(value)\"; it takes \(expected)"
    case .missingBase(let name): "there is no theme \"\(name)\" to start from; night is used"
    case .basesTooDeep(let name): "themes are based on each other more than three deep; \"\(name)\" is left out"
    }
  }
}
