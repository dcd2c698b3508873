import Storage

/// What a driver to a database on another machine has to be told of the books, which it knows nothing of.
extension Books {
  /// A number that grows by one with each act, whoever does it: every batch of the books has its row there.
  public static let commitCounter = Statement("SELECT ifnull(max(id), 0) FROM act")

  /// Fails where foreign keys are not watched, and changes nothing.
  public static let foreignKeyWatch = Statement(
    "SELECT json(CASE WHEN foreign_keys THEN '1' ELSE 'foreign keys are not watched' END) FROM pragma_foreign_keys")
}
