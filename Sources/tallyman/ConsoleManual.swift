import CLI
import Console

/// What the manual says of the console: its flags, and its keys by the panes they work in.
enum ConsoleManual {
  static var manual: Manual {
    var manual = Manual()
    manual.consoleFlags = flags
    var places: [String] = []
    var entries: [String: [Manual.Entry]] = [:]
    for line in Keymap.lines() {
      if entries[line.place] == nil { places.append(line.place) }
      let keys = line.keys.isEmpty ? "palette: \(line.command)" : line.keys.joined(separator: "  ")
      entries[line.place, default: []].append(Manual.Entry(keys, line.words))
    }
    // What works everywhere first, then as the table has it.
    let everywhere = places.filter { $0 == "everywhere" }
    manual.keys = (everywhere + places.filter { $0 != "everywhere" }).map { (place: $0, entries: entries[$0] ?? []) }
    return manual
  }

  /// As ``ConsoleOptions`` reads them.
  static let flags: [Manual.Entry] = [
    Manual.Entry("--theme NAME", "paint with this theme, by name or file"),
    Manual.Entry("--colour never|16|256|rgb", "how many colours the terminal has, where it says something wrong"),
    Manual.Entry("--plain", "talk in lines, for a screen reader; on a pipe the panes are printed once"),
    Manual.Entry("--kiosk", "for a terminal that stands open: no shell, no suspending"),
    Manual.Entry("--wall", "a display that only shows, page after page"),
    Manual.Entry("--at LOC", "the site that a wall display shows"),
    Manual.Entry("--script FILE", "play the keys of a file, and print the screens it asks for"),
    Manual.Entry("--config FOLDER", "settings, keys and themes from here"),
  ]
}
