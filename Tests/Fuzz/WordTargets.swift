#if DEBUG || COVERAGE
  import Inventory

  @testable import CLI

  extension FuzzTargets {
    private static let today = Day(daysSince1970: 20_638)

    static let gs1 = FuzzTarget(
      "gs1",
      [
        "]d201095011015300031726070410AB-123\u{1D}2112345", "(01)09501101530003(17)260704(10)AB-123",
        "]C100340123450000000018", "0104012345678901310300150010L1", "\u{1D}37124\u{1D}0209501101530003",
        "(3922)1299(10)a\\(b",
      ]
    ) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      let code = ScannedCode(text, today: today)
      if code != ScannedCode(text, today: today) { return "read twice it is not the same" }
      guard let read = try? ElementString(text, today: today) else { return nil }
      if read.elements.isEmpty { return "an element string of nothing" }
      let written = "]d2" + read.elements.map { $0.identifier + $0.value }.joined(separator: "\u{1D}")
      guard let again = try? ElementString(written, today: today) else {
        return "\(read.elements) cannot be read again"
      }
      return again.elements == read.elements ? nil : "\(read.elements) is read again as \(again.elements)"
    }

    static let scan = FuzzTarget(
      "scan",
      ["12", "12*", "+3", "-1c", "=12", "6x8+3", "12c+3", "5901234123457", "]C10104012345678901", "UNDO", "0", ""]
    ) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      let line = ScanLine(text, today: today)
      if line != ScanLine(text, today: today) { return "read twice it is not the same" }
      switch line {
      case .number(let quantity, _) where quantity < .zero: return "\(quantity) units were scanned"
      case .times(let quantity) where quantity < .zero: return "\(quantity) times"
      case .code(let code) where code.raw.isEmpty: return "a code of nothing"
      default: return numbers(text)
      }
    }

    static let arguments = FuzzTarget(
      "arguments",
      [
        "stock\nlist\n--at\nNORTH\n--json", "move\nadjust\nWID\n-5\n--reason=AUDIT\n--at\nN",
        "--db\nx\nitem\nshow\n--\n--odd",
        "transfer\ncreate\n--from\nN\n--to\nS\n--line\nWID=4,lot=L1,serial=A+B", "help\nitem\nadd",
        "available\nbatch\nf.csv",
        "move\nlist\n--from\n-2d\n--limit\n5", "stock\nlist\n--sort\n-available",
      ]
    ) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      let tokens = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      for token in tokens {
        if let broken = numbers(token) { return broken }
        if let instant = TimeText.instant(token, now: Instant(milliseconds: 0)), Instant(instant.description) == nil {
          return "\(token) is \(instant), which cannot be read"
        }
      }
      do throws(Misuse) {
        switch try ArgumentParser.parse(tokens) {
        case .help(let words): return HelpText.text(about: words).isEmpty ? "help of nothing" : nil
        case .run(let command, let arguments):
          let most = command.arguments.last?.isRepeated == true ? Int.max : command.arguments.count
          return arguments.words.count > most ? "\(arguments.words.count) words for \(command.usage)" : nil
        }
      } catch {
        return error.detail.isEmpty ? "a misuse without words" : nil
      }
    }

    static let cursors = FuzzTarget(
      "cursors", [Cursor(["30", "WID-220"]).text, Cursor(["", "ß"]).text, "30.4249542d333230", ".", "zz", ""]
    ) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      if let parts = Cursor(text: text).parts, Cursor(parts).parts != parts { return "\(parts) is not read again" }
      let own = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      return Cursor(own).parts == own ? nil : "\(own) is read as \(Cursor(own).parts ?? [])"
    }

    /// What reads as a quantity, a cost, a day or a time is written so that it reads as the same.
    private static func numbers(_ text: String) -> String? {
      if let quantity = Quantity(text), Quantity(quantity.description) != quantity { return "quantity \(quantity)" }
      if let cost = UnitCost(text), UnitCost(cost.description) != cost { return "cost \(cost)" }
      if let day = Day(text), Day(day.description) != day { return "day \(day)" }
      if let instant = Instant(text), Instant(instant.description) != instant { return "instant \(instant)" }
      return nil
    }
  }
#endif
