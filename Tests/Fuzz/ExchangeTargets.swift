#if DEBUG || COVERAGE
  @testable import Exchange

  extension FuzzTargets {
    static let csv = FuzzTarget(
      "csv",
      [
        "sku,quantity\nWID,2\n", "a;b;c\r\n\"x;y\";\"say \"\"hi\"\"\";3\r\n", "\u{FEFF}a\tb\n1\t2\n",
        "a,b\n\"two\nlines\",2\n",
        "a,b\n\"open,2\n3,4\n", "a\rx\ry\r", "a,b\n=1+1,@x\n",
      ]
    ) { bytes in
      let whole = RowReport(bytes, .csv, isCut: false)
      let cut = RowReport(bytes, .csv, isCut: true)
      if whole != cut { return "cut into pieces it is \(cut), in one \(whole)" }
      if let broken = whole.broken { return broken }
      return whole.roundTrip()
    }

    static let ndjson = FuzzTarget(
      "ndjson",
      [
        "{\"sku\":\"WID\",\"quantity\":2.5}\n{\"sku\":\"BOX\",\"lots\":[1,{\"a\":null}]}\n",
        "{\"a\":true,\"b\":\"\\u00e9\\n\"}",
        "{}\n\n{\"a\":-1e5}\n", "{\"\\ud83d\\ude00\":1}",
      ]
    ) { bytes in
      let whole = RowReport(bytes, .ndjson, isCut: false)
      let cut = RowReport(bytes, .ndjson, isCut: true)
      if whole != cut { return "cut into pieces it is \(cut), in one \(whole)" }
      return whole.broken
    }
  }

  /// What a reader makes of a text.
  private struct RowReport: Equatable {
    struct Row: Equatable {
      var line: Int
      var cells: [[UInt8]?]
      var trouble: String?
    }

    var columns: [String] = []
    var rows: [Row] = []
    var failure: String?

    init(_ bytes: [UInt8], _ format: ImportFormat, isCut: Bool) {
      do {
        var rest = isCut ? pieces(of: bytes) : [bytes[...]]
        rest.reverse()
        let window = ByteWindow(path: "f", total: bytes.count, capacity: 16) { room in
          guard var piece = rest.popLast() else { return 0 }
          let count = min(piece.count, room.count)
          for index in 0..<count { room[index] = piece[piece.startIndex + index] }
          piece = piece.dropFirst(count)
          if !piece.isEmpty { rest.append(piece) }
          return count
        }
        let reader = try RowReading.open(window, format: format, separator: nil)
        var batch = RowBatch()
        var isOpen = true
        while isOpen {
          isOpen = try reader.read(into: &batch, upTo: isCut ? 3 : 100)
          for row in batch.rows { rows.append(RowReport.row(row, batch)) }
          batch.removeFirst(batch.rows.count)
        }
        columns = reader.columns
      } catch {
        failure = "\(error)"
      }
    }

    private static func row(_ row: RowBatch.Row, _ batch: RowBatch) -> Row {
      let cells = batch.cells[row.firstCell..<row.firstCell + row.cellCount].map { cell -> [UInt8]? in
        if cell.length == .max { return nil }
        let start = Int(cell.start & ~RowBatch.Cell.rewrittenBit)
        let source = cell.start & RowBatch.Cell.rewrittenBit == 0 ? batch.bytes : batch.rewritten
        return Array(source[start..<start + Int(cell.length)])
      }
      return Row(line: row.line, cells: row.trouble == nil ? cells : [], trouble: row.trouble?.reason)
    }

    /// Every row has its line, and they come in order.
    var broken: String? {
      var last = 0
      for row in rows {
        if row.line <= last { return "line \(row.line) comes behind line \(last)" }
        if row.trouble?.isEmpty == true { return "a trouble without words" }
        last = row.line
      }
      return nil
    }

    /// What was read, written and read again, is the same.
    func roundTrip() -> String? {
      let good = rows.filter { $0.trouble == nil && $0.cells.count == columns.count }
      guard failure == nil, !columns.isEmpty, !good.isEmpty else { return nil }
      var written: [UInt8] = []
      let output = ByteOutput { bytes in
        written += Array(bytes)
        return true
      }
      let names = columns.indices.map { "c\($0)" }
      let writer = RowWriter(.csv, names, into: output)
      writer.begin()
      for row in good {
        for cell in row.cells { writer.text(String(decoding: cell ?? [], as: UTF8.self)) }
        _ = writer.endRow()
      }
      writer.end()
      let again = RowReport(written, .csv, isCut: false)
      let wanted = good.map(\.cells)
      // A row of one empty cell is an empty line, which is no row.
      let isPlain = columns.count > 1 || !wanted.contains([[]])
      return again.rows.map(\.cells) == wanted || !isPlain ? nil : "written and read again it is \(again.rows)"
    }
  }
#endif
