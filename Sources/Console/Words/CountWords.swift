import Inventory

extension CountLineState {
  /// As a list of lines says it.
  var words: String {
    switch self {
    case .open: "uncounted"
    case .counting: "counting"
    case .confirm: "not found"
    case .recount: "recount"
    case .counted: "inside"
    case .outside: "outside"
    case .approved: "approved"
    case .rejected: "rejected"
    case .applied: "applied"
    }
  }
}

extension CountLineState {
  /// In three cells, for handhelds.
  var code: String {
    switch self {
    case .open: "unc"
    case .counting: "cnt"
    case .confirm: "???"
    case .recount: "rec"
    case .counted: "in"
    case .outside: "OUT"
    case .approved: "app"
    case .rejected: "rej"
    case .applied: "apl"
    }
  }
}

extension CountLine {
  /// The judgement, as far as it still speaks of what is counted.
  var standing: CountJudgement? { state == .counting || counted == nil ? nil : judgement }

  /// `outside moved pick?`: where it stands, and what else there is to know of it.
  var flags: [String] {
    var flags = [isWithheld && state == .counted ? "counted" : state.words]
    if refusal != nil { flags.append("back") }
    if state != .counting, isFound { flags.append("found") }
    if movedWhileCounted { flags.append("moved") }
    if probablePick != nil { flags.append("pick?") }
    if !missingSerials.isEmpty || !foundSerials.isEmpty { flags.append("serials") }
    return flags
  }

  /// `A-03-2`, without the site.
  var bin: String { place.split(separator: "/").last.map(String.init) ?? place }

  /// `ST-0142/12 WID-220 at NORTH/A-03-2, lot L2407`.
  var title: String { "\(code) at \(place)" + (lot.map { ", lot \($0)" } ?? "") }
}

extension Numbers {
  /// Money to the cent, halves away from zero: `-1,273.60`; with a sign where it is above zero and `isSigned`.
  static func money(_ worth: Worth, isSigned: Bool = true) -> String {
    let magnitude = worth.tenMillionths.magnitude
    let cents = (magnitude + 50_000) / 100_000
    let whole = String(cents / 100)
    let rest = String(cents % 100)
    let sign = cents == 0 ? "" : worth.tenMillionths < 0 ? "-" : isSigned ? "+" : ""
    return sign + grouped(whole) + "." + (rest.count < 2 ? "0" : "") + rest
  }

  /// In at most `width` cells: to the cent, else whole, else in thousands, and said so.
  static func money(_ worth: Worth, width: Int) -> String {
    let full = money(worth)
    if full.utf8.count <= width { return full }
    let whole = String(full.prefix { $0 != "." })
    if whole.utf8.count <= width { return whole }
    let units = worth.tenMillionths / 10_000_000
    for (unit, factor) in [("k", Int128(1_000)), ("M", 1_000_000), ("G", 1_000_000_000)] {
      let short = (units > 0 ? "+" : "") + String(units / factor) + unit + "+"
      if short.utf8.count <= width { return short }
    }
    return String(repeating: "#", count: max(0, width))
  }

  /// `1 line`, `1,204 lines`.
  static func lines(_ count: Int) -> String { "\(grouped(count)) \(count == 1 ? "line" : "lines")" }

  /// A share in ten-thousandths: `96.4 %`.
  static func percent(_ share: Int64) -> String { "\(share / 100).\(share % 100 / 10) %" }
}
