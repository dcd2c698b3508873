import Inventory

/// Opens a file and finds out what it is.
enum RowReading {
  static func open(
    _ window: ByteWindow, format: ImportFormat?, separator: Separator?
  ) throws(ExchangeError) -> any RowReader {
    try window.need(4)
    let start = (0..<min(4, window.end - window.start)).map { window.base[window.start + $0] }
    if start.isEmpty { throw .empty(path: window.path) }
    if start.starts(with: [0x1F, 0x8B]) { throw .notText(path: window.path, .gzip) }
    if start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF]) {
      throw .notText(path: window.path, .utf16)
    }
    if start.starts(with: [0xEF, 0xBB, 0xBF]) { window.take(3) }
    try window.need(1)
    let isObject = window.start < window.end && window.base[window.start] == 123
    switch format ?? (isObject ? .ndjson : .csv) {
    case .csv: return try CSVReader(window, separator: separator)
    case .ndjson: return NDJSONReader(window)
    }
  }
}
