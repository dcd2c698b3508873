import Inventory
import Terminal

/// The acts that forms about low stock send: one after the other, where marks made several of them.
extension FormPane {
  mutating func commit(_ form: LowForm, _ desk: inout Desk) throws(FormTrouble) {
    if !low.stories.isEmpty {
      low.isWanted = true
      return desk.say(.ok, "its sources are being read: then it is done")
    }
    // After a lost answer the same is sent again, and then what was to follow.
    if state == .unknown, let step = low.steps.first { return send(step.act, &desk) }
    switch form {
    case .transfer: low.steps = try transfers()
    case .order: low.steps = try requisitions(desk.clock)
    case .snooze(let signals): low.steps = [try snoozing(signals, desk.now)]
    case .assign(let signals): low.steps = [assigning(signals, desk.identity.actor)]
    case .rule(let rule): low.steps = [try ruling(rule)]
    case .filter:
      let wanted = try lowFilter(desk.identity.actor)
      return desk.go(.reshape(LowPane.self) { pane, _ in pane.setFilter { $0 = wanted } })
    }
    low.done = []
    if let step = low.steps.first { send(step.act, &desk) }
  }

  mutating func takeLow(_ outcome: Outcome, _ desk: inout Desk) {
    guard let step = low.steps.first else { return }
    switch outcome.result {
    case .success(let answer):
      low.steps.removeFirst()
      let number = answer.documentNumber("TR") ?? answer.documentNumber("RQ")
      let (words, back) = (step.words(number), step.takingBack(number))
      desk.done.append(
        DoneAct(key: outcome.key, words: words, remedy: back == nil ? step.remedy : nil, takingBack: back))
      low.done.append(words)
      key = nil
      if let next = low.steps.first { return send(next.act, &desk) }
      desk.say(.ok, low.done.joined(separator: "; ") + (back == nil ? "" : "  (F8 undoes)"))
      desk.emit(.beep(1))
      desk.go(.close)
    case .failure(.outcomeUnknown):
      state = .unknown
      trouble = "It is not known whether this was done. Press F9: it is not done twice."
      desk.say(.fail, "no answer: not known whether it was done; F9 finds out, and does it if not")
    case .failure(let error):
      refuse(error, step)
      desk.emit(.beep(3))
    }
  }

  /// What was done before stays done: its lines are left out of the next try.
  private mutating func refuse(_ error: InventoryError, _ step: LowDraft.Step) {
    state = .editing
    key = nil
    let waiting = Set(low.steps.flatMap(\.rows))
    if !low.done.isEmpty {
      for index in fields.indices {
        if let row = fields[index].row, !waiting.contains(row) { fields[index].line.text = "0" }
      }
    }
    trouble = (low.done + [error.formWords]).joined(separator: ". ")
    low.steps = []
    active =
      fields.firstIndex { $0.name == error.field } ?? fields.firstIndex { $0.row == step.rows.first && $0.row != nil }
      ?? active
  }

  // MARK: Replenishing

  /// What is meant of each line, without those of which nothing is.
  private func meantSignals() throws(FormTrouble) -> [(row: Int, line: LowDraft.Line, quantity: Quantity)] {
    var meant: [(row: Int, line: LowDraft.Line, quantity: Quantity)] = []
    for field in fields {
      guard let row = field.row else { continue }
      let code = low.lines[row].signal.rule.code
      guard !field.text.isEmpty else {
        throw FormTrouble(field: field.name, row: row, words: "How many of \(code)? Write a number; 0 leaves it out.")
      }
      guard let amount = Arithmetic.amount(field.text), amount >= .zero else {
        throw FormTrouble(
          field: field.name, row: row, words: "\"\(field.text)\" of \(code) is no quantity: write 12, 2.5 or 6x8+3.")
      }
      if amount > .zero { meant.append((row, low.lines[row], amount)) }
    }
    guard !meant.isEmpty else {
      throw FormTrouble(field: .lineQuantity, row: 0, words: "Nothing is meant: write how many.")
    }
    return meant
  }

