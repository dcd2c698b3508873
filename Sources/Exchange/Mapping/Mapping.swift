/// Which column is which field, where the header's own names do not say so.
public struct Mapping: Hashable, Sendable {
  /// `--map COLUMN=FIELD`: COLUMN as in the header, upper or lower case; the field `-` ignores the column. One column may
  /// feed several fields.
  public var columns: [Pair] = []
  /// `--set FIELD=VALUE`: the same for every row. `{COLUMN}` in the value stands for that column's text, so that
  /// `{Shelf}-{Bin}` joins two; `{{` is a brace.
  public var constants: [Pair] = []
  /// `--values FIELD:FROM=TO`: what a cell that reads FROM means. FROM may be empty.
  public var translations: [Translation] = []

  public init() {}

  public struct Pair: Hashable, Sendable {
    public var column: String
    public var field: String
    public init(column: String, field: String) {
      self.column = column
      self.field = field
    }
  }

  public struct Translation: Hashable, Sendable {
    public var field: String
    public var from: String
    public var to: String
    public init(field: String, from: String, to: String) {
      self.field = field
      self.from = from
      self.to = to
    }
  }

  /// Takes the argument of `--map`: `COLUMN=FIELD`. The last equals sign counts.
  public mutating func map(_ argument: String) throws(ExchangeError) {
    guard let equals = argument.lastIndex(of: "="), equals != argument.startIndex,
      argument.index(after: equals) != argument.endIndex
    else { throw .badArgument(option: "--map", value: argument, wanted: "must read COLUMN=FIELD") }
    columns.append(
      Pair(column: String(argument[..<equals]), field: String(argument[argument.index(after: equals)...])))
  }

  /// Takes the argument of `--set`: `FIELD=VALUE`. The first equals sign counts.
  public mutating func set(_ argument: String) throws(ExchangeError) {
    guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
      throw .badArgument(option: "--set", value: argument, wanted: "must read FIELD=VALUE")
    }
    constants.append(
      Pair(column: String(argument[argument.index(after: equals)...]), field: String(argument[..<equals])))
  }

  /// Takes the argument of `--values`: `FIELD:FROM=TO`. The first colon and the last equals sign count.
  public mutating func values(_ argument: String) throws(ExchangeError) {
    guard let colon = argument.firstIndex(of: ":"), let equals = argument.lastIndex(of: "="),
      colon != argument.startIndex, colon < equals
    else { throw .badArgument(option: "--values", value: argument, wanted: "must read FIELD:FROM=TO") }
    translations.append(
      Translation(
        field: String(argument[..<colon]), from: String(argument[argument.index(after: colon)..<equals]),
        to: String(argument[argument.index(after: equals)...])))
  }
}
