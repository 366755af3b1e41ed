#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The process's reactions to signals.
public enum ProcessSignals {
    /// Ignores SIGPIPE, so that writing to a closed connection or pipe is an error and not the end.
    public static func ignorePipe() { signal(SIGPIPE, SIG_IGN) }
}
