import Inventory
import Terminal

/// What a form about low stock is for.
enum LowForm: Hashable, Sendable {
  case transfer
  case order
  case snooze([Signal])
  case assign([Signal])
  case rule(ReorderRule)
  case filter
}

/// The forms of low stock, and their fields.
extension FormPane {
  private static func filled(_ field: FormField, _ text: String?, hint: String? = nil) -> FormField {
    var field = field
    field.line.text = text ?? ""
    if let hint { field.hint = hint }
    return field
  }

  private static func lineFields(_ signals: [Signal], _ text: (Signal) -> String) -> [FormField] {
    var lines: [ItemCode: Int] = [:]
    for signal in signals { lines[signal.rule.code, default: 0] += 1 }
    return signals.enumerated().map { row, signal in
      // What is low at several places says where each time.
      let place = lines[signal.rule.code] == 1 ? "" : " " + signal.rule.placeWords(14)
      return FormField(
        name: .lineQuantity, label: signal.rule.code.description + place, line: TextLine(text: text(signal)), row: row)
    }
  }

  private static func amount(_ quantity: Quantity) -> String { quantity > .zero ? quantity.description : "" }

  /// From the best source as much as is suggested and it can give; of several, a transfer from each source.
  static func lowTransfer(_ signals: [Signal]) -> FormPane {
    var fields = lineFields(signals) { _ in "" }
    if signals.count == 1 {
      fields += [
        FormField(name: .from, label: "from", hint: "a site: its places are looked through"),
        filled(FormField(name: .to, label: "to", hint: "where it goes: scan or type the place"), signals[0].rule.place),
      ]
    }
    fields.append(closed(.priority, "priority", TransferPriority.allCases.map(\.rawValue)))
    var form = FormPane(.low(.transfer), title: "Transfer \(signals.words)", fields: fields)
    form.low.lines = signals.map { LowDraft.Line(signal: $0) }
    if signals.count > 1 { form.notes = ["One transfer from each source; 0 leaves a line out."] }
    return form
  }

  /// As much as is suggested; of several, a requisition to each vendor.
  static func lowOrder(_ signals: [Signal], _ clock: LocalClock) -> FormPane {
    var fields = lineFields(signals) { amount($0.suggested) }
    for (row, signal) in signals.enumerated() {
      fields[row].hint =
        "\(signal.rule.unit) of \(signal.rule.name), \(Numbers.grouped(signal.figures.available)) left; "
        + signal.rule.orderWords
    }
    if let signal = signals.first, signals.count == 1 {
      fields += [
        filled(
          FormField(name: .vendor, label: "vendor", hint: "empty: whoever buys it decides"), signal.rule.vendor),
        filled(
          FormField(
            name: .scheduled, label: "needed by", hint: "2026-07-04; as it stands: when an order of today would come"),
          signal.neededOn(clock.today)?.description),
      ]
    }
    fields.append(note)
    var form = FormPane(.low(.order), title: "Order \(signals.words)", fields: fields)
    form.low.lines = signals.map { LowDraft.Line(signal: $0) }
    if signals.count > 1 {
      form.notes = ["One requisition to each vendor, needed when its lead time is over; 0 leaves a line out."]
    }
    return form
  }

  static func snooze(_ signals: [Signal]) -> FormPane {
    var form = FormPane(
      .low(.snooze(signals)), title: "Let \(signals.words) rest",
      fields: [FormField(name: .days, label: "days", hint: "empty: 3 days; it comes back by itself when it runs out")])
    form.notes = signals.count == 1 ? [signals[0].rule.name] : []
    return form
  }

  static func assign(_ signals: [Signal]) -> FormPane {
    FormPane(
      .low(.assign(signals)), title: "Assign \(signals.words)",
      fields: [FormField(name: .assignee, label: "to", hint: "a name; empty: to yourself; - to nobody")])
  }

