import Inventory

/// How people sign in to a paper warehouse.
struct PaperPeople: Sendable {
  /// `MARIA badge`, in order.
  var signIns: [String] = []
  var attempts: [String: SignInAttempts] = [:]
  var lockAfter = 10
  /// Who did each act.
  var actors: [String] = []
  /// What the next one who asks who may come in is answered with.
  var trouble: InventoryError?

  mutating func perform(
    _ act: some Act, _ context: ActContext, _ operators: inout [Operator]
  ) throws(InventoryError) {
    actors.append(context.actor)
    if let act = act as? ChangePin {
      guard let index = operators.firstIndex(where: { $0.name == context.actor }) else {
        throw .noSuchOperator(context.actor)
      }
      guard operators[index].pin == act.old else { throw .wrongPin(context.actor, left: 5) }
      operators[index].pin = act.new
      return
    }
    guard let act = act as? RecordSignIn else { return }
    guard context.actor == act.name else { throw .noSuchOperator(act.name) }
    signIns.append("\(act.name) \(act.way.rawValue)")
    let failures = act.way == .wrongPin ? (attempts[act.name]?.failures ?? 0) + 1 : 0
    attempts[act.name] = SignInAttempts(failures: failures, lastAt: context.now)
  }

  /// People of every kind: MARIA at the dock with a badge, OTTO who counts with a PIN, ANNA the admin with both, and CORA
  /// who has neither.
  static func staff(_ house: PaperWarehouse = .small()) -> PaperWarehouse {
    house.state.withLock { state in
      var otto = Operator(name: "OTTO", role: .counter)
      otto.pin = PinHash("hash of 4711")
      var anna = Operator(name: "ANNA", role: .admin, badge: "B-0001")
      anna.pin = PinHash("hash of 1234")
      state.operators = [
        anna, Operator(name: "CORA", role: .counter), Operator(name: "MARIA", role: .dock, badge: "B-0017"), otto,
      ]
    }
    return house
  }
}

extension PaperAnswers {
  func answer(_ question: FrontDoor) throws(InventoryError) -> FrontDoor.Answer {
    if let trouble = state.people.trouble { throw trouble }
    var person: Operator?
    if case .person(let name)? = state.asker { person = state.operators.first { $0.name == name } }
    return FrontDoor.Answer(
      hasOperators: !state.operators.isEmpty, person: person,
      admins: state.operators.filter { $0.role == .admin }.map(\.name), lockAfter: state.people.lockAfter)
  }

  func answer(_ question: SignInCard) throws(InventoryError) -> SignInCard.Card? {
    let carried = state.operators.first { $0.badge == question.text }
    guard let person = carried ?? state.operators.first(where: { $0.name == question.text.uppercased() }) else {
      return nil
    }
    return SignInCard.Card(
      person: person, isByBadge: carried != nil, mayTryAt: state.people.attempts[person.name]?.pausedUntil,
      failures: state.people.attempts[person.name]?.failures ?? 0)
  }
}
