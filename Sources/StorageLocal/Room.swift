// The room StorageLocal: see the README.
