#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension ExitCode {
    /// Ends the process at once. Without exit handlers: libraries would take down what their threads still use, and
    /// everything that matters has been written by then.
    func end() -> Never {
        Cursor.restore()
        _exit(value)
    }
}