  private func transfers() throws(FormTrouble) -> [LowDraft.Step] {
    struct Route: Hashable {
      var from: String
      var to: String
    }
    var routes: [Route] = []
    var lines: [Route: [(row: Int, line: TransferRequestLine)]] = [:]
    let isAlone = low.lines.count == 1
    for (row, line, quantity) in try meantSignals() {
      let code = line.signal.rule.code.description
      let from = isAlone ? textOrNil(.from) : line.source?.site
      guard let from else {
        throw FormTrouble(
          field: isAlone ? .from : .lineQuantity, row: isAlone ? nil : row,
          words: isAlone
            ? "Where does it come from? Type a site or a place; Esc, then O orders it."
            : "No other site has any of \(code): write 0, and order it with O.")
      }
      guard let to = isAlone ? textOrNil(.to) : line.signal.rule.place else {
        throw FormTrouble(field: .to, words: "Where does it go? Scan or type a place.")
      }
      if let source = line.source, source.site.lowercased() == from.lowercased(), quantity > source.available {
        throw FormTrouble(
          field: .lineQuantity, row: row,
          words: "\(source.site) has \(Numbers.grouped(source.available)) of \(code): more cannot come from there.")
      }
      let route = Route(from: from, to: to)
      if lines[route] == nil { routes.append(route) }
      lines[route, default: []].append((row, TransferRequestLine(code, quantity)))
    }
    let priority = TransferPriority(rawValue: text(.priority)) ?? .normal
    return routes.map { route in
      let asked = lines[route] ?? []
      let what =
        asked.count == 1
        ? "\(Numbers.grouped(asked[0].line.quantity)) of \(asked[0].line.item)" : Numbers.lines(asked.count)
      return LowDraft.Step(
        act: CreateTransfer(from: route.from, to: route.to, asked.map(\.line), priority: priority),
        rows: asked.map(\.row),
        words: { "asked for \($0 ?? "a transfer"): \(what) from \(route.from) to \(route.to)" },
        takingBack: { $0.map { CancelTransfer($0) } }, remedy: "cancel it: g t, then X")
    }
  }

  private func requisitions(_ clock: LocalClock) throws(FormTrouble) -> [LowDraft.Step] {
    var vendors: [String] = []
    var lines: [String: [(row: Int, line: CreateRequisition.Line)]] = [:]
    let isAlone = low.lines.count == 1
    var needed: Day?
    if isAlone, let text = textOrNil(.scheduled) {
      guard let day = Day(text) else {
        throw FormTrouble(field: .scheduled, words: "\"\(text)\" is no day: write it as 2026-07-04.")
      }
      needed = day
    }
    for (row, line, quantity) in try meantSignals() {
      let rule = line.signal.rule
      try check(quantity, rule, row)
      let vendor = isAlone ? textOrNil(.vendor) : rule.vendor
      let wanted = CreateRequisition.Line(
        rule.code.description, quantity, at: rule.place, vendor: vendor,
        neededOn: isAlone ? needed : line.signal.neededOn(clock.today))
      let name = vendor?.lowercased() ?? ""
      if lines[name] == nil { vendors.append(name) }
      lines[name, default: []].append((row, wanted))
    }
    let note = textOrNil(.note)
    return vendors.map { name in
      let wanted = lines[name] ?? []
      let what =
        wanted.count == 1
        ? "\(Numbers.grouped(wanted[0].line.quantity)) of \(wanted[0].line.item)" : Numbers.lines(wanted.count)
      let from = wanted[0].line.vendor.map { " from \($0)" } ?? ""
      return LowDraft.Step(
        act: CreateRequisition(wanted.map(\.line), note: note), rows: wanted.map(\.row),
        words: { "asked for \($0 ?? "a requisition"): \(what)\(from)" },
        takingBack: { $0.map { DecideRequisition($0, .cancel) } }, remedy: "cancel it: tallyman requisition cancel")
    }
  }

  /// Vendors take so much at least, and whole multiples.
  private func check(_ quantity: Quantity, _ rule: ReorderRule, _ row: Int) throws(FormTrouble) {
    if let least = rule.minimumOrder, quantity < least {
      throw FormTrouble(
        field: .lineQuantity, row: row, words: "\(rule.code) is ordered by \(Numbers.grouped(least)) at least.")
    }
    guard let multiple = rule.multiple, multiple > .zero else { return }
    let over = quantity.thousandths % multiple.thousandths
    guard over != 0 else { return }
    let below = Quantity(thousandths: quantity.thousandths - over)
    let two = [below, below + multiple].filter { $0 > .zero }.map { Numbers.grouped($0) }.joined(separator: " or ")
    throw FormTrouble(
      field: .lineQuantity, row: row,
      words: "\(rule.code) is ordered in multiples of \(Numbers.grouped(multiple)): \(two).")
  }

