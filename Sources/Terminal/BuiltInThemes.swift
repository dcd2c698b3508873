/// The themes that are there without any file; the files in `themes/` are the same texts, to be copied and changed.
enum BuiltInThemes {
  /// In the order in which they are offered.
  static let names = [
    "night", "day", "contrast", "safe", "safe3", "mono", "lean", "amber",
  ]

  static let texts: [String: String] = [
    "night": night, "day": day, "contrast": contrast, "safe": safe, "safe3": safe3, "mono": mono, "lean": lean,
    "amber": amber,
  ]

  static let night = """
    name         = night
    about        = dark, on the terminal's own background
    mode         = dark
    cursor_style = cell
    tabs         = yes

    [palette]
    alarm  = bright-red
    warn   = bright-yellow
    good   = bright-green
    calm   = bright-cyan
    accent = bright-blue / 75
    quiet  = default / 246

    [roles]
    text            = default
    muted           = quiet
    strong          = bold
    rule            = quiet
    header          = reverse
    header.mode     = reverse bold
    header.warn     = alarm reverse bold underline
    tab             = default
    tab.active      = reverse
    footer          = default
    footer.key      = reverse
    footer.off      = quiet
    column          = bold
    column.sorted   = bold underline
    row             = default
    row.alt         = default
    row.cursor      = reverse
    row.cell        = reverse
    row.marked      = bold
    row.changed     = calm bold
    row.gone        = quiet
    stock.out       = alarm reverse bold
    stock.low       = warn bold
    stock.cover     = calm
    stock.ok        = good
    stock.blocked   = warn ; mono: underline
    number.negative = alarm bold
    number.zero     = quiet
    scan.prompt     = bold
    scan.echo       = default
    scan.ok         = good bold
    scan.warn       = warn bold underline
    scan.error      = alarm reverse bold
    scan.parked     = warn ; mono: underline
    scan.repeat     = calm ; mono: underline
    count.blind     = default
    count.recount   = warn bold
    link.ok         = good
    link.off        = warn reverse
    link.queue      = warn bold
    message.ok      = good
    message.warn    = warn bold
    message.error   = alarm reverse bold
    dialog          = default
    dialog.title    = bold
    dialog.danger   = alarm reverse bold
    field           = underline
    field.active    = reverse
    field.error     = alarm reverse bold
    progress.done   = reverse
    progress.rest   = quiet
    spark           = default
    spark.last      = calm bold
    match           = accent underline

    [glyphs]
    spark      = _.-=+*#
    cursor     = >
    marked     = *
    rule       = -
    ellipsis   = ~
    ascending  = ^
    descending = v
    done       = #
    rest       = .

    """

  static let day = """
    name  = day
    about = light, dark letters on the terminal's own background
    base  = night
    mode  = light

    [palette]
    alarm  = red / 160 / #c00000
    warn   = magenta / 94 / #8a4a00
    good   = green / 22 / #005f00
    calm   = blue / 24 / #005f87
    accent = blue / 19 / #0000af
    quiet  = default / 241 / #626262

    """

  static let contrast = """
    name         = contrast
    about        = white and black only, at least 7:1
    base         = night
    mode         = any
    cursor_style = row
    least_contrast = 7
    safe_for     = protan, deutan, tritan

    [roles]
    text            = bright-white on black ; mono: none
    muted           = bright-white on black ; mono: none
    strong          = bright-white on black bold ; mono: bold
    rule            = bright-white on black ; mono: none
    header          = black on bright-white ; mono: reverse
    header.mode     = black on bright-white bold ; mono: reverse bold
    header.warn     = black on bright-white bold underline ; mono: reverse bold underline
    tab             = bright-white on black ; mono: none
    tab.active      = black on bright-white ; mono: reverse
    footer          = bright-white on black ; mono: none
    footer.key      = black on bright-white ; mono: reverse
    footer.off      = bright-white on black ; mono: none
    column          = bright-white on black bold ; mono: bold
    column.sorted   = bright-white on black bold underline ; mono: bold underline
    row             = bright-white on black ; mono: none
    row.alt         = bright-white on black ; mono: none
    row.cursor      = black on bright-white ; mono: reverse
    row.cell        = black on bright-white ; mono: reverse
    row.marked      = bright-white on black bold ; mono: bold
    row.changed     = bright-white on black bold ; mono: bold
    row.gone        = bright-white on black ; mono: none
    stock.out       = black on bright-white bold ; mono: reverse bold
    stock.low       = black on bright-white ; mono: bold
    stock.cover     = bright-white on black ; mono: none
    stock.ok        = bright-white on black ; mono: none
    stock.blocked   = bright-white on black underline ; mono: underline
    number.negative = bright-white on black bold ; mono: bold
    number.zero     = bright-white on black ; mono: none
    scan.prompt     = bright-white on black ; mono: bold
    scan.echo       = bright-white on black ; mono: none
    scan.ok         = bright-white on black bold ; mono: bold
    scan.warn       = bright-white on black bold underline ; mono: bold underline
    scan.error      = black on bright-white bold ; mono: reverse bold
    scan.parked     = bright-white on black underline ; mono: underline
    scan.repeat     = bright-white on black underline ; mono: underline
    count.blind     = bright-white on black ; mono: none
    count.recount   = bright-white on black bold ; mono: bold
    link.ok         = bright-white on black ; mono: none
    link.off        = black on bright-white ; mono: reverse
    link.queue      = bright-white on black bold ; mono: bold
    message.ok      = bright-white on black ; mono: none
    message.warn    = bright-white on black bold ; mono: bold
    message.error   = black on bright-white bold ; mono: reverse bold
    dialog          = bright-white on black ; mono: none
    dialog.title    = bright-white on black bold ; mono: bold
    dialog.danger   = black on bright-white bold ; mono: reverse bold
    field           = bright-white on black underline ; mono: underline
    field.active    = black on bright-white ; mono: reverse
    field.error     = black on bright-white bold ; mono: reverse bold
    progress.done   = black on bright-white ; mono: reverse
    progress.rest   = bright-white on black ; mono: none
    spark           = bright-white on black ; mono: none
    spark.last      = bright-white on black bold ; mono: bold
    match           = bright-white on black underline ; mono: underline

    """

