import Storage

/// What every database promises, as checks that any driver can be put to.
public struct Contract {}
