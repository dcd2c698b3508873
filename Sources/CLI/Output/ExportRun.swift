import Exchange
import Inventory

/// An export to a file on its way, with its progress on the terminal. One that takes more than a second is on record as a
/// job where the books can be written; a quick one changes nothing and leaves no record.
struct ExportRun {
  private let session: Session
  private let path: String
  private let log: JobLog
  private let line: ProgressLine

  init(_ session: Session, _ path: String) {
    self.session = session
    self.path = path
    log = JobLog(session, .export, path)
    line = ProgressLine(session.surroundings)
  }

  /// How many rows were written.
  func run(_ exporter: Exporter) throws(ExchangeError) -> Int {
    let name = String(path.split(separator: "/").last ?? "")
    var last = session.now
    var size: Int64 = 0
    do throws(ExchangeError) {
      let rows = try exporter.run(to: path) { written in
        size = written
        let now = session.surroundings.now()
        if now.milliseconds - last.milliseconds >= 250 {
          last = now
          line.show("export \(name)  \(written >> 20) MB  Ctrl-C cancels")
        }
        return !session.surroundings.isInterrupted()
      }
      line.erase()
      if log.isLong {
        log.end(.done, done: Int64(rows), total: Int64(rows), "\(rows.counted("row", "rows")), \(size) bytes")
      }
      return rows
    } catch {
      line.erase()
      if log.isLong {
        let isCancelled = session.surroundings.isInterrupted()
        log.end(isCancelled ? .cancelled : .failed, done: 0, isCancelled ? "no file was left" : error.detail)
      }
      throw error
    }
  }
}
