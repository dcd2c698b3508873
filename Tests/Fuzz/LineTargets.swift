#if DEBUG || COVERAGE
  import Storage

  @testable import StorageRemote

  extension FuzzTargets {
    static let frames = FuzzTarget(
      "frames",
      [],
      binary: [
        Frame(.pong, 7, [1, 2, 3]).bytes + Frame(.granted, 1).bytes, Frame(.pong, 0, statements).bytes, statements,
      ]
    ) { bytes in
      let whole = heard(in: [bytes[...]])
      let cut = heard(in: pieces(of: bytes))
      if whole.frames.map(\.bytes) != cut.frames.map(\.bytes) || whole.damage != cut.damage {
        return "cut into pieces it is \(cut), in one \(whole)"
      }
      for frame in whole.frames where heard(in: [frame.bytes[...]]).frames.map(\.bytes) != [frame.bytes] {
        return "\(frame) is not read again"
      }
      for payload in whole.frames.map(\.payload) + [bytes] {
        var reader = PayloadReader(payload)
        guard let read = try? reader.statements() else { continue }
        var writer = PayloadWriter()
        writer.add(read)
        var second = PayloadReader(writer.bytes)
        if (try? second.statements()) != read { return "\(read) is not read again" }
      }
      return nil
    }

    private static var statements: [UInt8] {
      var writer = PayloadWriter()
      writer.add([
        Statement("a", [.integer(1), .text("x"), .null, .blob([1])]), Statement("b", rows: 2, [.null, .null]),
      ])
      return writer.bytes
    }

    private static func heard(in pieces: [ArraySlice<UInt8>]) -> (frames: [Frame], damage: FrameDamage?) {
      var stream = Frame.Stream()
      var frames: [Frame] = []
      for piece in pieces {
        stream.feed(piece)
        do throws(FrameDamage) {
          while let frame = try stream.next() { frames.append(frame) }
        } catch {
          return (frames, error)
        }
      }
      return (frames, nil)
    }

    static let http = FuzzTarget(
      "http",
      [
        "HTTP/1.1 200 OK\r\nContent-Length: 14\r\n\r\n{\"results\":[]}",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        "HTTP/1.0 503 No\r\n\r\nleader not found",
        "{\"results\":[{\"columns\":[\"a\"],\"types\":[\"integer\"],\"values\":[[1],[null],[\"x\"],[1.5]],\"time\":0.1}]}",
        "{\"results\":[{\"last_insert_id\":1,\"rows_affected\":1},{\"error\":\"UNIQUE constraint failed\"}]}",
        "{\"error\":\"x\"}",
      ]
    ) { bytes in
      let whole = answered(by: [bytes[...]])
      let cut = answered(by: pieces(of: bytes))
      if whole != cut { return "cut into pieces it is \(cut), in one \(whole)" }
      _ = try? RqliteAnswer(bytes)
      _ = JSONTree(bytes)
      return nil
    }

    private struct Heard: Equatable {
      var taken = 0
      var status = 0
      var fields: [String] = []
      var body: [UInt8] = []
      var keepsLine = false
      var isWhole = false
      var fault: String?
    }

    private static func answered(by pieces: [ArraySlice<UInt8>]) -> Heard {
      var reader = HTTPAnswerReader()
      var heard = Heard()
      do throws(WireFault) {
        for piece in pieces where !reader.isWhole {
          let bytes = Array(piece)
          let outcome = bytes.withUnsafeBytes { bytes -> Result<Int, WireFault> in
            do throws(WireFault) { return .success(try reader.take(bytes)) } catch { return .failure(error) }
          }
          heard.taken += try outcome.get()
        }
        if !reader.isWhole { try reader.end() }
      } catch {
        heard.taken = 0
        heard.fault = "\(error)"
        return heard
      }
      heard.status = reader.answer.status
      heard.fields = reader.answer.fields.map { "\($0.name):\($0.value)" }
      heard.body = reader.answer.body
      heard.keepsLine = reader.answer.keepsLine
      heard.isWhole = reader.isWhole
      return heard
    }
  }
#endif
