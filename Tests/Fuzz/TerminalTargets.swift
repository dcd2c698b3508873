#if DEBUG || COVERAGE
  import Console
  import Terminal

  extension FuzzTargets {
    static let decoder = FuzzTarget(
      "decoder",
      [
        "abc\r\n", "\u{1B}[A\u{1B}OA\u{1B}[1;5P", "\u{1B}[200~one\r\ntwo\u{1B}[201~", "]C10104012345678901\u{1D}21A\r",
        "\u{2}5901\u{3}\r", "\u{1B}]11;rgb:0000/1111/2222\u{07}x", "\u{1B}P>|xterm(380)\u{1B}\\", "\u{1B}[<0;10;20M",
        "Nuß 日本 \u{1F600}", "\u{1B}a\u{1B}\u{1B}[B", "\u{1B}[?62;1;6c\u{1B}[24;80R",
      ]
    ) { bytes in
      var whole = Decoder()
      var events = whole.feed(bytes, at: 0)
      events += whole.expire(at: 100_000)
      var cut = Decoder()
      var others: [InputEvent] = []
      for piece in pieces(of: bytes) { others += cut.feed(piece, at: 0) }
      others += cut.expire(at: 100_000)
      if events != others { return "cut into pieces it is \(others), in one \(events)" }
      return events.count > bytes.count + 1 ? "\(events.count) events of \(bytes.count) bytes" : nil
    }

    static let configuration = FuzzTarget(
      "configuration",
      [
        Theme.builtInText("night") ?? "", Theme.builtInText("mono") ?? "", "list.down = j, Down\nlist.up = k # up\n",
        "[scanner]\nprefix = ]\nend = CR\n",
        "base = night\n[palette]\nink = #102030\n[roles]\ntext = ink on paper bold\n",
        "commit = F9\nhelp = ?, F1\n", "database = /srv/stock.db\ntheme = \"lean\"\n",
      ]
    ) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      let lines = 1 + text.unicodeScalars.filter { $0 == "\n" || $0 == "\r" }.count
      let theme = Theme.read(text, file: "f") { name in name == "other" ? text : Theme.builtInText(name) }
      let problems = theme.problems + Keymap(overrides: ConfigurationFile(text, name: "f")).problems
      for problem in problems where problem.file == "f" && !(1...lines).contains(problem.line) {
        return "line \(problem.line) of \(lines): \(problem)"
      }
      return problems.contains { $0.description.isEmpty } ? "a problem without words" : nil
    }
  }
#endif
