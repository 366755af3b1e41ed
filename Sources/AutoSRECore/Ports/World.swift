/// All that is not determined by the journal: time, chance, and who is alive. Core and the engine get it from here and
/// from nowhere else, so that one seed can drive the whole system.
public protocol World: Sendable {
    /// The time now.
    func now() -> Instant
    /// Lower-case hexadecimal digits that nobody else gets.
    func hex(_ digits: Int) -> String
    /// Returns at `instant`, or earlier by throwing `CancellationError`.
    func sleep(until instant: Instant) async throws
    /// Who this process is.
    var owner: Owner { get }
    /// Whether the process that calls itself `owner` may still run. `true` where that cannot be known.
    func isAlive(_ owner: Owner) -> Bool
}

/// One process on one boot of one machine: who holds a lease.
public struct Owner: Sendable, Hashable, Codable {
    /// The machine's boot, so that a process number is not mistaken after a restart.
    public let bootID: String
    /// The process number.
    public let process: Int32
    /// When the process was started, in the kernel's ticks: process numbers are used again.
    public let started: UInt64

    /// Makes an owner.
    public init(bootID: String, process: Int32, started: UInt64) {
        (self.bootID, self.process, self.started) = (bootID, process, started)
    }

    enum CodingKeys: String, CodingKey {
        case process, started
        case bootID = "boot_id"
    }
}
