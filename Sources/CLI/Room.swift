// The room CLI: see the README.
