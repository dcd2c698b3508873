// The room Inventory: see the README.
