import Glibc

/// What the program takes when it opens the console.
enum ConsoleOptions {
  static let valued: Set<String> = []
  static func start(_ arguments: [String]) -> Int32 { 0 }
}
