import Terminal

/// The keys of reports. Nothing in them writes in the books; `X` writes a file, after F9 in its form.
extension KeyTable {
  static let reporting: [Binding] = [
    Binding(.goReports, [Stroke(.character("g"), .character("p"))], "go to the reports", in: browse, group: "looking"),
    Binding(.open, [Stroke(.enter)], "read the report", in: [.reports], group: "reports"),
    Binding(
      .open, [Stroke(.enter)], "open what the row is about", in: [.report], group: "reports",
      off: { $0.hasRow ? nil : "no row that could be opened is under the cursor" }),
    Binding(
      .find, [letter("/"), function(2)], "find in the rows read, as you type", short: "find", in: [.report],
      group: "reports"),
    Binding(
      .filter, [letter("f"), function(3)], "look at one place, one item, another time", short: "filter", in: [.report],
      group: "reports"),
    Binding(
      .otherPart, [Stroke(.tab), function(4)], "plot or table, where there is no room for both", short: "plot",
      in: [.report], group: "reports"),
    Binding(
      .exportReport, [letter("X"), function(7)], "eXport all of it to a file", short: "export", in: [.report],
      group: "reports", off: { $0.isKiosk ? "this is a kiosk: it writes no files" : nil }),
    Binding(
      .commit, [function(9)], "commit: the only key that writes", in: [.report], group: "reports",
      off: { _ in "there is nothing to commit: X opens the form of an export" }),
  ]
}
