// The room Exchange: see the README.
