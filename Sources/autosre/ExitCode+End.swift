import AutoSRECore
import AutoSREPlatform

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension ExitCode {
    /// Seconds without a byte that is read after which a reader is not waited for; less once somebody wants us gone.
    private static let (patience, patienceWhenStopped) = (3.0, 0.3)

    /// Ends the process as soon as what was said is read. Without exit handlers: libraries would take down what their
    /// threads still use, and everything that matters has been written by then.
    func end() -> Never {
        Cursor.restore()
        let output = OutputQueue.standard
        var code = value
        if let loss = output.finish(patience: isInterruption ? Self.patienceWhenStopped : Self.patience) {
            // What cannot be written is an error; a reader that has gone, or does not read, is its own affair.
            if code == 0, loss.code != 0, !loss.isClosed { code = ExitCode.failure.value }
            let lines = loss.lines.counted("line of output is", "lines of output are")
            output.write("autosre: \(lines) missing: \(loss.reason)\n", to: .error)
            _ = output.finish(patience: Self.patienceWhenStopped)
        }
        _exit(code)
    }
}
