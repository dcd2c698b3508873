import CLI
import Inventory

/// What the doctor has to say of the people in a house.
enum DoctorPeople {
  /// - Parameter retiredSites: the codes of the sites that are no longer at work.
  static func findings(_ people: [Operator], retiredSites: Set<String>) -> [DoctorFinding] {
    guard !people.isEmpty else {
      return [
        Doctor.about(
          "operators", .ok,
          "none: everybody may do everything, under the name they log in with. Begin with: tallyman operator add NAME")
      ]
    }
    let atWork = people.filter(\.isActive)
    let admins = atWork.filter { $0.role == .admin }.map(\.name)
    var findings = [
      Doctor.about(
        "operators", .ok, "\(atWork.count) at work, of them admins: \(admins.joined(separator: ", "))")
    ]
    let unproven = atWork.filter { $0.pin == nil && $0.badge == nil }.map(\.name)
    if !unproven.isEmpty {
      findings.append(
        Doctor.about(
          "sign-in", .warn,
          "\(unproven.joined(separator: ", ")): neither badge nor PIN, so anybody may act under the name. Give one with: "
            + "tallyman operator edit \(unproven[0]) --pin"))
    }
    for person in atWork {
      let gone = person.sites.map(\.code).filter(retiredSites.contains)
      guard !gone.isEmpty else { continue }
      findings.append(
        Doctor.about(
          "sites", .warn,
          "\(person.name) works at \(gone.joined(separator: ", ")), which \(gone.count == 1 ? "is" : "are") retired. Give "
            + "another with: tallyman operator edit \(person.name) --site LOC"))
    }
    return findings
  }
}
