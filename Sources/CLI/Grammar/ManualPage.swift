import Inventory

/// The manual as a page for man(1): everything help says, made from the same table.
enum ManualPage {
  /// The text of `tallyman.1`, in the macros of man(7).
  static func text(version: String, on day: Day, _ manual: Manual) -> String {
    var page = Roff()
    page.title("TALLYMAN", "1", day, "tallyman \(version)", "User Commands")
    // Usage lines are long words: they are neither spread nor hyphenated.
    page.macro("ad", "l")
    page.macro("nh")
    page.section("NAME")
    page.text("tallyman - stock, counted and kept")
    page.section("SYNOPSIS")
    page.synopsis("tallyman", "[FLAG]...", about: "opens the console")
    page.synopsis("tallyman", "NOUN VERB [FLAG]... [WORD]...", about: "does one thing and ends")
    page.section("DESCRIPTION")
    page.text(
      "Tallyman keeps the stock of a warehouse: what is where, what is promised, what comes and goes, what was counted, "
        + "and who did it. Quantities and money are decimal text (10, 2.5). A time is ISO 8601 (2026-07-04T09:30:00Z, "
        + "2026-07-04) or a distance from now (-2d, 60m). Wherever a SKU stands, SKU/VARIANT or a barcode may.")
    page.text(
      "The examples can be tried on a sample warehouse: make one with tallyman demo demo.db, and name it with --db "
        + "demo.db or TALLYMAN_DB.")
    page.section("FLAGS FOR EVERY COMMAND")
    for option in CommonOption.all { page.entry(option.usage, option.about + ".") }
    page.section("COMMANDS")
    for noun in CommandTable.nouns { add(noun, to: &page) }
    if !manual.consoleFlags.isEmpty {
      page.section("FLAGS OF THE CONSOLE")
      for entry in manual.consoleFlags { page.entry(entry.name, entry.about + ".") }
    }
    if !manual.keys.isEmpty { page.section("KEYS OF THE CONSOLE") }
    for group in manual.keys {
      page.subsection(group.place)
      for entry in group.entries { page.entry(entry.name, entry.about + ".") }
    }
    add("EXIT STATUS", Manual.exits, to: &page)
    add("ENVIRONMENT", Manual.variables, to: &page)
    add("FILES", Manual.files, to: &page)
    return page.source
  }

  private static func add(_ title: String, _ entries: [Manual.Entry], to page: inout Roff) {
    page.section(title)
    for entry in entries { page.entry(entry.name, entry.about + ".") }
  }

  private static func add(_ noun: Noun, to page: inout Roff) {
    page.subsection(noun.name)
    page.text(noun.about + ".")
    for command in noun.commands {
      page.entry(command.usage, command.about + ".")
      page.indented { page in
        for option in command.options {
          page.entry(option.usage, option.about + (option.isRequired ? " (needed)" : "") + repeats(option) + ".")
        }
        page.example(command.example)
      }
    }
  }

  private static func repeats(_ option: Option) -> String { option.isRepeated ? " (may be repeated)" : "" }
}

/// Text for troff, in the macros of man(7), that reads the same with groff and mandoc.
struct Roff {
  private(set) var source = ""
  /// Whether a title stands right before: a text behind it is a paragraph anyway.
  private var hasTitle = false

  mutating func macro(_ name: String, _ words: String...) {
    let isTitle = ["SH", "SS"].contains(name)
    source += ".\(name)" + words.map { isTitle ? " \"\(Roff.quoted($0))\"" : " \($0)" }.joined() + "\n"
    hasTitle = isTitle
  }

  /// The head of the page; its day stands as it is, for it is read.
  mutating func title(_ name: String, _ section: String, _ day: Day, _ source: String, _ book: String) {
    self.source += ".TH \(name) \(section) \(day) \"\(Roff.quoted(source))\" \"\(Roff.quoted(book))\"\n"
  }

  mutating func section(_ title: String) { macro("SH", title) }

  mutating func subsection(_ title: String) { macro("SS", title) }

  mutating func text(_ text: String) {
    if !hasTitle { source += ".PP\n" }
    source += Roff.line(text) + "\n"
    hasTitle = false
  }

  mutating func synopsis(_ program: String, _ words: String, about: String) {
    source += ".TP\n\\fB\(Roff.escaped(program))\\fR \(Roff.escaped(words))\n\(Roff.line(about))\n"
  }

  /// A thing and what is said of it.
  mutating func entry(_ name: String, _ about: String) {
    source += ".TP\n\\fB\(Roff.escaped(name))\\fR\n\(Roff.line(about))\n"
  }

  mutating func indented(_ inside: (inout Roff) -> Void) {
    source += ".RS\n"
    inside(&self)
    source += ".RE\n"
  }

  /// Lines that stay as they are.
  mutating func example(_ lines: String) {
    source += ".PP\n.nf\n"
    for line in lines.split(separator: "\n") { source += Roff.line(String(line)) + "\n" }
    source += ".fi\n"
  }

  /// A line of text: a dot or an apostrophe at its beginning is no request.
  static func line(_ text: String) -> String {
    let text = escaped(text)
    return text.hasPrefix(".") || text.hasPrefix("'") ? "\\&" + text : text
  }

  /// Every hyphen is one that can be typed; what is not ASCII is named, as not every troff reads UTF-8.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\e"
      case "-": escaped += "\\-"
      case "~": escaped += "\\(ti"
      case "^": escaped += "\\(ha"
      // A list of words may be broken between them.
      case "|": escaped += "|\\:"
      case "`": escaped += "\\(ga"
      case "'": escaped += "\\(aq"
      default:
        if scalar.isASCII {
          escaped.unicodeScalars.append(scalar)
        } else {
          let digits = String(scalar.value, radix: 16, uppercase: true)
          escaped += "\\[u\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)]"
        }
      }
    }
    return escaped
  }

  /// A quotation mark inside the argument of a macro is doubled.
  private static func quoted(_ text: String) -> String {
    escaped(text).split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
  }
}
