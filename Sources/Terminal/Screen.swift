/// The port to a terminal. Used by one thread only.
public protocol Screen: AnyObject {
  /// The size now; after a resize the next `draw` expects a grid of the new size and clips another.
  var size: Size { get }

  /// Shows a grid. Sends only what differs from the last one, so that drawing whole frames is cheap.
  func draw(_ grid: Grid, theme: Theme)

  /// One bell.
  func beep()

  /// Gives the terminal back and stops the process group until it is continued, then takes the terminal again and draws
  /// the last grid anew.
  func suspend()

  /// Forgets what is believed to be on the glass: the next `draw` sends everything.
  func invalidate()

  /// Gives the terminal back as it was found. Further calls do nothing.
  func leave()
}
