public import AutoSRECore
import AutoSREPlatform
import Synchronization

/// The real world: this machine's clocks, its randomness and its processes.
///
/// The wall clock is asked once, when the process first needs the time. From then on time follows a clock that never
/// jumps and goes on while the machine sleeps: a wall clock that is set back or forward changes nothing in a run, and a
/// sleep is a gap in it like any other pause.
public struct SystemWorld: World {
    /// Who this process is.
    public var owner: Owner { Self.myself }

    /// The world as this process sees it.
    public init() {}

    private static let myself = Owner(
        instance: SystemRandom.hex(16), bootID: Host.bootID, namespace: Host.processNamespace,
        process: Host.processID, started: Host.processStart(Host.processID) ?? 0)

    /// Milliseconds from the machine's start to the epoch's time: what to add to the one for the other.
    private static let anchor = Mutex(SystemClock.now().milliseconds - uptime())

    private static func uptime() -> Int64 { Int64(SystemClock.bootSeconds() * 1000) }

    /// The time now.
    public func now() -> Instant { Instant(milliseconds: Self.anchor.withLock { $0 } + Self.uptime()) }

    /// Never again says a time before this: where the wall clock was set back between two processes, the second goes on
    /// where the journal of the first ends.
    public func catchUp(to instant: Instant) {
        Self.anchor.withLock { $0 = max($0, instant.milliseconds - Self.uptime()) }
    }

    /// Lower-case hexadecimal digits from the system's generator.
    public func hex(_ digits: Int) -> String { SystemRandom.hex(digits) }

    /// Returns at `instant`, or earlier by throwing `CancellationError`.
    public func sleep(until instant: Instant) async throws {
        try Task.checkCancellation()
        var seconds = instant.seconds(since: now())
        while seconds > 0 {
            try await SystemClock.sleep(seconds: seconds)
            seconds = instant.seconds(since: now())
        }
    }

    /// Returns when so many seconds have passed.
    public func elapse(seconds: Double) async throws { try await SystemClock.sleep(seconds: seconds) }

    /// Whether that process still runs. Known only of processes of the same boot and the same namespace of process
    /// numbers: from another container or machine the same number means another process, or none.
    public func isAlive(_ other: Owner) -> Bool? {
        if other == owner { return true }
        guard owner.sharesProcesses(with: other) else { return nil }
        return Host.isRunning(other.process, started: other.started)
    }
}
