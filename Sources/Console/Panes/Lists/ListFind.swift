/// Find as you type in a list of documents: the text, and the list to come back to.
struct ListFind<Row: ListRow>: TypedFind {
  var line = TextLine()
  var isTyping = true
  var isEntered = false
  var isAnew = false
  var before: BrowseList<Row>

  init(_ before: BrowseList<Row>) { self.before = before }
}