  // MARK: Tending

  private func snoozing(_ signals: [Signal], _ now: Instant) throws(FormTrouble) -> LowDraft.Step {
    let text = textOrNil(.days) ?? "3"
    guard let days = Int(text), 1...365 ~= days else {
      throw FormTrouble(field: .days, words: "\"\(text)\" are no days: write 1 to 365.")
    }
    let ids = signals.map(\.id)
    let until = now.adding(milliseconds: Int64(days) * 86_400_000)
    return LowDraft.Step(
      act: TendSignals(ids, .snooze(until: until)),
      words: { _ in "\(signals.words) rests for \(Numbers.counted(days, "day", "days"))" },
      takingBack: { _ in TendSignals(ids, .reopen) })
  }

  private func assigning(_ signals: [Signal], _ me: String) -> LowDraft.Step {
    let name = textOrNil(.assignee) ?? me
    let ids = signals.map(\.id)
    let before = Set(signals.map(\.assignedTo))
    return LowDraft.Step(
      act: TendSignals(ids, .assign(to: name == "-" ? nil : name)),
      words: { _ in "assigned \(signals.words) to \(name == "-" ? "nobody" : name)" },
      takingBack: { _ in before.count == 1 ? before.first.map { TendSignals(ids, .assign(to: $0)) } : nil },
      remedy: "assign it again with A")
  }

  private func ruling(_ rule: ReorderRule) throws(FormTrouble) -> LowDraft.Step {
    guard isTouched else { throw FormTrouble(field: .reorderPoint, words: "Nothing is changed yet.") }
    var days: Int?
    if textOrNil(.leadDays) != rule.leadDays.map(String.init) {
      guard let typed = Int(text(.leadDays)), 0...3_650 ~= typed else {
        throw FormTrouble(field: .leadDays, words: "\"\(text(.leadDays))\" are no days: write 0 to 3650.")
      }
      days = typed
    }
    let vendor = text(.vendor) == rule.vendor ?? "" ? nil : text(.vendor)
    let act = SetRule(
      rule.code.description, at: rule.place, point: try changed(.reorderPoint, from: rule.point),
      quantity: try changed(.quantity, from: rule.quantity, or: .maximum),
      maximum: try changed(.maximum, from: rule.maximum, or: .quantity),
      multiple: try changed(.multiple, from: rule.multiple),
      minimumOrder: try changed(.minimumOrder, from: rule.minimumOrder), leadDays: days,
      safetyStock: try changed(.safetyStock, from: rule.safetyStock), vendor: vendor, ifVersion: rule.version)
    return LowDraft.Step(
      act: act, words: { _ in "set the rule of \(rule.code) at \(rule.place)" }, takingBack: { _ in nil },
      remedy: "set it again with B")
  }

  /// What is typed where it is another; what is not said of a rule stays, so that a field that is emptied means nothing,
  /// unless another takes its place.
  private func changed(
    _ name: FormField.Name, from old: Quantity?, or other: FormField.Name? = nil
  ) throws(FormTrouble) -> Quantity? {
    guard let text = textOrNil(name) else {
      if old == nil || other.map({ textOrNil($0) != nil }) ?? false { return nil }
      throw FormTrouble(field: name, words: "It cannot be left empty: what is not said of a rule stays as it is.")
    }
    guard let amount = Arithmetic.amount(text), amount >= .zero else {
      throw FormTrouble(field: name, words: "\"\(text)\" is no quantity: write 12 or 2.5.")
    }
    return amount == old ? nil : amount
  }

  // MARK: Filter

  private func lowFilter(_ me: String) throws(FormTrouble) -> SignalFilter {
    var filter = SignalFilter()
    filter.location = textOrNil(.location)
    switch text(.status) {
    case "not covered": filter.states = [.open, .acknowledged]
    case let name: filter.states = SignalState(rawValue: name).map { [$0] }
    }
    filter.isOut = text(.isLow) == "yes"
    filter.vendor = textOrNil(.vendor)
    filter.assignedTo = textOrNil(.assignee).map { $0.lowercased() == "me" ? me : $0 }
    return filter
  }
}
