import Glibc
import Testing

@testable import StorageRemote

/// An exchange with a real rqlite, from the shared data beside the checkout (`TALLYMAN_SHARED`, or `../shared`).
struct Recorded {
  var path: String
  var status: Int
  var response: String?

  /// Whether our driver could get such an answer: it never asks for objects in place of rows.
  var isLikeOurs: Bool { path.hasPrefix("/db/") && !path.contains("associative") }

  static func all() throws -> [Recorded] {
    let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let shared = [getenv("TALLYMAN_SHARED").map { String(cString: $0) }, "/" + root + "/../shared"]
    let file = try #require(
      shared.compactMap { $0.map { $0 + "/data/rqlite/exchanges-v10.2.7.jsonl" } }.first { access($0, R_OK) == 0 })
    return try lines(of: file).map { line in
      let tree = try #require(JSONTree(Array(line.utf8)))
      guard case .number(let status) = tree["status"] else { throw ServerTrouble() }
      return Recorded(
        path: tree["path"]?.string ?? "", status: Int(status) ?? 0, response: tree["response"]?.string)
    }
  }

  static func lines(of file: String) throws -> [Substring] {
    let stream = try #require(fopen(file, "r"))
    defer { fclose(stream) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, stream)
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    // Not by characters: "\r\n" would be one.
    return bytes.split(separator: 10).map { String(decoding: $0, as: UTF8.self)[...] }
  }
}

/// What the driver makes of an answer, as one line.
enum Rendering {
  static let cluster = RqliteCluster(
    [RemoteAddress.Host(name: "a")], isTLS: false, nil, address: "rqlite://a", times: RqliteTimes())

  static func text(of exchange: Recorded) -> String {
    var answer = HTTPAnswer()
    answer.status = exchange.status
    answer.body = Array((exchange.response ?? "").utf8)
    answer.fields = [(RqliteVersion.field, "v10.2.7")]
    switch cluster.sense(of: answer, to: .execute([])) {
    case .doubtful(let words): return "doubtful \(short(words))"
    case .failed(.denied): return "denied"
    case .failed(.unsuitable): return "unsuitable"
    case .failed(let trouble): return "failed \(short("\(trouble)"))"
    case .answered(let answer):
      return answer.results.indices.map { (try? rows(of: answer, $0)) ?? "damaged" }.joined(separator: " ; ")
    }
  }

  static func rows(of answer: RqliteAnswer, _ index: Int) throws -> String {
    if let error = answer.results[index].error { return "error \(short(error))" }
    var rows: [String] = []
    _ = try answer.eachRow(of: index, RqliteRow()) { row in
      let cells = (0..<row.width).map { column -> String in
        switch row.value(column) {
        case .null: "-"
        case .integer(let integer): "\(integer)"
        case .text(let text): "'\(short(text))'"
        case .blob(let bytes): "x" + bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
      }
      rows.append(cells.joined(separator: "|"))
      return true
    }
    return "[" + rows.joined(separator: " / ") + "]"
  }

  private static func short(_ text: String) -> String {
    String(
      String.UnicodeScalarView(text.unicodeScalars.prefix(60).map { $0.value < 32 ? "_" : $0 }))
  }
}
