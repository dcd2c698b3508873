import Inventory
import Testing

/// What events, their signatures and the patience with those who do not take them are made of.
@Suite struct DeliveryTests {
  private static let longKey = [UInt8](repeating: 0xAA, count: 131)

  @Test(
    "a message is signed as RFC 4231 says",
    arguments: [
      (
        [UInt8](repeating: 0x0B, count: 20), Array("Hi There".utf8),
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
      ),
      (
        Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
      ),
      (
        [UInt8](repeating: 0xAA, count: 20), [UInt8](repeating: 0xDD, count: 50),
        "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
      ),
      (
        Array(1...25), [UInt8](repeating: 0xCD, count: 50),
        "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
      ),
      (
        longKey, Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
      ),
      (
        longKey,
        Array(
          ("This is a test using a larger than block-size key and a larger than block-size data. The key needs to be "
            + "hashed before being used by the HMAC algorithm.").utf8),
        "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
      ),
    ] as [([UInt8], [UInt8], String)])
  func signs(key: [UInt8], message: [UInt8], code: String) {
    #expect(Hexadecimal.text(HMAC.code(message, key: key)) == code)
  }

  @Test("ids of events come in the order of their acts and places, and read as they are written")
  func ids() {
    let ids = [
      EventID.start, EventID(act: 9, place: 4), EventID(act: 9, place: 40), .end(ofAct: 9), EventID(act: 10, place: 0),
    ]
    #expect(ids == ids.sorted())
    for id in ids { #expect(EventID(id.description) == id) }
    for text in ["", "-", "9-", "-9", "9-1-1", "x", "9 -1", "+9-1", "99999999999999999999", "9-1099511627776"] {
      #expect(EventID(text) == nil, "\(text)")
    }
  }

  @Test("who fails is left alone twice as long each time, from a second to an hour, never less than half of it")
  func patience() {
    for failures in 1...40 {
      let whole = min(3_600_000, Int64(1000) << Int64(min(failures - 1, 20)))
      for chance in [0, 1, 777, UInt64.max] {
        let pause = WebhookPatience.pause(afterFailures: failures, chance: chance)
        #expect(pause <= whole && pause >= whole / 2, "\(failures)")
      }
    }
    #expect(WebhookPatience.pause(afterFailures: 1, chance: 0) == 500)
    #expect(WebhookPatience.pause(afterFailures: 3, chance: 2000) == 4000)
  }

  @Test("a secret is shown to nobody who prints it")
  func secrets() {
    let secret = WebhookSecret("do-not-show-this-one")
    #expect(!"\(secret) \([secret])".contains("do-not-show"))
  }
}
