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
    /// Notes that a rare path was taken. Does nothing outside a simulation, which uses it to prove that its faults were
    /// real ("sometimes assertions").
    func mark(_ path: RarePath)
}

extension World {
    /// Nothing.
    public func mark(_ path: RarePath) {}
}

/// The rare paths that a simulation has to reach before a green run means anything.
public enum RarePath: String, Sendable, CaseIterable {
    /// An effect was found in the world that the journal did not know of.
    case foundApplied
    /// A step failed and was tried again.
    case stumbled
    /// Reasoning was given up.
    case fellBack
    /// A door stayed closed.
    case refused
    /// What was done in vain was taken back.
    case undone
    /// Another hypothesis was acted on.
    case nextRound
    /// A run was taken over from a process that died.
    case resumed
    /// A telling was repeated because a crash came between it and its receipt.
    case toldAgain
    /// The trouble went away before anything was touched.
    case selfRecovered
    /// Nobody could tell whether it helped.
    case unverified
    /// A change was asked for, and the answer did not say whether it happens.
    case unanswered
    /// Another driver took over.
    case driverTookOver
    /// A person was asked.
    case asked
    /// A writer found that it had lost its lease.
    case fenced
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
