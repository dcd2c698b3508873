/// A theme as read, and what was wrong in its files.
public struct ThemeReading: Sendable {
  public var theme: Theme
  public var problems: [ConfigurationProblem]
}

extension Theme {
  /// Reads a theme file. What it does not say comes from its `base` (three deep at most; `night` if it names none).
  ///
  /// - Parameters:
  ///   - file: what problems call the file.
  ///   - base: the text of another theme by name; the built-in themes are found without it.
  public static func read(_ text: String, file: String, base: (String) -> String? = { _ in nil }) -> ThemeReading {
    var problems: [ConfigurationProblem] = []
    var layers = [ThemeLayer(text, file: file)]
    while let wanted = layers[layers.count - 1].base {
      if layers.count > 3 {
        layers[layers.count - 1].file.report(.basesTooDeep(wanted.name), line: wanted.line)
        break
      }
      guard let baseText = base(wanted.name) ?? BuiltInThemes.texts[wanted.name] else {
        layers[layers.count - 1].file.report(.missingBase(wanted.name), line: wanted.line)
        break
      }
      layers.append(ThemeLayer(baseText, file: wanted.name + ".theme"))
    }
    if layers[layers.count - 1].text != BuiltInThemes.night {
      layers.append(ThemeLayer(BuiltInThemes.night, file: "night.theme"))
    }

    var theme = Theme(
      name: file, about: "", mode: .any, cursorStyle: .cell, showsTabs: true, glyphs: .ascii, styles: [:])
    var palette: [String: Colour] = [:]
    for layer in layers.reversed() { palette.merge(layer.palette) { $1 } }
    for index in layers.indices.reversed() { layers[index].apply(to: &theme, palette: palette) }
    // What a base is called and says of itself is not inherited.
    theme.name = layers[0].file.value("name") ?? file
    theme.about = layers[0].file.value("about") ?? ""
    for layer in layers { problems += layer.file.problems }
    return ThemeReading(theme: theme, problems: problems)
  }
}
