/// All that is not determined by the journal: time, chance, and who is alive. Core and the engine get it from here and
/// from nowhere else, so that one seed can drive the whole system.
public protocol World: Sendable {
    /// The time now.
    func now() -> Instant
    /// Lower-case hexadecimal digits that nobody else gets.
    func hex(_ digits: Int) -> String
    /// Returns at `instant`, or earlier by throwing `CancellationError`.
    func sleep(until instant: Instant) async throws
    /// Returns when so many seconds have passed while other work went on, or earlier by throwing `CancellationError`.
    /// Where work takes no time, as in a simulation, that is never.
    func elapse(seconds: Double) async throws
    /// Never again says a time before this: a journal's own time does not run backwards.
    func catchUp(to instant: Instant)
    /// Who this process is.
    var owner: Owner { get }
    /// Whether the process that calls itself `owner` still runs; nil where that cannot be known from here.
    func isAlive(_ owner: Owner) -> Bool?
    /// Notes that a rare path was taken. Does nothing outside a simulation, which uses it to prove that its faults were
    /// real ("sometimes assertions").
    func mark(_ path: RarePath)
}

extension World {
    /// Nothing.
    public func mark(_ path: RarePath) {}

    /// Never, until cancelled.
    public func elapse(seconds: Double) async throws {
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        for await _ in stream {}
        continuation.finish()
        throw CancellationError()
    }

    /// Nothing: most worlds' time does not run backwards.
    public func catchUp(to instant: Instant) {}

    /// Whether somebody holds this lease: the one rule for runs and for targets. Who is known to live holds it, who is
    /// known to be gone does not, and of everybody else it is believed until it ends.
    public func holds(_ lease: Lease) -> Bool {
        guard !lease.isReleased else { return false }
        return isAlive(lease.owner) ?? (now() < lease.expires)
    }
}

/// The rare paths that a simulation has to reach before a green run means anything.
public enum RarePath: String, Sendable, CaseIterable {
    /// An effect was found in the world that the journal did not know of.
    case foundApplied
    /// A step failed and was tried again.
    case transientFailure
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
    /// A notification was repeated because a crash came between it and its receipt.
    case notifiedAgain
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
    /// Another run had the target, and this one waited for it.
    case waitedForTarget
    /// The claim of a run whose process is gone was taken.
    case claimTakenOver
    /// Another run had changed the target since this one last looked.
    case changedByAnother
}

/// One process: who holds a lease. Its name is random; the rest lets others on the same machine see whether it lives.
public struct Owner: Sendable, Hashable, Codable {
    /// What nobody else calls itself; empty in journals of before there were such names.
    public let instance: String
    /// The machine's boot, so that a process number is not mistaken after a restart.
    public let bootID: String
    /// The kernel's name of the process-number namespace: the same number is another process in another container.
    /// Empty where it is not known.
    public let namespace: String
    /// The process number.
    public let process: Int32
    /// When the process was started, in the kernel's ticks: process numbers are used again.
    public let started: UInt64

    /// Makes an owner.
    public init(instance: String = "", bootID: String, namespace: String = "", process: Int32, started: UInt64) {
        (self.instance, self.bootID, self.namespace) = (instance, bootID, namespace)
        (self.process, self.started) = (process, started)
    }

    /// Whether `other`'s process number means the same process here as there.
    public func sharesProcesses(with other: Owner) -> Bool {
        !bootID.isEmpty && bootID == other.bootID && !namespace.isEmpty && namespace == other.namespace
    }

    enum CodingKeys: String, CodingKey {
        case instance, namespace, process, started
        case bootID = "boot_id"
    }

    /// Decodes; an owner of an older journal has neither name nor namespace.
    public init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        instance = try members.decodeIfPresent(String.self, forKey: .instance) ?? ""
        bootID = try members.decode(String.self, forKey: .bootID)
        namespace = try members.decodeIfPresent(String.self, forKey: .namespace) ?? ""
        process = try members.decode(Int32.self, forKey: .process)
        started = try members.decode(UInt64.self, forKey: .started)
    }
}
