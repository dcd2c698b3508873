// The room Terminal: see the README.
