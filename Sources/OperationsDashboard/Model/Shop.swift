public import AutoSRECore
import ServiceSimulation

/// The whole shop: two services, what is wrong with them, and what operators did. A value: the same fault, seed, start
/// and changes give the same shop, and it needs no clock because every question says when.
public struct Shop: Sendable {
    /// What is wrong.
    public let fault: Fault
    /// Decides the noise, the names of instances and the ages of old releases.
    public let seed: UInt64
    /// When the shop came to be; 90 minutes of history lie behind it.
    public let start: Instant
    /// Every change that was made.
    public private(set) var operations = Operations()
    /// By id, in the order in which they are listed.
    private(set) var services: [Service]

    /// A shop with `fault` at `start`: a guilty release is 12 minutes old then, and the trouble 10.
    public init(fault: Fault, seed: UInt64, start: Instant) {
        self.fault = fault
        self.seed = seed
        self.start = start
        let opening = InitialState(fault: fault, seed: seed, start: start)
        services = [opening.checkout(), opening.payments()]
    }

    /// What `GET /api/health` says at `now`.
    public func isHealthy(at now: Instant) -> Bool {
        services.allSatisfy { $0.isHealthy(at: now) }
    }

    /// Makes a change at `now` and counts it; a refused one is neither made nor counted.
    public mutating func apply(_ change: ShopChange, to id: String, at now: Instant) throws(ChangeRefusal) {
        guard let index = services.firstIndex(where: { $0.profile.id == id }) else { throw .unknownService }
        try services[index].apply(change, at: now)
        operations.count(change, service: id, at: now)
    }

    func service(_ id: String) -> Service? { services.first { $0.profile.id == id } }
}

/// Every change that was made, with its count, so that doubles are seen.
public struct Operations: Sendable {
    /// One entry for each different change, in the order in which they first happened.
    public private(set) var entries: [Entry] = []
    private static let timesKept = 100

    /// How many changes there were.
    public var total: Int { entries.reduce(0) { $0 + $1.count } }

    /// One change and how often it was made.
    public struct Entry: Sendable, Codable {
        /// `rollback`, `restart`, `scale` or `restart_db_pool`.
        public let kind: String
        /// The service's id.
        public let service: String
        /// The version or the number of replicas; `nil` for the other kinds.
        public let to: String?
        /// How often.
        public fileprivate(set) var count: Int
        /// When, newest last; only the last hundred are kept.
        public fileprivate(set) var at: [Instant]
    }

    mutating func count(_ change: ShopChange, service: String, at now: Instant) {
        let (kind, to) = change.words
        let known = entries.firstIndex { $0.kind == kind && $0.service == service && $0.to == to }
        guard let known else {
            entries.append(Entry(kind: kind, service: service, to: to, count: 1, at: [now]))
            return
        }
        entries[known].count += 1
        entries[known].at.append(now)
        if entries[known].at.count > Self.timesKept { entries[known].at.removeFirst() }
    }
}

extension ShopChange {
    /// The kind as reports name it, and its parameter.
    var words: (kind: String, to: String?) {
        switch self {
        case .rollback(let version): ("rollback", version)
        case .restart: ("restart", nil)
        case .scale(let replicas): ("scale", String(replicas))
        case .restartPool: ("restart_db_pool", nil)
        }
    }
}
