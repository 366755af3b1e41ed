public import AutoSRECore
import AutoSREPlatform

/// The real world: this machine's clock, its randomness and its processes.
public struct SystemWorld: World {
    /// Who this process is.
    public let owner: Owner

    /// Looks up who this process is.
    public init() {
        let process = Machine.processID
        owner = Owner(bootID: Machine.bootID, process: process, started: Machine.processStart(process) ?? 0)
    }

    /// The time now.
    public func now() -> Instant { SystemClock.now() }

    /// Lower-case hexadecimal digits from the system's generator.
    public func hex(_ digits: Int) -> String { SystemRandom.hex(digits) }

    /// Returns at `instant`, or earlier by throwing `CancellationError`.
    public func sleep(until instant: Instant) async throws {
        let seconds = instant.seconds(since: now())
        if seconds > 0 { try await SystemClock.sleep(seconds: seconds) } else { try Task.checkCancellation() }
    }

    /// Whether that process still runs. One of an earlier boot does not; where boots cannot be told apart it may.
    public func isAlive(_ other: Owner) -> Bool {
        guard !other.bootID.isEmpty, !owner.bootID.isEmpty else { return true }
        guard other.bootID == owner.bootID else { return false }
        return Machine.processStart(other.process) == other.started
    }
}