  static func rule(_ rule: ReorderRule) -> FormPane {
    func number(_ name: FormField.Name, _ label: String, _ quantity: Quantity?, _ hint: String) -> FormField {
      filled(FormField(name: name, label: label, hint: hint), quantity?.description)
    }
    return FormPane(
      .low(.rule(rule)), title: "Rule of \(rule.code) at \(rule.place)",
      fields: [
        number(.reorderPoint, "reorder at", rule.point, "low at or below this"),
        number(.maximum, "fill up to", rule.maximum, "takes the place of order beyond"),
        number(.quantity, "or beyond", rule.quantity, "so much beyond the point; takes the place of fill up to"),
        number(.multiple, "multiple", rule.multiple, "orders are whole multiples of it"),
        number(.minimumOrder, "min order", rule.minimumOrder, "what the vendor takes at least"),
        filled(
          FormField(name: .leadDays, label: "lead days", hint: "days until what is ordered comes"),
          rule.leadDays.map(String.init)),
        number(.safetyStock, "safety", rule.safetyStock, "what is to be left when it comes"),
        filled(FormField(name: .vendor, label: "vendor", hint: "whom it is ordered from"), rule.vendor),
      ])
  }

  static func filter(_ filter: SignalFilter) -> FormPane {
    let states = SignalState.allCases.filter { $0 != .closed }.map(\.rawValue)
    let state: String? =
      filter.states == [.open, .acknowledged]
      ? "not covered" : filter.states.flatMap { $0.count == 1 ? $0.first?.rawValue : nil }
    return FormPane(
      .low(.filter), title: "Which signals",
      fields: [
        filled(
          FormField(name: .location, label: "place", hint: "a site or a place, and all in it"), filter.location),
        closed(.status, "state", ["any", "not covered"] + states, at: state ?? "any"),
        closed(.isLow, "out only", ["no", "yes"], at: filter.isOut ? "yes" : "no"),
        filled(FormField(name: .vendor, label: "vendor", hint: "whom it is ordered from"), filter.vendor),
        filled(
          FormField(name: .assignee, label: "assigned to", hint: "a name; me: what is yours"), filter.assignedTo),
      ])
  }

  // MARK: What a form waits for

  mutating func beginLow(_ form: LowForm, _ desk: inout Desk) {
    switch form {
    case .transfer where low.stories.isEmpty && low.lines.allSatisfy({ $0.source == nil }):
      for (row, line) in low.lines.enumerated() {
        low.stories.append((row, desk.ask(SignalStory(line.signal.id))))
      }
    case .assign: if low.operators == nil { low.operators = desk.ask(OperatorList()) }
    default: break
    }
  }

  mutating func takeLow(_ reply: Reply, _ desk: inout Desk) {
    if let result = reply.value(for: low.operators) {
      low.operators = nil
      let names = ((try? result.get()) ?? []).filter(\.isActive).map(\.name)
      fields[0].choices = Array(names.prefix(9))
      return
    }
    for (index, story) in low.stories.enumerated() {
      guard let result = reply.value(for: story.ticket) else { continue }
      low.stories.remove(at: index)
      switch result {
      case .success(let told): take(told, of: story.row)
      case .failure: low.isWanted = false
      }
      if low.isWanted, low.stories.isEmpty {
        low.isWanted = false
        commit(&desk)
      }
      return
    }
  }

  /// The best source is proposed, where nothing else was typed yet.
  private mutating func take(_ story: SignalStory.Story, of row: Int) {
    guard let field = fields.firstIndex(where: { $0.row == row }) else { return }
    let signal = story.row.signal
    low.lines[row].signal = signal
    guard let source = story.sources.first else {
      fields[field].hint = "no other site has any to give: 0 leaves it out; O orders it"
      if fields[field].line.isEmpty, low.lines.count > 1 { propose("0", at: field) }
      return
    }
    low.lines[row].source = source
    fields[field].hint = "\(signal.rule.unit) of \(signal.rule.name) from \(source.words)"
    if fields[field].line.isEmpty {
      propose(FormPane.amount(source.gives), at: field)
    }
    if let from = fields.firstIndex(where: { $0.name == .from }), fields[from].line.isEmpty {
      propose(source.site, at: from)
    }
  }

  private mutating func propose(_ text: String, at index: Int) {
    fields[index].line.text = text
    pristine[index] = text
  }
}
