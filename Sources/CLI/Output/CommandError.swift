import Exchange
import Inventory

/// Why a command was not done.
enum CommandError: Error, Hashable, Sendable {
  case misuse(Misuse)
  case refused(InventoryError)
  case exchange(ExchangeError)
  /// Rows of a file that is posted whole or not at all.
  case badRows(String, [RejectedRow])
  /// Standard output took no more, and why, in the system's words.
  case outputFailed(String)

  /// Whether a question was ended before it was answered.
  var isInterruption: Bool {
    switch self {
    case .refused(.store(.interrupted)), .exchange(.unanswered(.store(.interrupted))): true
    default: false
    }
  }
}

/// A refusal as scripts get it (RFC 9457) and as people read it.
struct Problem {
  let status: Int
  let detail: String
  let fields: Fields

  init(_ error: CommandError) {
    switch error {
    case .refused(let error):
      let explanation = Explanation(error)
      self.init(status: explanation.status, detail: explanation.detail, fields: explanation.problem)
    case .exchange(let error): self.init(status: error.status, detail: error.detail, fields: error.problem)
    case .misuse(let misuse): self.init("bad-usage", "The command's words are wrong", 400, misuse.detail)
    case .badRows(let path, let rows): self.init(path, rows)
    case .outputFailed(let why):
      self.init("cannot-write", "Cannot write", 422, "Standard output cannot be written: \(why).")
    }
  }

  private init(_ path: String, _ rows: [RejectedRow]) {
    let detail = "\(path): nothing was posted. " + rows.map(ImportReport.line).joined(separator: " ")
    self.init("bad-rows", "Rows are refused", 422, detail) {
      $0.add("file", path)
      $0.add("rows", .list(rows.map { .fields($0.fields) }))
    }
  }

  private init(
    _ type: String, _ title: String, _ status: Int, _ detail: String, _ fill: (inout Fields) -> Void = { _ in }
  ) {
    var fields = Fields()
    fields.add("type", type)
    fields.add("title", title)
    fields.add("status", Int64(status))
    fields.add("detail", detail)
    fill(&fields)
    self.init(status: status, detail: detail, fields: fields)
  }

  private init(status: Int, detail: String, fields: Fields) {
    self.status = status
    self.detail = detail
    self.fields = fields
  }

  var exit: ExitCode { ExitCode(status: status) }
}
