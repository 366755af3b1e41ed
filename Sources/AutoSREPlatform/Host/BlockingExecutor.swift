internal import Dispatch

/// Runs an actor whose calls block, such as one around a database file, on a thread beside those of Swift's pool: these
/// are few, and whoever waits for a lock on one of them holds up everything else in the process.
public final class BlockingExecutor: SerialExecutor {
    private let queue: DispatchQueue

    /// Makes one.
    /// - Parameter label: what the thread is called in a debugger.
    public init(label: String) { queue = DispatchQueue(label: label) }

    /// Runs a part of the actor's work, after those before it.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { @Sendable in job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}

/// Does work that blocks, such as reading a large file, one piece after the other on a thread of its own.
public actor BlockingWork {
    private let executor: BlockingExecutor
    /// Where it works.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Makes one.
    /// - Parameter label: what the thread is called in a debugger.
    public init(label: String) { executor = BlockingExecutor(label: label) }

    /// Does it; the task's cancellation reaches it.
    public func run<Value: Sendable>(_ work: @Sendable () throws -> Value) throws -> Value { try work() }
}
