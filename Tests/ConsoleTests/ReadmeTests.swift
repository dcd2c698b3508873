import Console
import Glibc
import Testing

@Suite struct ReadmeTests {
  private static let path = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/README.md"

  private static func read() throws -> String {
    let file = try #require(fopen(path, "r"))
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self)
  }

  /// With TALLYMAN_UPDATE=1 in the environment the table is written anew instead.
  @Test("the key table of the README is the keymap's")
  func keyTable() throws {
    let text = try ReadmeTests.read()
    let (begin, end) = ("<!-- keys -->\n", "<!-- /keys -->")
    let start = try #require(text.firstRange(of: begin))
    let stop = try #require(text.firstRange(of: end))
    let table = Keymap.markdown()
    if getenv("TALLYMAN_UPDATE") != nil {
      var updated = text[..<start.upperBound] + table + text[stop.lowerBound...]
      let file = try #require(fopen(ReadmeTests.path, "w"))
      updated.withUTF8 { _ = fwrite($0.baseAddress, 1, $0.count, file) }
      fclose(file)
    } else {
      #expect(text[start.upperBound..<stop.lowerBound] == table)
    }
  }
}
