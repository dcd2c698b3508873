/// What a server answered.
struct HTTPAnswer: Sendable {
  var status = 0
  /// Names in lower case.
  var fields: [(name: String, value: String)] = []
  var body: [UInt8] = []
  /// Whether the line can carry another request.
  var keepsLine = true

  /// The first value of a field.
  subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

  /// The body as one short line for people, where it is a text.
  var words: String {
    let text = String(decoding: body.prefix(300), as: UTF8.self)
    return String(text.map { $0.isNewline || $0 < " " ? " " : $0 }).trimmed
  }
}

extension StringProtocol {
  /// Without the blanks around it.
  var trimmed: String {
    var text = self[...]
    while text.first == " " || text.first == "\t" { text.removeFirst() }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return String(text)
  }
}
