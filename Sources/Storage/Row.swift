/// One row of an answer. It is valid only inside the closure it is given to; columns count from 0.
public protocol Row: AnyObject {
  /// How many columns the row has.
  var width: Int { get }
  func isNull(_ column: Int) -> Bool
  /// The integer, 0 for null.
  func integer(_ column: Int) -> Int64
  /// Several integers from one column on, 0 for null: for whoever reads millions of rows.
  func integers(from column: Int, _ count: Int, into place: UnsafeMutablePointer<Int64>)
  /// The text, empty for null.
  func text(_ column: Int) -> String
  /// The bytes of a blob, empty for null.
  func blob(_ column: Int) -> [UInt8]
  /// What the column holds, whatever it is: for whoever passes rows on without knowing their meaning. A floating
  /// number, which no table here holds but an expression can make, comes as its text.
  func value(_ column: Int) -> Value
  /// The bytes of the text without a copy, empty for null: for exports, where a `String` a cell would cost most.
  func withUTF8<Result>(_ column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result
}

extension Row {
  public func integers(from column: Int, _ count: Int, into place: UnsafeMutablePointer<Int64>) {
    for index in 0..<count { place[index] = integer(column + index) }
  }

  public func integerOrNil(_ column: Int) -> Int64? { isNull(column) ? nil : integer(column) }
  public func textOrNil(_ column: Int) -> String? { isNull(column) ? nil : text(column) }
}
