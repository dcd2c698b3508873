/// A small file, written beside its place and put there when it is whole.
public enum TextFile {
  public static func write(_ text: String, to path: String) throws(ExchangeError) {
    let file = try OutputFile(path)
    var text = text
    _ = text.withUTF8 { file.write(UnsafeRawBufferPointer($0)) }
    do {
      try file.finish()
    } catch {
      file.discard()
      throw error
    }
  }
}
