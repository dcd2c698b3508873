/// Who asks an rqlite, and the proof of it. The password is in no description of it, and leaves it only on the line.
public struct RqliteCredentials: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public let user: String
  private let password: String

  public init(user: String, password: String) {
    self.user = user
    self.password = password
  }

  /// Whether there is no proof to the name.
  var lacksPassword: Bool { password.isEmpty }

  public var description: String { user }
  public var debugDescription: String { user }
  public var customMirror: Mirror { Mirror(self, children: ["user": user]) }

  /// The value of the `Authorization` field.
  var authorization: String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = Array("Basic ".utf8)
    let bytes = Array("\(user):\(password)".utf8)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var bits: UInt32 = 0
      for place in 0..<3 { bits = bits << 8 | (place < group.count ? UInt32(group[start + place]) : 0) }
      for place in 0..<4 {
        let letter = letters[Int(bits >> UInt32(18 - 6 * place) & 63)]
        text.append(place <= group.count ? letter : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
