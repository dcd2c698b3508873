/// The few characters a theme may choose. Every one takes one cell.
public struct Glyphs: Hashable, Sendable {
  /// Levels of a small chart, lowest first; the first is a blank.
  public var spark: [Character]
  /// Stands before the cursor row.
  public var cursor: Character
  /// Stands before a marked row.
  public var marked: Character
  public var rule: Character
  /// Ends a text that was cut.
  public var ellipsis: Character
  public var ascending: Character
  public var descending: Character
  public var done: Character
  public var rest: Character

  public static let ascii = Glyphs(
    spark: Array(" _.-=+*#"), cursor: ">", marked: "*", rule: "-", ellipsis: "~", ascending: "^", descending: "v",
    done: "#", rest: ".")

  /// These glyphs where every one is ASCII, else the ASCII ones in place of those that are not.
  public var inASCII: Glyphs {
    let plain = Glyphs.ascii
    func ascii(_ glyph: Character, else other: Character) -> Character { glyph.isASCII ? glyph : other }
    return Glyphs(
      spark: spark.allSatisfy(\.isASCII) ? spark : plain.spark, cursor: ascii(cursor, else: plain.cursor),
      marked: ascii(marked, else: plain.marked), rule: ascii(rule, else: plain.rule),
      ellipsis: ascii(ellipsis, else: plain.ellipsis), ascending: ascii(ascending, else: plain.ascending),
      descending: ascii(descending, else: plain.descending), done: ascii(done, else: plain.done),
      rest: ascii(rest, else: plain.rest))
  }
}
