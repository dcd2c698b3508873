enum CompletionVerb {
  static let commands = [
    command("bash", "source <(tallyman completion bash)") { CompletionScript.bash() },
    command("zsh", "tallyman completion zsh > ~/.zfunc/_tallyman") { CompletionScript.zsh() },
    command("fish", "tallyman completion fish > ~/.config/fish/completions/tallyman.fish") { CompletionScript.fish() },
  ]

  private static func command(
    _ shell: String, _ example: String, _ script: @escaping @Sendable () -> String
  ) -> Command {
    Command("completion", shell, about: "completion for \(shell)", example: example) { session in
      session.output.write(script())
      return .done
    }
  }
}
