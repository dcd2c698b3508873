/// What a piece of the screen means. Panes name roles; a `Theme` says how each looks. The raw value is the name in
/// theme files.
public enum Role: String, CaseIterable, Sendable {
  case text
  case muted
  case strong
  case rule

  case header
  case headerMode = "header.mode"
  case headerWarn = "header.warn"
  case tab
  case tabActive = "tab.active"
  case footer
  case footerKey = "footer.key"
  case footerOff = "footer.off"

  case column
  case columnSorted = "column.sorted"
  case row
  case rowAlternate = "row.alt"
  case rowCursor = "row.cursor"
  case rowCell = "row.cell"
  case rowMarked = "row.marked"
  case rowChanged = "row.changed"
  case rowGone = "row.gone"

  case stockOut = "stock.out"
  case stockLow = "stock.low"
  case stockCover = "stock.cover"
  case stockOK = "stock.ok"
  case stockBlocked = "stock.blocked"
  case numberNegative = "number.negative"
  case numberZero = "number.zero"

  case scanPrompt = "scan.prompt"
  case scanEcho = "scan.echo"
  case scanOK = "scan.ok"
  case scanWarn = "scan.warn"
  case scanError = "scan.error"
  case scanParked = "scan.parked"
  case scanRepeat = "scan.repeat"
  case countBlind = "count.blind"
  case countRecount = "count.recount"

  case linkOK = "link.ok"
  case linkOff = "link.off"
  case linkQueue = "link.queue"
  case messageOK = "message.ok"
  case messageWarn = "message.warn"
  case messageError = "message.error"

  case dialog
  case dialogTitle = "dialog.title"
  case dialogDanger = "dialog.danger"
  case field
  case fieldActive = "field.active"
  case fieldError = "field.error"

  case progressDone = "progress.done"
  case progressRest = "progress.rest"
  case spark
  case sparkLast = "spark.last"
  case match
}
