/// How far an import is.
public struct ImportProgress: Hashable, Sendable {
  public var rows: Int
  public var bytes: Int
  /// Nil where it is not known: a pipe.
  public var bytesTotal: Int?
  public var seconds: Double

  public init(rows: Int, bytes: Int, bytesTotal: Int?, seconds: Double) {
    self.rows = rows
    self.bytes = bytes
    self.bytesTotal = bytesTotal
    self.seconds = seconds
  }

  public var rowsPerSecond: Double { seconds > 0 ? Double(rows) / seconds : 0 }

  /// From 0 to 1; nil for a pipe.
  public var share: Double? {
    guard let bytesTotal, bytesTotal > 0 else { return nil }
    return min(1, Double(bytes) / Double(bytesTotal))
  }

  /// Guessed from the share that is done.
  public var rowsTotal: Int? {
    guard let share, share > 0 else { return nil }
    return share >= 1 ? rows : Int(Double(rows) / share)
  }

  /// Nil where nothing can be said yet.
  public var secondsLeft: Double? {
    guard let share, share > 0 else { return nil }
    return seconds / share - seconds
  }

  /// `import items.csv  412,000 of 1,000,000  41 %  18 s left  Ctrl-C cancels`
  public func line(name: String) -> String {
    var text = "import \(name)  \(Self.grouped(rows))"
    if let rowsTotal { text += " of \(Self.grouped(rowsTotal))" } else { text += " rows" }
    if let share { text += "  \(Int(share * 100)) %" }
    if let secondsLeft { text += "  \(Self.time(secondsLeft)) left" }
    return text + "  Ctrl-C cancels"
  }

  private static func grouped(_ number: Int) -> String {
    var text = ""
    for (index, digit) in String(number).reversed().enumerated() {
      if index > 0, index % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return String(text.reversed())
  }

  private static func time(_ seconds: Double) -> String {
    let whole = Int(min(seconds, 1e9).rounded(.up))
    return whole < 120 ? "\(whole) s" : "\((whole + 59) / 60) min"
  }
}
