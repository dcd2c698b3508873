import Glibc
import Inventory

/// A file of movements as another system would write it: a line each, an hour ago, in the order they happened.
struct MovementCSV {
  static let name = "movements.csv"

  static func write(_ rows: Int, _ data: SampleData, _ folder: Folder) throws {
    let descriptor = open(folder.file(name), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    try require(descriptor >= 0, "cannot write \(name)")
    defer { close(descriptor) }
    var random = Xorshift()
    let start = Instant(milliseconds: Clock.wallMilliseconds() / 1000 * 1000 - 3_600_000)
    var text = "kind,sku,location,quantity,reference,occurred_at\n"
    for row in 0..<rows {
      let line = data.receipt(&random)
      let second = Int64(row) * 3000 / Int64(rows)
      text += "receipt,\(line.item),\(line.location),\(line.quantity),PO-1001,"
      text += "\(start.adding(milliseconds: second * 1000))\n"
      guard text.utf8.count > 1 << 16 || row == rows - 1 else { continue }
      let count = text.utf8.count
      try require(text.withUTF8 { Glibc.write(descriptor, $0.baseAddress, $0.count) } == count, "the disk is full")
      text = ""
    }
  }
}
