/// Which column or constant feeds each field of one file.
struct Binding {
  enum Source {
    case column(Int)
    case constant([UInt8])
    case template([TemplatePart])
  }

  enum TemplatePart {
    case text([UInt8])
    case column(Int)
  }

  struct Target: Hashable {
    /// Nil for one of the entry's own.
    var field: ImportField?
    var meta = ""
    var name: String
  }

  private(set) var sources: [ImportField: Source] = [:]
  private(set) var metadata: [(name: String, source: Source)] = []
  private(set) var translations: [ImportField: [(from: [UInt8], to: [UInt8])]] = [:]
  /// Which column to name when a field is at fault.
  private(set) var columnNames: [ImportField: String] = [:]
  private(set) var ignoredColumns: [String] = []
  private(set) var columnsNotSeen: [String] = []

  /// `isOpen`: more columns may come (NDJSON), so that none can be missed yet.
  init(_ kind: ImportKind, _ mapping: Mapping, columns: [String], isOpen: Bool) throws(ExchangeError) {
    var used: Set<Int> = []
    var taken: Set<String> = []
    for pair in mapping.columns {
      guard let column = Binding.column(pair.column, columns) else {
        guard isOpen else { throw .unknownColumn(pair.column, columns: columns) }
        columnsNotSeen.append(pair.column)
        continue
      }
      used.insert(column)
      if pair.field == "-" { continue }
      let target = try Binding.target(pair.field, kind)
      guard taken.insert(target.name).inserted else { throw .fieldGivenTwice(target.name) }
      set(target, .column(column), columns[column])
    }
    for pair in mapping.constants {
      let target = try Binding.target(pair.field, kind)
      guard taken.insert(target.name).inserted else { throw .fieldGivenTwice(target.name) }
      let source = try source(Template(pair.column), columns, isOpen, &used)
      set(target, source, nil)
    }
    bindByName(kind, columns, &used, taken)
    for translation in mapping.translations {
      guard let field = try Binding.target(translation.field, kind).field else {
        throw .unknownField(translation.field, kind: kind, known: kind.fieldNames)
      }
      translations[field, default: []].append((Array(translation.from.utf8), Array(translation.to.utf8)))
    }
    ignoredColumns = columns.indices.filter { !used.contains($0) && !Binding.isOurs(columns[$0]) }.map { columns[$0] }
      .filter { !$0.isEmpty }
    if !isOpen { try checkRequired(kind, columns) }
  }

  /// Whether each row says it for itself.
  func isByColumn(_ field: ImportField) -> Bool {
    if case .constant? = sources[field] { false } else { true }
  }

  /// The columns that a file of rejected rows adds.
  static let rejectColumns = ["rejected_line", "rejected_column", "rejected_reason"]

  private static func isOurs(_ column: String) -> Bool { rejectColumns.contains(column) }

  private mutating func set(_ target: Target, _ source: Source, _ column: String?) {
    if let field = target.field {
      sources[field] = source
      columnNames[field] = column
    } else {
      metadata.append((target.meta, source))
    }
  }

  private static func target(_ name: String, _ kind: ImportKind) throws(ExchangeError) -> Target {
    if let field = ImportField.named(name, kind) { return Target(field: field, name: field.label) }
    if kind == .movements, let meta = meta(name) { return Target(field: nil, meta: meta, name: name) }
    throw .unknownField(name, kind: kind, known: kind.fieldNames)
  }

  private static func meta(_ name: String) -> String? {
    let prefix = ImportField.metaPrefix
    guard name.lowercased().hasPrefix(prefix), name.count > prefix.count else { return nil }
    return String(name.dropFirst(prefix.count))
  }

  private static func column(_ name: String, _ columns: [String]) -> Int? {
    columns.firstIndex(of: name)
      ?? columns.firstIndex { ImportField.normalised($0) == ImportField.normalised(name) }
  }

  private mutating func source(
    _ template: Template, _ columns: [String], _ isOpen: Bool, _ used: inout Set<Int>
  ) throws(ExchangeError) -> Source {
    var parts: [TemplatePart] = []
    for part in template.parts {
      switch part {
      case .text(let bytes): parts.append(.text(bytes))
      case .column(let name):
        if let column = Binding.column(name, columns) {
          used.insert(column)
          parts.append(.column(column))
        } else {
          guard isOpen else { throw .unknownColumn(name, columns: columns) }
          columnsNotSeen.append(name)
        }
      }
    }
    if template.columns.isEmpty {
      guard case .text(let bytes)? = parts.first else { return .constant([]) }
      return .constant(bytes)
    }
    return .template(parts)
  }

  /// Columns that are called as a field is. The field's own name goes before other names for it.
  private mutating func bindByName(
    _ kind: ImportKind, _ columns: [String], _ used: inout Set<Int>, _ taken: Set<String>
  ) {
    for field in ImportField.all(kind) where !taken.contains(field.label) {
      for name in [field.label] + field.synonyms(kind) {
        let plain = ImportField.normalised(name)
        guard
          let column = columns.indices.first(where: {
            !used.contains($0) && ImportField.normalised(columns[$0]) == plain
          })
        else { continue }
        used.insert(column)
        set(Target(field: field, name: field.label), .column(column), columns[column])
        break
      }
    }
    guard kind == .movements else { return }
    for column in columns.indices where !used.contains(column) {
      guard let meta = Binding.meta(columns[column]), !taken.contains(columns[column]) else { continue }
      used.insert(column)
      metadata.append((meta, .column(column)))
    }
  }

  private func checkRequired(_ kind: ImportKind, _ columns: [String]) throws(ExchangeError) {
    let missing = ImportField.required(kind).filter { choice in !choice.contains { sources[$0] != nil } }
    guard missing.isEmpty else {
      throw .missingFields(missing.map { $0[0].label }, kind: kind, columns: columns)
    }
  }
}
