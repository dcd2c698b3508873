import Glibc

/// Asks the person at the terminal before something that cannot be taken back.
enum Confirmation {
  /// True for `yes` and nothing else.
  static func ask(_ question: String, _ surroundings: Surroundings) -> Bool {
    var text = PlainText.safe(question) + " Type yes to go on: "
    _ = text.withUTF8 { surroundings.errorOutput(UnsafeRawBufferPointer($0)) }
    return line(surroundings.standardInput) == "yes"
  }

  /// The next line, without what stands around it; nil at the end of input.
  private static func line(_ descriptor: Int32) -> String? {
    var bytes: [UInt8] = []
    while bytes.count < 1000 {
      var byte: UInt8 = 0
      let count = read(descriptor, &byte, 1)
      if count < 0, errno == EINTR { return nil }
      if count <= 0 { return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self) }
      if byte == 10 { break }
      if byte != 13, byte != 32 { bytes.append(byte) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
