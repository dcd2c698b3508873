import Inventory
import Testing

/// Documents in the audit, read member by member.
@Suite struct AuditWordTests {
  @Test("members of a document are told apart whatever stands in their texts")
  func members() {
    let text = #"{"a":"x,}\"{","b":[1,{"c":"]"},2],"d":null,"e\"f":-2.50,"g":{}}"#
    #expect(JSONParts.members(text).map(\.name) == ["a", "b", "d", #"e\"f"#, "g"])
    #expect(
      JSONParts.members(text).map { JSONParts.plain($0.value) } == [#"x,}"{"#, "1, c ], 2", "", "-2.50", ""])
    for none in ["", "null", "[]", "{}", "{", "\"{}\"", "{\"a\"}", "}"] {
      #expect(JSONParts.members(none).isEmpty, "\(none)")
    }
    #expect(JSONParts.elements(#"["a","b,c",[1,2]]"#) == [#""a""#, #""b,c""#, "[1,2]"])
    #expect(JSONParts.plain(#""line\none\u0007 \u00e9""#) == "line\none\u{7} é")
  }

  @Test("a digest of many pieces is that of the whole", arguments: [0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 1000])
  func digest(_ length: Int) {
    let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    var whole = SHA256()
    whole.update(bytes)
    var pieces = SHA256()
    for byte in bytes { pieces.update(CollectionOfOne(byte)) }
    var halves = SHA256()
    halves.update(bytes.prefix(length / 3))
    halves.update(bytes.dropFirst(length / 3).lazy.map { $0 })
    let digest = whole.digest()
    #expect(pieces.digest() == digest && halves.digest() == digest)
  }
}
