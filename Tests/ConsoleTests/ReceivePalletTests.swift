import Console
import Inventory
import Terminal
import Testing

/// Pallets and labels at the dock.
@Suite("Pallets and labels in the receiving pane")
struct ReceivePalletTests {
  private func receiving() -> PaneScript {
    let house = PaperWarehouse.receiving()
    house.load(plate: "PALLET-9", [("BOX-12", 30), ("TAP-048", 8)])
    return PaneScript(house)
  }

  private func good(_ script: PaneScript) -> [Quantity] {
    script.house.state.withLock { $0.receiving.lines.filter { !$0.good.isZero }.map(\.good) }
  }

  @Test("a pallet on its way says what stands on it, and y takes it whole; anything else leaves it")
  func pallet() {
    let script = receiving()
    script.scan("TR-0881")
    script.play("PALLET-9|")
    #expect(script.input == "y>" && script.screen.contains("pallet PALLET-9: 2 lines, 38 units, y takes it whole"))
    script.play("WID-220|")
    #expect(good(script).isEmpty && script.house.receipts == ["scan WID-220 1"])
    script.play("PALLET-9|<Esc>PALLET-9|y|")
    #expect(good(script) == [Quantity(8), Quantity(30)] || good(script) == [Quantity(30), Quantity(8)])
    #expect(script.screen.contains(" ok    received whole, as shipped"))
    script.play("<F8>")
    #expect(script.input == "y>" && script.house.receipts == ["scan WID-220 1"])
    script.play("y|")
    #expect(good(script).isEmpty && script.screen.contains("the receipt is taken back"))
  }

  @Test("a pallet opens its transfer with its own lines first, and is asked about at once")
  func opens() {
    for keys in ["", "g r"] {
      let script = receiving()
      script.type(keys)
      script.play("PALLET-9|")
      #expect(script.lines[0].contains("RECEIVE TR-0881") && script.input == "y>", "\(script.screen)")
      let rows = script.lines.filter { $0.contains("BOX-12 ") || $0.contains("WID-220 ") }
      #expect(rows.first?.contains("BOX-12") == true)
      script.play("y|")
      #expect(good(script).count == 2)
    }
  }

  @Test("F6 and Enter print as many labels as came; a number prints so many; a scan prints none")
  func labels() {
    let script = receiving()
    script.scan("TR-0881")
    script.play("<F6>")
    #expect(script.screen.contains("scan an item first"))
    script.play("WID-220|38|<F6>")
    #expect(
      script.input == "labels>"
        && script.screen.contains("38 labels of WID-220: Enter prints, another number changes it"))
    script.play("|")
    #expect(script.printer.labels.count == 38 && script.printer.labels.first?.item?.code.description == "WID-220")
    #expect(script.screen.contains("38 labels of WID-220: on their way to the printer"))
    script.play("<F6>2|<F6>WID-220|")
    #expect(script.printer.labels.count == 40 && script.house.receipts.last == "scan WID-220 1")
    script.play("<F6><Esc>|")
    #expect(script.printer.labels.count == 40)
    // A line that was not scanned: its item is read first, and an Enter typed ahead is not lost.
    script.isHeld = true
    script.play("/glu|<F6>|")
    script.release()
    #expect(script.screen.contains("nothing is printed") && script.printer.labels.count == 40)
    script.play("<F6>")
    #expect(script.screen.contains("none of GLU-1 L2407 came yet"))
    script.play("3|")
    #expect(script.printer.labels.suffix(3).allSatisfy { $0.lot == "L2407" } && script.printer.labels.count == 43)
  }

  @Test("a printer that does not print says why, and what to do")
  func trouble() {
    let script = receiving()
    script.printer.fail(.labelCommandFailed(command: "lp", why: "it ended with 1"))
    script.scan("TR-0881")
    script.play("WID-220|<F6>|")
    #expect(script.screen.contains("FAIL") && script.screen.contains("it ended with 1"))
  }

  @Test("a transfer in transit is received from the list by F7, and by no letter: a scanner may have typed it")
  func fromTheList() {
    let script = PaneScript(.receiving())
    script.type("g t D")
    #expect(script.lines[0].contains("TRANSFERS"))
    script.type("F7")
    #expect(script.lines[0].contains("RECEIVE TR-0881"))
  }
}

@Suite("Labels from the lists")
struct LabelFormTests {
  @Test("P asks how many labels, and F9 prints them; marked records print so many of each")
  func labels() {
    let script = PaneScript()
    script.type("P")
    #expect(script.screen.contains("Print labels of BOX-12"))
    script.type("Backspace 0 F9")
    #expect(script.screen.contains("How many labels?"))
    script.type("Backspace 1 2 F9")
    #expect(script.printer.labels.count == 12 && script.screen.contains("12 labels of BOX-12: on their way"))
    script.type("Space Space P F9")
    #expect(script.printer.labels.count == 14)
    script.type("j Enter P F9")
    #expect(script.printer.labels.count == 15)
  }
}
