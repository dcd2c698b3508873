/// Stands in for rqlite where no real one is given: a server over libsqlite3 that behaves as `remote.md` 1, 2 and 4 say.
public enum StandIn {}
