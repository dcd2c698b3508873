/// How eyes see colours: most people's, and three kinds of colour blindness.
public enum ColourVision: String, CaseIterable, Sendable {
  case usual
  /// Without the cones for red.
  case protan
  /// Without those for green.
  case deutan
  /// Without those for blue.
  case tritan
}
