import Inventory

/// Why an import or an export could not be done, or not be finished. A row that is refused is no error: it is counted
/// and written to the rejects file.
public enum ExchangeError: Error, Hashable, Sendable {
  // The command's words are wrong.
  case badArgument(option: String, value: String, wanted: String)
  case unknownField(String, kind: ImportKind, known: [String])
  case fieldGivenTwice(String)
  case unknownColumn(String, columns: [String])
  case missingFields([String], kind: ImportKind, columns: [String])
  case rejectsOverSource(String)

  // The file.
  case cannotRead(path: String, detail: String)
  case cannotWrite(path: String, detail: String)
  case empty(path: String)
  case notText(path: String, NotText)
  /// The file begins like one that was imported before and goes on differently, from this line on.
  case changedSinceImport(path: String, line: Int)

  /// The books refused a chunk as a whole, or could not be reached. What the result counts had been kept by then.
  case refused(InventoryError, ImportResult)
  /// The books could not be read.
  case unanswered(InventoryError)

  public enum NotText: Hashable, Sendable {
    case gzip, utf16, headerNotUTF8, brokenHeader
  }
}

extension ExchangeError {
  /// The kind, for programs: `unknown-column`.
  public var type: String { words.type }
  public var title: String { words.title }
  /// What is wrong, where, and what to do.
  public var detail: String { words.detail }
  /// As HTTP would say it: 400 where the command's words are wrong, 404, 409, 422, 503.
  public var status: Int { words.status }

  /// The problem as one JSON object (RFC 9457).
  public var problem: Fields {
    if case .refused(let error, _) = self { return Explanation(error).problem }
    if case .unanswered(let error) = self { return Explanation(error).problem }
    var problem = Fields()
    problem.add("type", type)
    problem.add("title", title)
    problem.add("status", Int64(status))
    problem.add("detail", detail)
    return problem
  }

  private typealias Words = (type: String, title: String, status: Int, detail: String)

  private var words: Words {
    switch self {
    case .badArgument(let option, let value, let wanted):
      ("bad-value", "Bad value", 400, "\(option) \(value): \(wanted).")
    case .unknownField(let field, let kind, let known):
      (
        "unknown-field", "Unknown field", 400,
        "An import of \(kind.rawValue) has no field \"\(field)\". It has: \(known.joined(separator: ", "))."
      )
    case .fieldGivenTwice(let field):
      ("field-twice", "Field given twice", 400, "\(field) is given by more than one --map or --set. Leave one.")
    case .unknownColumn(let column, let columns):
      (
        "unknown-column", "No such column", 400,
        "The file has no column \"\(column)\". It has: \(columns.joined(separator: ", "))."
      )
    case .missingFields(let fields, let kind, let columns):
      (
        "missing-field", "Which column is it?", 400,
        "An import of \(kind.rawValue) needs \(fields.joined(separator: " and ")), and no column has that name. Say which "
          + "it is with --map COLUMN=\(fields.first ?? ""), or one value for all rows with --set \(fields.first ?? "")=VALUE. "
          + "Columns: \(columns.joined(separator: ", "))."
      )
    case .rejectsOverSource(let path):
      ("rejects-over-source", "The same file", 400, "\(path) is being read; write the rejected rows to another file.")
    default: fileWords
    }
  }

  private var fileWords: Words {
    switch self {
    case .cannotRead(let path, let detail): ("cannot-read", "Cannot read", 404, "\(path): \(detail).")
    case .cannotWrite(let path, let detail): ("cannot-write", "Cannot write", 422, "\(path): \(detail).")
    case .empty(let path): ("empty-file", "Empty file", 422, "\(path) is empty: not even a line of column names.")
    case .notText(let path, .gzip):
      ("compressed", "Compressed", 422, "\(path) is compressed. Use: zcat \(path) | tallyman import … -")
    case .notText(let path, .utf16):
      ("not-utf-8", "Not UTF-8", 422, "\(path) is UTF-16. Save it as UTF-8, or use: iconv -f utf-16 -t utf-8 \(path)")
    case .notText(let path, .headerNotUTF8):
      ("not-utf-8", "Not UTF-8", 422, "The first line of \(path) is not UTF-8. Save the file as UTF-8.")
    case .notText(let path, .brokenHeader):
      ("bad-header", "Bad first line", 422, "The first line of \(path) opens a quote and never closes it.")
    case .changedSinceImport(let path, let line):
      (
        "changed-since-import", "Changed since it was imported", 409,
        "\(path) was imported before, and from line \(line) on it is not the same any more. Its rows would be posted a "
          + "second time. Rows may be added at its end; put corrections into a file of their own."
      )
    case .refused(let error, let result):
      (
        Explanation(error).type, Explanation(error).title, Explanation(error).status,
        "\(Explanation(error).detail) Kept: \(result.accepted.counted("row", "rows"))."
      )
    case .unanswered(let error):
      (Explanation(error).type, Explanation(error).title, Explanation(error).status, Explanation(error).detail)
    default: ("refused", "Refused", 422, String(describing: self))
    }
  }
}
