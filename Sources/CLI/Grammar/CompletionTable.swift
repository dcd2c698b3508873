/// What completion knows of each command, as cases of a shell: bash and zsh read the same ones.
enum CompletionTable {
  /// Functions that follow the words before the cursor (`_tallyman_take`) and say what may stand at it
  /// (`_tallyman_find`). They use nothing that bash and zsh do not both know.
  static func functions() -> String {
    """
    _tallyman_command() {
      verbs= flags= valued="\(valued(CommonOption.all))" files= offered=
      case "$noun" in
    \(nounCases())
      esac
      case "$noun $verb" in
    \(commandCases())
      esac
      case "$noun $verb $place" in
    \(wordCases())
        *) ;;
      esac
    }

    # A word that stands before the cursor.
    _tallyman_take() {
      if [ "$1" = "=" ]; then return; fi
      if [ -n "$wants" ]; then wants=; return; fi
      case "$1" in
        --*=*) return ;;
        --*) case " $valued " in *" $1 "*) wants=$1 ;; esac; return ;;
      esac
      if [ -z "$noun" ]; then noun=$1
      elif [ -z "$verb" ] && [ "$place" -eq 0 ]; then
        case " $verbs " in *" $1 "*) verb=$1 ;; *) place=1 ;; esac
      else place=$((place + 1)); fi
      _tallyman_command
    }

    # What may stand at the cursor: the words in found, and whether a file may.
    _tallyman_find() {
      found= isfile=
      if [ -n "$wants" ]; then
        case "$noun $verb $wants" in
    \(valueCases())
          *" --db") isfile=1 ;;
        esac
        return
      fi
      case "$1" in -*) found="$flags"; return ;; esac
      if [ -z "$noun" ]; then found="\(CommandTable.nouns.map(\.name).joined(separator: " "))"; return; fi
      if [ -z "$verb" ] && [ "$place" -eq 0 ]; then found="$verbs"; fi
      found="$found $offered"
      case " $files " in *" $place "*) isfile=1 ;; esac
    }
    """
  }

  /// A noun that is a command by itself has an empty verb; its own words are counted from the same place.
  static var commands: [Command] { CommandTable.nouns.flatMap(\.commands) }

  /// Whether a word or the value of a flag is the name of a file.
  static func isFile(_ placeholder: String) -> Bool { placeholder == "FILE" }

  static func words(of option: Option) -> [String]? {
    switch option.value {
    case .words(let words), .order(let words): words
    default: nil
    }
  }

  static func takesFile(_ option: Option) -> Bool {
    if case .text(let placeholder) = option.value { isFile(placeholder) } else { false }
  }

  private static func valued(_ options: [Option]) -> String {
    options.filter { $0.value != .none }.map { "--" + $0.name }.joined(separator: " ")
  }

  private static func nounCases() -> String {
    CommandTable.nouns.map { noun in
      let verbs = noun.commands.map(\.verb).filter { !$0.isEmpty }
      return "    \(noun.name)) verbs=\"\(verbs.joined(separator: " "))\" ;;"
    }.joined(separator: "\n")
  }

  private static func commandCases() -> String {
    commands.map { command in
      let flags = command.allOptions.map { "--" + $0.name }.joined(separator: " ")
      let files = command.arguments.enumerated().filter { isFile($0.element.name) }.map { String($0.offset) }
      return "    \"\(command.noun) \(command.verb)\") flags=\"\(flags)\" valued=\"\(valued(command.allOptions))\" "
        + "files=\"\(files.joined(separator: " "))\" ;;"
    }.joined(separator: "\n")
  }

  /// Words that may stand in a place of a command.
  private static func wordCases() -> String {
    commands.flatMap { command in
      command.arguments.enumerated().filter { !$0.element.words.isEmpty }.map { place, argument in
        "    \"\(command.noun) \(command.verb) \(place)\") offered=\"\(argument.words.joined(separator: " "))\" ;;"
      }
    }.joined(separator: "\n")
  }

  private static func valueCases() -> String {
    commands.flatMap { command in
      command.options.compactMap { option -> String? in
        let what =
          words(of: option).map { "found=\"\($0.joined(separator: " "))\"" }
          ?? (takesFile(option) ? "isfile=1" : nil)
        return what.map { "      \"\(command.noun) \(command.verb) --\(option.name)\") \($0) ;;" }
      }
    }.joined(separator: "\n")
  }
}
