// The room TerminalCurses: see the README.
