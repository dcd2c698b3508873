/// Completion for shells, made from the table: nouns, verbs, flags, and the words a flag may take. Where a file is
/// wanted the shell completes files.
enum CompletionScript {
  static func bash() -> String {
    """
    # tallyman completion for bash
    _tallyman() {
      local cur="${COMP_WORDS[COMP_CWORD]}" prev="${COMP_WORDS[COMP_CWORD-1]}" noun="${COMP_WORDS[1]}" \
    verb="${COMP_WORDS[2]}"
      COMPREPLY=()
      if [ "$COMP_CWORD" -eq 1 ]; then
        COMPREPLY=($(compgen -W "\(CommandTable.nouns.map(\.name).joined(separator: " "))" -- "$cur")); return
      fi
      if [ "$COMP_CWORD" -eq 2 ]; then
        case "$noun" in
    \(nounCases())
        esac
      fi
      case "$noun $verb $prev" in
    \(wordCases())
      esac
      case "$noun $verb" in
    \(flagCases())
      esac
    }
    complete -o default -F _tallyman tallyman

    """
  }

  /// zsh runs the bash completion through its own compatibility layer.
  static func zsh() -> String {
    "#compdef tallyman\nautoload -U +X bashcompinit && bashcompinit\n" + bash()
  }

  static func fish() -> String {
    var text = "# tallyman completion for fish\n"
    for noun in CommandTable.nouns {
      text += "complete -c tallyman -n __fish_use_subcommand -a \(noun.name) -d \(quoted(noun.about))\n"
      let verbs = noun.commands.map(\.verb).filter { !$0.isEmpty }
      for command in noun.commands {
        let seen = "'__fish_seen_subcommand_from \(noun.name); and "
        if !command.verb.isEmpty {
          let condition = seen + "not __fish_seen_subcommand_from \(verbs.joined(separator: " "))'"
          text += "complete -c tallyman -f -n \(condition) -a \(command.verb) -d \(quoted(command.about))\n"
        }
        let condition =
          command.verb.isEmpty
          ? "'__fish_seen_subcommand_from \(noun.name)'" : seen + "__fish_seen_subcommand_from \(command.verb)'"
        for option in command.allOptions {
          let value = fishValue(option)
          text += "complete -c tallyman -n \(condition) -l \(option.name)\(value) -d \(quoted(option.about))\n"
        }
      }
    }
    return text
  }

  private static func fishValue(_ option: Option) -> String {
    switch option.value {
    case .none: ""
    case .text: " -r"
    case .count: " -x"
    case .words(let words), .order(let words): " -x -a '\(words.joined(separator: " "))'"
    }
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "\\'") + "'"
  }

  /// A noun that is a command by itself comes behind its verbs: the first pattern that fits is taken.
  private static var commands: [Command] {
    CommandTable.nouns.flatMap { noun in
      noun.commands.filter { !$0.verb.isEmpty } + noun.commands.filter { $0.verb.isEmpty }
    }
  }

  private static func nounCases() -> String {
    CommandTable.nouns.compactMap { noun in
      let verbs = noun.commands.map(\.verb).filter { !$0.isEmpty }
      guard !verbs.isEmpty else { return nil }
      return "      \(noun.name)) COMPREPLY=($(compgen -W \"\(verbs.joined(separator: " "))\" -- \"$cur\")); return ;;"
    }.joined(separator: "\n")
  }

  private static func wordCases() -> String {
    var lines: [String] = []
    for command in commands {
      for option in command.options {
        let words: [String]
        switch option.value {
        case .words(let known), .order(let known): words = known
        default: continue
        }
        let pattern = command.verb.isEmpty ? "\"\(command.noun) \"*" : "\"\(command.name) "
        lines.append(
          "    \(pattern)--\(option.name)\") COMPREPLY=($(compgen -W \"\(words.joined(separator: " "))\" -- \"$cur\")); "
            + "return ;;")
      }
    }
    return lines.joined(separator: "\n")
  }

  private static func flagCases() -> String {
    commands.map { command in
      let flags = command.allOptions.map { "--" + $0.name }.joined(separator: " ")
      let pattern = command.verb.isEmpty ? "\"\(command.noun) \"*" : "\"\(command.name)\""
      return "    \(pattern)) [[ $cur == -* ]] && COMPREPLY=($(compgen -W \"\(flags)\" -- \"$cur\")) ;;"
    }.joined(separator: "\n")
  }
}
