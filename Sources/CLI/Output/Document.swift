import Inventory

/// A document for people: a name and a value a line; what is empty is left out.
enum Document {
  static func text(_ fields: Fields) -> String {
    let shown = fields.list.filter { !$0.value.plain.isEmpty }
    let width = shown.map { $0.name.utf8.count }.max() ?? 0
    return shown.map { field in
      let name = field.name.split(separator: "_").joined(separator: " ")
      return name + String(repeating: " ", count: width - name.utf8.count + 2) + PlainText.safe(field.value.plain)
    }.joined(separator: "\n")
  }
}
