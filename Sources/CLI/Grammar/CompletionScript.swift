/// Completion for shells, made from the table: nouns, verbs, flags, the words a flag or a place may take, and files where
/// a file is wanted.
enum CompletionScript {
  static func bash() -> String {
    """
    # tallyman completion for bash
    \(CompletionTable.functions())

    _tallyman() {
      local noun= verb= wants= place=0 verbs= flags= valued= files= offered= found= isfile= i
      local cur="${COMP_WORDS[COMP_CWORD]}"
      COMPREPLY=()
      _tallyman_command
      for ((i = 1; i < COMP_CWORD; i++)); do _tallyman_take "${COMP_WORDS[i]}"; done
      if [ "$cur" = "=" ]; then cur=; fi
      _tallyman_find "$cur"
      COMPREPLY=($(compgen -W "$found" -- "$cur"))
      if [ -n "$isfile" ]; then
        compopt -o filenames 2>/dev/null
        COMPREPLY+=($(compgen -f -- "$cur"))
      fi
    }
    complete -F _tallyman tallyman

    """
  }

  static func zsh() -> String {
    """
    #compdef tallyman
    # tallyman completion for zsh
    \(CompletionTable.functions())

    _tallyman() {
      local noun= verb= wants= place=0 verbs= flags= valued= files= offered= found= isfile= i
      local cur="${words[CURRENT]}"
      _tallyman_command
      for ((i = 2; i < CURRENT; i++)); do _tallyman_take "${words[i]}"; done
      if [[ "$cur" == --*=* ]]; then
        wants="${cur%%=*}"
        compset -P '*='
        cur="${cur#*=}"
      fi
      _tallyman_find "$cur"
      compadd -- ${=found}
      if [ -n "$isfile" ]; then _files; fi
    }

    if [ "$funcstack[1]" = "_tallyman" ]; then _tallyman "$@"; else compdef _tallyman tallyman; fi

    """
  }

  static func fish() -> String {
    var text = """
      # tallyman completion for fish
      function __tallyman_at
        set -l found
        set -l skips 0
        for token in (commandline -opc)[2..-1]
          if test $skips -eq 1
            set skips 0
          else if string match -q -- '--*' $token
            contains -- $token \(valuedEverywhere()); and set skips 1
          else
            set -a found $token
          end
        end
        test "$argv[1]" = any; and test (count $found) -eq 0; and return 0
        test (count $found) -gt 0; and test "$found[1]" = "$argv[1]"; or return 1
        test "$argv[2]" = only; and test (count $found) -gt 1; and return 1
        test "$argv[2]" = only; or test "$argv[2]" = ''; or test "$found[2]" = "$argv[2]"
      end
      complete -c tallyman -f

      """
    for noun in CommandTable.nouns {
      text += line("any", "-a \(noun.name) -d \(quoted(noun.about))")
      for command in noun.commands {
        if !command.verb.isEmpty {
          text += line("\(noun.name) only", "-a \(command.verb) -d \(quoted(command.about))")
        }
        let place = command.verb.isEmpty ? noun.name : "\(noun.name) \(command.verb)"
        if command.arguments.contains(where: { CompletionTable.isFile($0.name) }) { text += line(place, "-F") }
        for argument in command.arguments where !argument.words.isEmpty {
          text += line(place, "-a \(quoted(argument.words.joined(separator: " ")))")
        }
        for option in command.allOptions {
          text += line(place, "-l \(option.name)\(fishValue(option)) -d \(quoted(option.about))")
        }
      }
    }
    return text
  }

  private static func line(_ place: String, _ rest: String) -> String {
    "complete -c tallyman -n '__tallyman_at \(place)' \(rest)\n"
  }

  /// Flags that are followed by a value wherever they stand.
  private static func valuedEverywhere() -> String {
    let options = CompletionTable.commands.flatMap(\.allOptions)
    let switches = Set(options.filter { $0.value == .none }.map(\.name))
    return Set(options.map(\.name)).subtracting(switches).sorted().map { "--" + $0 }.joined(separator: " ")
  }

  private static func fishValue(_ option: Option) -> String {
    if let words = CompletionTable.words(of: option) { return " -x -a \(quoted(words.joined(separator: " ")))" }
    if option.value == .none { return "" }
    return CompletionTable.takesFile(option) || option.name == CommonOption.database.name ? " -r -F" : " -x"
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "\\'") + "'"
  }
}
