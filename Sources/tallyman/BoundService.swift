import Inventory
import Storage
import StorageRemote

/// A service over a line on which one operator may act: whoever named nobody is that operator, and whoever named another
/// is refused before anything is sent.
final class BoundService: InventoryService {
  private let service: any InventoryService
  let name: String
  /// What a face calls a person who gave no name.
  let nobody: String

  private init(_ service: any InventoryService, _ name: String, nobody: String) {
    self.service = service
    self.name = name
    self.nobody = nobody
  }

  /// The service itself where everybody may act.
  static func bound(
    _ service: any InventoryService, _ database: any Database, _ address: String
  ) -> any InventoryService {
    guard let agent = database as? AgentDatabase, let name = (try? agent.facts())?.operatorName else { return service }
    return BoundService(service, name, nobody: World.loginName())
  }

  func perform(_ act: some Act, _ context: ActContext) throws(InventoryError) -> ActAnswer {
    var context = context
    context.actor = try named(context.actor)
    return try service.perform(act, context)
  }

  func ask<Q: Question>(_ question: Q, for asker: Asker) throws(InventoryError) -> Q.Answer {
    guard case .person(let given) = asker else { return try service.ask(question, for: asker) }
    let asker = try Asker.person(named(given))
    // Who asks who they are gave no name either.
    if let own = question as? WhoAmI, own.name == nobody, let bound = WhoAmI(name) as? Q {
      return try service.ask(bound, for: asker)
    }
    let answer = try service.ask(question, for: asker)
    // Whoever came over the line is the bound operator already, and is asked for no PIN.
    if var card = answer as? SignInCard.Card, card.person.isCalled(name) {
      card.person.pin = nil
      if let card = card as? Q.Answer { return card }
    }
    return answer
  }

  private func named(_ given: String) throws(InventoryError) -> String {
    guard given == name || given == nobody else {
      throw .badField(name: "operator", value: given, wanted: "\(name), and nobody else may act over this line")
    }
    return name
  }
}
