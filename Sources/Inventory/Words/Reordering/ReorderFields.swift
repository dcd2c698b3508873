extension ReorderRule {
  /// As scripts, files and the audit name it.
  public var fields: Fields {
    var fields = Fields()
    fields.add("id", String(id.number))
    fields.add("sku", code.sku)
    fields.add("variant", code.variant.isEmpty ? nil : code.variant)
    fields.add("name", name)
    fields.add("location", place)
    fields.add("point", point)
    fields.add("quantity", quantity)
    fields.add("max", maximum)
    fields.add("multiple", multiple)
    fields.add("min_order", minimumOrder)
    fields.add("lead_time", leadDays.map { .number(String($0)) } ?? .null)
    fields.add("safety", safetyStock)
    fields.add("vendor", vendor)
    fields.add("target", target)
    fields.add("version", version)
    return fields
  }
}

extension Signal {
  /// The rule, what stands at its place and what people did about it, as of an instant.
  public func fields(at now: Instant) -> Fields {
    var fields = rule.fields
    fields.add("unit", rule.unit)
    fields.add("available", figures.available)
    fields.add("incoming", figures.incoming)
    fields.add("projected", figures.projected)
    fields.add("use_per_day", figures.usePerDay)
    fields.add("cover", figures.cover.thousandths.map { .number(Decimals.text($0, places: 3)) } ?? .null)
    fields.add("slack", slack.map { .number(Decimals.text($0, places: 3)) } ?? .null)
    fields.add("low", figures.isLow(rule))
    fields.add("out", figures.isOut)
    fields.add("suggested", suggested)
    fields.add("state", state(at: now).rawValue)
    fields.add("opened_at", openedAt)
    fields.add("opened_by", openedBy.map(String.init))
    fields.add("available_then", availableThen)
    fields.add("acknowledged_by", acknowledgedBy)
    fields.add("acknowledged_at", acknowledgedAt)
    fields.add("snoozed_until", state(at: now) == .snoozed ? snoozedUntil : nil)
    fields.add("assigned_to", assignedTo)
    fields.add("escalated_to", escalatedTo?.rawValue)
    fields.add("escalated_at", escalatedAt)
    fields.add("signal_version", version)
    return fields
  }

  /// Which it is and who hears of it, without a figure: those who count blind work signals out too.
  var named: Fields {
    var fields = Fields()
    fields.add("id", String(id.number))
    fields.add("sku", rule.code.sku)
    fields.add("variant", rule.code.variant.isEmpty ? nil : rule.code.variant)
    fields.add("location", rule.place)
    fields.add("escalated_to", escalatedTo?.rawValue)
    return fields
  }

  /// What people did about it: what an audit event tells of one signal among many.
  var tended: Fields {
    var fields = Fields()
    fields.add("id", String(id.number))
    fields.add("sku", rule.code.sku)
    fields.add("variant", rule.code.variant.isEmpty ? nil : rule.code.variant)
    fields.add("location", rule.place)
    fields.add("available", figures.available)
    fields.add("point", rule.point)
    fields.add("state", state.rawValue)
    fields.add("acknowledged_by", acknowledgedBy)
    fields.add("snoozed_until", snoozedUntil)
    fields.add("assigned_to", assignedTo)
    fields.add("escalated_to", escalatedTo?.rawValue)
    return fields
  }
}

extension SignalCounts {
  public var fields: Fields {
    var fields = Fields()
    for (name, count) in [
      ("open", open), ("acknowledged", acknowledged), ("snoozed", snoozed), ("covered", covered), ("out", out),
    ] {
      fields.add(name, isWithheld ? .null : .number(String(count)))
    }
    return fields
  }
}
