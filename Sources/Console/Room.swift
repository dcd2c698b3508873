// The room Console: see the README.
