import Inventory
import Testing

@testable import Exchange

@Suite struct MovementChainTests {
  private static let header = "kind,sku,location,quantity\n"

  private static func rows(_ range: Range<Int>) -> String {
    range.map { "receipt,A,S,\($0 + 1)\n" }.joined()
  }

  private static func sum(_ count: Int) -> Quantity { Quantity(count * (count + 1) / 2) }

  private func books() throws -> Books { try Books(items: ["A"], places: ["S"]) }

  private func run(_ books: Books, _ text: String, chunk: Int = 3, maps: [String] = []) throws -> ImportResult {
    try Importer.of(books, .movements, maps: maps, chunk: chunk).run(text)
  }

  @Test("The same file twice posts once, with other line ends too", arguments: ["\n", "\r\n", "\r"])
  func twice(lineEnd: String) throws {
    let books = try books()
    #expect(try run(books, Self.header + Self.rows(0..<10)).accepted == 10)
    let text = (Self.header + Self.rows(0..<10)).replacing("\n", with: lineEnd)
    let again = try run(books, text)
    #expect((again.rows, again.accepted, again.skipped) == (10, 0, 10))
    #expect(books.onHand == Self.sum(10))
    #expect(again.lastKey != nil)
  }

  @Test("A file that grew posts what is new, again and again", arguments: [0, 1, 2, 3, 7])
  func grown(start: Int) throws {
    let books = try books()
    var length = start
    for growth in [0, 1, 5, 3, 2] {
      length += growth
      let result = try run(books, Self.header + Self.rows(0..<length))
      #expect(result.accepted == (growth == 0 ? start : growth))
      #expect(books.onHand == Self.sum(length))
    }
  }

  @Test("An import that was stopped between two chunks goes on where it stopped")
  func resumed() throws {
    let books = try books()
    let importer = try Importer.of(books, .movements, chunk: 3)
    var asked = 0
    let stopped = try importer.run(
      from: window(Self.header + Self.rows(0..<10)),
      isCancelled: {
        asked += 1
        return asked > 2
      })
    #expect(stopped.isCancelled)
    #expect(stopped.accepted == 6)
    #expect(books.onHand == Self.sum(6))
    let resumed = try run(books, Self.header + Self.rows(0..<10))
    #expect((resumed.skipped, resumed.accepted) == (6, 4))
    #expect(books.onHand == Self.sum(10))
  }

  @Test("A chunk that was done is found whatever the size of chunks is now", arguments: [1, 2, 4, 100])
  func otherSize(chunk: Int) throws {
    let books = try books()
    _ = try run(books, Self.header + Self.rows(0..<10), chunk: 3)
    let again = try run(books, Self.header + Self.rows(0..<11), chunk: chunk)
    #expect((again.skipped, again.accepted) == (10, 1))
    #expect(books.onHand == Self.sum(11))
  }

  @Test("A chunk of rows that were all refused counts with the one behind it", arguments: [1, 2, 3, 5, 100])
  func rejectedChunk(chunk: Int) throws {
    let books = try books()
    let text = Self.header + "receipt,LATER,S,1\nreceipt,LATER,S,2\nreceipt,LATER,S,3\n" + Self.rows(0..<4)
    let first = try run(books, text)
    #expect((first.accepted, first.rejected) == (4, 3))
    // Whatever the size of chunks is now, nothing is posted twice.
    let again = try run(books, text + Self.rows(4..<5), chunk: chunk)
    #expect((again.accepted, again.rejected, again.skipped) == (1, 0, 7))
    #expect(books.onHand == Self.sum(5))
  }

  @Test("Refused rows at the end of a file are judged again when it has grown, and once their reason has gone")
  func rejectedEnd() throws {
    let books = try books()
    let text = Self.header + Self.rows(0..<3) + "receipt,LATER,S,1\n"
    #expect(try run(books, text).rejected == 1)
    #expect(try run(books, text).rejected == 1)
    _ = try Importer.of(books, .items, key: "later").run("sku\nLATER\n")
    let grown = try run(books, text + Self.rows(3..<4))
    #expect((grown.accepted, grown.skipped) == (2, 3))
    #expect(books.onHand == Self.sum(4) + Quantity(1))
  }

  @Test("Another file, another mapping or another header is another import")
  func others() throws {
    let books = try books()
    _ = try run(books, Self.header + Self.rows(0..<2))
    #expect(try run(books, Self.header + Self.rows(1..<3)).accepted == 2)
    #expect(try run(books, "kind,item,location,quantity\n" + Self.rows(0..<2)).accepted == 2)
    #expect(try run(books, Self.header + Self.rows(0..<2), maps: ["quantity=quantity"]).accepted == 2)
    // Back to the first, between two others that begin at the same place.
    #expect(try run(books, Self.header + Self.rows(0..<2)).skipped == 2)
  }

  @Test("A file that was changed behind what it had in common is refused, not posted twice")
  func changed() throws {
    let books = try books()
    _ = try run(books, Self.header + Self.rows(0..<10))
    let changed = Self.header + Self.rows(0..<4) + "receipt,A,S,77\n" + Self.rows(5..<10)
    #expect(throws: ExchangeError.changedSinceImport(path: "file.csv", line: 5)) { try run(books, changed) }
    let shortened = Self.header + Self.rows(0..<5)
    #expect(throws: ExchangeError.changedSinceImport(path: "file.csv", line: 5)) { try run(books, shortened) }
    #expect(books.onHand == Self.sum(10))
  }

  @Test("The fingerprint is SipHash-2-4 with 128 bits, in pieces as in one")
  func digest() {
    // With a key of zeros, as `openssl mac -macopt size:16 SIPHASH` has it.
    let bytes = (0..<200).map { UInt8($0) }
    var whole = RowDigest()
    bytes.withUnsafeBufferPointer { whole.update($0) }
    for cut in [1, 3, 7, 8, 9, 64, 199] {
      var pieces = RowDigest()
      for start in stride(from: 0, to: bytes.count, by: cut) {
        Array(bytes[start..<min(start + cut, bytes.count)]).withUnsafeBufferPointer { pieces.update($0) }
      }
      #expect(pieces.text == whole.text)
    }
    var other = RowDigest()
    bytes.dropLast().withUnsafeBufferPointer { other.update($0) }
    #expect(other.text != whole.text)
    #expect(whole.text == "65baab3bae61397e3ab4d35863576669")
  }
}
