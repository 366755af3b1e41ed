import AutoSRECore
import AutoSREPlatform
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension ExitCode {
    /// Seconds without a byte that is read after which a reader is not waited for; less once somebody wants us gone.
    private static let (patience, patienceWhenStopped) = (30.0, 0.3)
    private static let ending = Atomic(false)

    /// Whether all work is over, and only a reader is waited for.
    static var isEnding: Bool { ending.load(ordering: .relaxed) }

    /// Ends the process as soon as what was said is read. Without exit handlers: libraries would take down what their
    /// threads still use, and everything that matters has been written by then.
    func end() -> Never {
        Self.ending.store(true, ordering: .relaxed)
        Cursor.restore()
        let output = OutputQueue.standard
        let loss = output.finish(patience: isInterruption ? Self.patienceWhenStopped : Self.patience)
        if let loss {
            let lines = loss.lines.counted("line of output is", "lines of output are")
            output.write("autosre: \(lines) missing: \(loss.reason)\n", to: .error)
            _ = output.finish(patience: Self.patienceWhenStopped)
        }
        _exit(unlessLost(loss).value)
    }

    /// Failure instead of success where a part of the output was lost. A reader that has gone wanted no more of it.
    func unlessLost(_ loss: OutputQueue.Loss?) -> ExitCode {
        guard let loss, !loss.isReadersWish else { return self }
        return self == .success ? .failure : self
    }
}
