import Inventory

/// Why a command was not done.
enum CommandError: Error, Hashable, Sendable {
  case misuse(Misuse)
  case refused(InventoryError)
  case file(FileTrouble)
}

/// What is the matter with a file that a command reads or writes.
enum FileTrouble: Hashable, Sendable {
  case missing(String)
  case unreadable(String, why: String)
  case unwritable(String, why: String)
  /// The file is there, and what stands in it is wrong at a line (from 1; 0 for the file as a whole).
  case content(String, line: Int, why: String)
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
    case .misuse(let misuse): self.init("bad-usage", "The command's words are wrong", 400, misuse.detail)
    case .file(let trouble): self.init(trouble)
    }
  }

  private init(_ trouble: FileTrouble) {
    switch trouble {
    case .missing(let path):
      self.init("no-such-file", "No such file", 404, "There is no file \(path).") { $0.add("file", path) }
    case .unreadable(let path, let why):
      self.init("file-unreadable", "The file cannot be read", 422, "\(path) cannot be read: \(why).") {
        $0.add("file", path)
      }
    case .unwritable(let path, let why):
      self.init("file-unwritable", "The file cannot be written", 422, "\(path) cannot be written: \(why).") {
        $0.add("file", path)
      }
    case .content(let path, let line, let why):
      let place = line > 0 ? "\(path), line \(line)" : path
      self.init("bad-file", "The file's content is refused", 422, "\(place): \(why)") {
        $0.add("file", path)
        if line > 0 { $0.add("line", Int64(line)) }
      }
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
