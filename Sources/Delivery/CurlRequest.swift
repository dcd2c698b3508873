import Inventory

/// What curl is told on its standard input, so that nothing of it stands in a list of processes.
///
/// No redirect is followed: what is signed for one house is not shown to another.
public struct CurlRequest: Hashable, Sendable {
  public var url: String
  public var method: Method
  public var headers: [String] = []
  public var body: Body = .none
  /// In seconds.
  public var longest = 30

  public enum Method: String, Hashable, Sendable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
  }

  public enum Body: Hashable, Sendable {
    case none
    case text(String)
    case file(String)
  }

  public init(_ method: Method, _ url: String) {
    self.method = method
    self.url = url
  }

  /// Lines of `--config -`. Behind what the answer says stands its status on a line of its own.
  public var configuration: String {
    var lines = [
      "silent", "show-error", "globoff", "proto = \"=http,https\"", "max-redirs = 0", "connect-timeout = 10",
      "max-time = \(longest)", "max-filesize = 67108864",
      "request = \"\(method.rawValue)\"", "url = \(CurlRequest.quoted(url))",
      "user-agent = \"tallyman\"", "write-out = \"\\n%{http_code}\"",
    ]
    for header in headers { lines.append("header = \(CurlRequest.quoted(header))") }
    switch body {
    case .none: break
    case .text(let text): lines.append("data-raw = \(CurlRequest.quoted(text))")
    case .file(let path): lines.append("data-binary = \(CurlRequest.quoted("@" + path))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

/// How a command of this machine ended, and what it printed.
public struct ErrandOutcome: Hashable, Sendable {
  public var outcome: CommandOutcome
  public var output: [UInt8]
  /// It was ended because it took too long.
  public var isLate: Bool

  public init(_ outcome: CommandOutcome, output: [UInt8] = [], isLate: Bool = false) {
    self.outcome = outcome
    self.output = output
    self.isLate = isLate
  }
}

/// What curl came back with.
public struct CurlAnswer: Hashable, Sendable {
  public var status: Int
  public var body: [UInt8]

  /// Why there is none, in half a sentence.
  public struct Trouble: Error, Hashable {
    public var why: String
  }

  public init(_ errand: ErrandOutcome) throws(Trouble) {
    if errand.isLate { throw Trouble(why: "no answer came in time") }
    switch errand.outcome {
    case .ended(0, _): break
    case .ended(127, _): throw Trouble(why: "curl is not on this machine: install it")
    case .ended(_, let errors):
      let words = errors.split { $0.isWhitespace }.joined(separator: " ")
      throw Trouble(why: words.isEmpty ? errand.outcome.trouble ?? "" : words)
    default: throw Trouble(why: errand.outcome.trouble ?? "")
    }
    guard let end = errand.output.lastIndex(of: 10),
      let status = Int(String(decoding: errand.output[(end + 1)...], as: UTF8.self))
    else { throw Trouble(why: "curl said nothing that can be read") }
    self.status = status
    body = Array(errand.output[..<end])
  }

  /// `500 and said: out of order`.
  public var words: String {
    let said = String(decoding: body.prefix(200), as: UTF8.self).split { $0.isWhitespace }.joined(separator: " ")
    return "it answered \(status)" + (said.isEmpty ? "" : " and said: \(said)")
  }

  public var isWell: Bool { (200...299).contains(status) }
}
