import Inventory

/// What of a row is wrong.
struct RowProblem: Error, Hashable {
  var field: ImportField?
  var reason: String

  init(_ field: ImportField?, _ reason: String) {
    self.field = field
    self.reason = reason
  }
}

/// The cells of one row after another, by field. The bytes it hands out are valid until the next row.
struct RowCells {
  private enum Source {
    case none
    case column(Int)
    case constant(UnsafeBufferPointer<UInt8>)
    case template(Int)
  }

  private struct Translation {
    var from: UnsafeBufferPointer<UInt8>
    var to: UnsafeBufferPointer<UInt8>
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private let rewritten: UnsafeBufferPointer<UInt8>
  private let cells: UnsafeBufferPointer<RowBatch.Cell>
  private var firstCell = 0
  private var cellCount = 0

  private let storage: Storage
  private var sources: [Source]
  private var translations: [[Translation]]
  private let metadataSources: [(name: String, source: Source)]
  let options: ImportOptions

  init(_ batch: UnsafeBatch, _ binding: Binding, _ options: ImportOptions) {
    bytes = batch.bytes
    rewritten = batch.rewritten
    cells = batch.cells
    self.options = options
    let storage = Storage()
    self.storage = storage
    sources = []
    translations = []
    for field in ImportField.allCases {
      sources.append(binding.sources[field].map { RowCells.source($0, storage) } ?? .none)
      translations.append(
        (binding.translations[field] ?? []).map { Translation(from: storage.keep($0.from), to: storage.keep($0.to)) })
    }
    metadataSources = binding.metadata.map { ($0.name, RowCells.source($0.source, storage)) }
  }

  private static func source(_ source: Binding.Source, _ storage: Storage) -> Source {
    switch source {
    case .column(let column): .column(column)
    case .constant(let bytes): .constant(storage.keep(bytes))
    case .template(let parts): .template(storage.add(parts))
    }
  }

  mutating func show(_ row: RowBatch.Row) {
    firstCell = row.firstCell
    cellCount = row.cellCount
  }

  /// The cell's bytes, translated; nil where it is empty: nothing is said.
  @inline(__always)
  func cell(_ field: ImportField) -> UnsafeBufferPointer<UInt8>? {
    let number = field.rawValue
    guard let raw = raw(sources[number]) else { return translated(number, UnsafeBufferPointer(start: nil, count: 0)) }
    if translations[number].isEmpty { return raw.isEmpty ? nil : raw }
    return translated(number, raw)
  }

  private func translated(_ number: Int, _ raw: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
    let plain = Blanks.trimmed(raw)
    for translation in translations[number] where translation.from.elementsEqual(plain) {
      return translation.to.isEmpty ? nil : translation.to
    }
    return raw.isEmpty ? nil : raw
  }

  @inline(__always)
  private func raw(_ source: Source) -> UnsafeBufferPointer<UInt8>? {
    switch source {
    case .none: nil
    case .column(let index): column(index)
    case .constant(let bytes): bytes
    case .template(let number): template(number)
    }
  }

  private func column(_ column: Int) -> UnsafeBufferPointer<UInt8>? {
    guard column < cellCount else { return nil }
    let cell = cells[firstCell + column]
    guard cell.length != .max else { return nil }
    let isRewritten = cell.start & RowBatch.Cell.rewrittenBit != 0
    let start = Int(cell.start & ~RowBatch.Cell.rewrittenBit)
    let text = UnsafeBufferPointer(rebasing: (isRewritten ? rewritten : bytes)[start..<start + Int(cell.length)])
    return options.isSpreadsheetSafe ? SpreadsheetCell.read(text) : text
  }

  /// The parts joined; nil where all columns in it are empty.
  private func template(_ number: Int) -> UnsafeBufferPointer<UInt8>? {
    var joined: [UInt8] = []
    var hasText = false
    for part in storage.templates[number] {
      switch part {
      case .text(let bytes): joined += bytes
      case .column(let index):
        guard let cell = column(index), !cell.isEmpty else { continue }
        joined += cell
        hasText = true
      }
    }
    return hasText ? storage.hold(joined, number) : nil
  }

  /// The names and values of `meta_…`.
  var ownMetadata: [Flag] {
    metadataSources.compactMap { meta in
      guard let bytes = raw(meta.source), !bytes.isEmpty else { return nil }
      return Flag(meta.name, String(decoding: bytes, as: UTF8.self))
    }
  }

  /// Bytes that stay where they are as long as the cells are in use.
  private final class Storage {
    private var kept: [UnsafeMutableBufferPointer<UInt8>] = []
    private var held: [UnsafeMutableBufferPointer<UInt8>] = []
    private(set) var templates: [[Binding.TemplatePart]] = []

    func keep(_ bytes: [UInt8]) -> UnsafeBufferPointer<UInt8> {
      let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
      _ = copy.initialize(from: bytes)
      kept.append(copy)
      return UnsafeBufferPointer(copy)
    }

    func add(_ parts: [Binding.TemplatePart]) -> Int {
      templates.append(parts)
      held.append(.allocate(capacity: 0))
      return templates.count - 1
    }

    /// Keeps what a template makes of this row until it makes something of the next.
    func hold(_ bytes: [UInt8], _ number: Int) -> UnsafeBufferPointer<UInt8> {
      if held[number].count < bytes.count {
        held[number].deallocate()
        held[number] = .allocate(capacity: bytes.count * 2)
      }
      _ = held[number].update(from: bytes)
      return UnsafeBufferPointer(rebasing: UnsafeBufferPointer(held[number])[0..<bytes.count])
    }

    deinit {
      for buffer in kept + held { buffer.deallocate() }
    }
  }
}

/// The arrays of a batch, borrowed.
struct UnsafeBatch {
  var bytes: UnsafeBufferPointer<UInt8>
  var rewritten: UnsafeBufferPointer<UInt8>
  var cells: UnsafeBufferPointer<RowBatch.Cell>
}

extension RowBatch {
  func withBorrowed<Result>(_ body: (UnsafeBatch) -> Result) -> Result {
    bytes.withUnsafeBufferPointer { bytes in
      rewritten.withUnsafeBufferPointer { rewritten in
        cells.withUnsafeBufferPointer { cells in
          body(UnsafeBatch(bytes: bytes, rewritten: rewritten, cells: cells))
        }
      }
    }
  }
}
