// The room Ledger: see the README.
