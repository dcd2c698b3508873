import CLI
import Glibc

/// The program at the top: it knows every room and wires them together.
@main
struct Program {
  static let version = "0.1.0"

  static func main() {
    // A reader that goes away is an answer of `write`, not a signal that ends us.
    signal(SIGPIPE, SIG_IGN)
    let arguments = ConfigurationFiles.take(from: Array(CommandLine.arguments.dropFirst()))
    if CommandLineInterface.namesCommand(arguments, valued: ConsoleOptions.valued) {
      exit(CommandLineInterface.run(arguments: arguments, environment: World.surroundings()))
    }
    exit(ConsoleOptions.start(arguments))
  }
}