  static let safe = """
    name  = safe
    about = dark, for red-green colour blindness: blue and orange
    base  = night
    mode  = dark
    safe_for = protan, deutan

    [palette]
    alarm  = bright-yellow / 208 / #ff8700
    warn   = bright-yellow / 221 / #ffd75f
    good   = bright-blue / 39 / #00afff
    calm   = bright-blue / 117 / #87d7ff
    accent = bright-cyan / 159 / #afffff

    [roles]
    stock.out     = black on alarm bold ; mono: reverse bold
    scan.error    = black on alarm bold ; mono: reverse bold
    message.error = black on alarm bold ; mono: reverse bold

    """

  static let safe3 = """
    name  = safe3
    about = dark, for blue-yellow colour blindness: red and cyan
    base  = night
    mode  = dark
    safe_for = tritan

    [palette]
    alarm  = bright-red / 203 / #ff5f5f
    warn   = bright-magenta / 218 / #ffafd7
    good   = bright-cyan / 51 / #00ffff
    calm   = cyan / 37 / #00afaf
    accent = bright-white / 255 / #eeeeee

    """

  static let mono = """
    name  = mono
    about = no colours: bold, underline and reverse
    base  = night
    mode  = any
    safe_for = protan, deutan, tritan

    [roles]
    text            = none
    muted           = none
    strong          = bold
    rule            = none
    header          = reverse
    header.mode     = reverse bold
    header.warn     = reverse bold underline
    tab             = none
    tab.active      = reverse
    footer          = none
    footer.key      = reverse
    footer.off      = none
    column          = bold
    column.sorted   = bold underline
    row             = none
    row.alt         = none
    row.cursor      = reverse
    row.cell        = reverse
    row.marked      = bold
    row.changed     = bold
    row.gone        = none
    stock.out       = reverse bold
    stock.low       = bold
    stock.cover     = none
    stock.ok        = none
    stock.blocked   = underline
    number.negative = bold
    number.zero     = none
    scan.prompt     = bold
    scan.echo       = none
    scan.ok         = bold
    scan.warn       = bold underline
    scan.error      = reverse bold
    scan.parked     = underline
    scan.repeat     = underline
    count.blind     = none
    count.recount   = bold
    link.ok         = none
    link.off        = reverse
    link.queue      = bold
    message.ok      = none
    message.warn    = bold
    message.error   = reverse bold
    dialog          = none
    dialog.title    = bold
    dialog.danger   = reverse bold
    field           = underline
    field.active    = reverse
    field.error     = reverse bold
    progress.done   = reverse
    progress.rest   = none
    spark           = none
    spark.last      = bold
    match           = underline

    """

  static let lean = """
    name         = lean
    about        = for slow lines and old terminals: no colours, fewest bytes
    base         = mono
    mode         = any
    cursor_style = mark
    tabs         = no

    [roles]
    header      = none
    header.mode = bold
    footer.key  = none
    column      = none
    row.cursor  = none
    row.cell    = none
    field       = none

    [glyphs]
    spark      = _.-=+*#
    cursor     = >
    marked     = *
    rule       = -
    ellipsis   = ~
    ascending  = ^
    descending = v
    done       = #
    rest       = .

    """

  static let amber = """
    name  = amber
    about = dark, one hue for night shifts
    base  = night
    mode  = dark

    [palette]
    amber  = yellow / 214 / #ffaf00
    bright = bright-yellow / 220 / #ffd700
    dusk   = yellow / 136 / #af8700

    [roles]
    text            = amber
    muted           = dusk
    strong          = bright bold
    rule            = dusk
    header          = amber reverse
    header.mode     = bright reverse bold
    header.warn     = bright reverse bold underline
    tab             = amber
    tab.active      = amber reverse
    footer          = amber
    footer.key      = amber reverse
    footer.off      = dusk
    column          = bright bold
    column.sorted   = bright bold underline
    row             = amber
    row.alt         = amber
    row.cursor      = amber reverse
    row.cell        = amber reverse
    row.marked      = bright bold
    row.changed     = bright bold
    row.gone        = dusk
    stock.out       = bright reverse bold
    stock.low       = bright bold
    stock.cover     = amber
    stock.ok        = amber
    stock.blocked   = amber underline
    number.negative = bright bold
    number.zero     = dusk
    scan.prompt     = bright bold
    scan.echo       = amber
    scan.ok         = bright bold
    scan.warn       = bright bold underline
    scan.error      = bright reverse bold
    scan.parked     = amber underline
    scan.repeat     = amber underline
    count.blind     = amber
    count.recount   = bright bold
    link.ok         = amber
    link.off        = amber reverse
    link.queue      = bright bold
    message.ok      = amber
    message.warn    = bright bold
    message.error   = bright reverse bold
    dialog          = amber
    dialog.title    = bright bold
    dialog.danger   = bright reverse bold
    field           = amber underline
    field.active    = amber reverse
    field.error     = bright reverse bold
    progress.done   = amber reverse
    progress.rest   = dusk
    spark           = amber
    spark.last      = bright bold
    match           = amber underline

    """
}
