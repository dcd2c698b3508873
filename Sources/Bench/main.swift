import Glibc

do {
  try Command(CommandLine.arguments).run()
} catch {
  Standard.error.write("bench: \(error)\n")
  exit(1)
}
