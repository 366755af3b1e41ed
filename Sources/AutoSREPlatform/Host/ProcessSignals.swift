internal import CShim
internal import Dispatch
internal import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The process's reactions to signals.
public enum ProcessSignals {
    /// Ignores SIGPIPE, so that writing to a closed connection or pipe is an error and not the end.
    public static func ignorePipe() { _ = signal(SIGPIPE, SIG_IGN) }

    /// Ignores SIGXFSZ, so that a file that may not grow any more is an error as a full disk is.
    public static func ignoreFileSize() { _ = signal(SIGXFSZ, SIG_IGN) }

    /// Calls `handler` with the number of each of these signals that comes, on a queue of its own and from now on, also
    /// where the process inherited the signal as ignored. A later call adds signals and replaces the handler.
    public static func install(_ signals: [Int32], handler: @escaping @Sendable (Int32) -> Void) {
        current.withLock { $0 = handler }
        guard let descriptor = pipeToQueue else { return }
        for number in signals { _ = shim_signal_to_descriptor(number, descriptor) }
    }

    /// Whether the signal is ignored, as `nohup` has it for SIGHUP.
    public static func isIgnored(_ number: Int32) -> Bool { shim_signal_is_ignored(number) == 1 }

    /// Calls `body` so many seconds from now, where the handler is called too: whatever the tasks are busy with.
    public static func later(seconds: Double, _ body: @escaping @Sendable () -> Void) {
        queue.asyncAfter(deadline: .now() + seconds, execute: body)
    }

    /// Of its own, because Linux's global queues share their threads with the tasks, which may all be busy.
    private static let queue = DispatchQueue(label: "autosre.signals")
    private static let current = Mutex<(@Sendable (Int32) -> Void)?>(nil)

    /// The pipe's writing end; its reading end is watched for the rest of the process's life. The signal's handler may
    /// do no more than write, so everything else happens at the pipe's other end.
    private static let pipeToQueue: Int32? = {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        let reader = ends[0]
        let source = DispatchSource.makeReadSource(fileDescriptor: reader, queue: queue)
        source.setEventHandler { @Sendable in deliver(from: reader) }
        source.activate()
        watch.withLock { $0 = Watch(source: source) }
        return ends[1]
    }()

    /// Keeps the source alive. Sendable: a dispatch source may be used from any thread, and this one is not used.
    private struct Watch: @unchecked Sendable {
        let source: any DispatchSourceRead
    }

    private static let watch = Mutex<Watch?>(nil)

    private static func deliver(from reader: Int32) {
        var number: UInt8 = 0
        while read(reader, &number, 1) == 1 {
            let handler = current.withLock { $0 }
            handler?(Int32(number))
        }
    }
}
