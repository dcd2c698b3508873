#if DEBUG || COVERAGE
  /// Everything that reads what others wrote. The targets look inside their rooms, which a plain release build does not
  /// allow.
  enum FuzzTargets {
    static let all = [decoder, csv, ndjson, gs1, scan, arguments, frames, http, configuration, cursors]
  }
#else
  enum FuzzTargets {
    static let all: [FuzzTarget] = []
  }
#endif
