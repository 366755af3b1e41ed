/// One look at the independent health signal.
public struct HealthReading: Sendable, Hashable, Codable {
    /// What the signal said.
    public enum Status: String, Sendable, Codable {
        /// An answer that says that the service is well.
        case good
        /// An answer that says that it is not.
        case bad
        /// No answer, or one that says neither. Argues for nothing: no symptom, no ground to act, and none to undo.
        case unknown
    }

    /// One of several signals that were read together, such as an alarm.
    public struct Part: Sendable, Hashable, Codable {
        /// Its name: the same in every reading of a run.
        public let name: String
        /// What it said.
        public let status: Status
        /// Seconds before it can show a change; nil where the run's bounds say so.
        public let latencySeconds: Double?
        /// Whether nothing is proven while it does not speak, though it did not before either; nil for no.
        public let isRequired: Bool?
        /// Whether it is good only because nothing speaks against it, such as no open alert: it needs one beside it
        /// that is good by what was seen. Nil for no.
        public let isAbsence: Bool?
        /// Whether it is bad and moves towards good: it argues against nothing that was done. Nil for no.
        public let isSettling: Bool?
        /// Whether nobody has asked for it: what it says is part of no verdict, but where it was bad and is good,
        /// nothing is taken back. Nil for no.
        public let isWitness: Bool?

        /// Makes a part.
        public init(
            _ name: String, _ status: Status, latencySeconds: Double? = nil, isRequired: Bool? = nil,
            isAbsence: Bool? = nil, isSettling: Bool? = nil, isWitness: Bool? = nil
        ) {
            (self.name, self.status) = (name, status)
            (self.latencySeconds, self.isRequired, self.isAbsence) = (latencySeconds, isRequired, isAbsence)
            (self.isSettling, self.isWitness) = (isSettling, isWitness)
        }

        /// The same under another name.
        func named(_ name: String) -> Part {
            Part(
                name, status, latencySeconds: latencySeconds, isRequired: isRequired, isAbsence: isAbsence,
                isSettling: isSettling, isWitness: isWitness)
        }

        /// The same with a latency, where it has none of its own.
        public func delayed(bySeconds seconds: Double) -> Part {
            Part(
                name, status, latencySeconds: latencySeconds ?? seconds, isRequired: isRequired, isAbsence: isAbsence,
                isSettling: isSettling, isWitness: isWitness)
        }

        /// Whether it is bad, and stays so.
        var standsBad: Bool { status == .bad && isSettling != true && isWitness != true }

        enum CodingKeys: String, CodingKey {
            case name, status
            case latencySeconds = "latency_seconds"
            case isRequired = "is_required"
            case isAbsence = "is_absence"
            case isSettling = "is_settling"
            case isWitness = "is_witness"
        }
    }

    /// What the signal said; of several together: bad where one is, else unknown where one is.
    public let status: Status
    /// When the answer, or the lack of one, was noted.
    public let at: Instant
    /// What was seen, in a few words: `HTTP 200 degraded`, `connection refused`.
    public let detail: String
    /// The signals one by one, where there are several; nil where there is one.
    public let parts: [Part]?
    /// Whether a single signal is bad and moves towards good; nil for no.
    public let isSettling: Bool?

    /// Makes a reading.
    public init(_ status: Status, at: Instant, detail: String, parts: [Part]? = nil, isSettling: Bool? = nil) {
        (self.status, self.at, self.detail, self.parts) = (status, at, detail, parts)
        self.isSettling = isSettling
    }

    enum CodingKeys: String, CodingKey {
        case status, at, detail, parts
        case isSettling = "is_settling"
    }

    /// What several signals say together. That nothing speaks against it is no proof that something is well.
    public static func status(of parts: [Part]) -> Status {
        let parts = parts.filter { $0.isWitness != true }
        if parts.contains(where: { $0.status == .bad }) { return .bad }
        let isProven = parts.contains { $0.status == .good && $0.isAbsence != true }
        return isProven && !parts.contains { $0.status == .unknown } ? .good : .unknown
    }
}

extension HealthReading.Status {
    /// Decodes; the words of older journals are understood, and a word that nobody knows argues for nothing.
    public init(from decoder: any Decoder) throws {
        let word = try decoder.singleValueContainer().decode(String.self)
        let older: [String: Self] = ["healthy": .good, "degraded": .bad]
        self = Self(rawValue: word) ?? older[word] ?? .unknown
    }
}

extension HealthReading {
    /// What the reading says, given the one from before anything was touched: a signal that could not be seen then and
    /// cannot be seen now blocks nothing, so long as another one is good, and it is not required.
    public func status(since baseline: HealthReading?) -> Status {
        guard let parts, let before = baseline?.parts else { return status }
        let blind = Set(before.filter { $0.status == .unknown && $0.isRequired != true }.map(\.name))
        return Self.status(of: parts.filter { $0.status != .unknown || !blind.contains($0.name) })
    }

    /// Whether it is bad by a signal that does not move towards good: only then it argues against what was done.
    public var standsBad: Bool {
        guard let parts else { return status == .bad && isSettling != true }
        return parts.contains(where: \.standsBad)
    }

    /// Whether it is bad, and all that is bad moves towards good.
    public var isOnTheMend: Bool { status == .bad && !standsBad }

    /// Whether a signal that stands bad could have shown a change by now, `seconds` after it; `latency` is that of
    /// signals that do not have their own.
    public func isLateEnough(_ seconds: Double, latency: Double) -> Bool {
        guard let parts else { return seconds >= latency }
        return parts.contains { $0.standsBad && seconds >= $0.latencySeconds ?? latency }
    }

    /// Whether a signal that was bad in `baseline` is good now.
    public func shows(healingSince baseline: HealthReading?) -> Bool {
        guard let parts, let before = baseline?.parts else { return false }
        let ill = Set(before.filter { $0.status == .bad }.map(\.name))
        return parts.contains { $0.status == .good && ill.contains($0.name) }
    }
}
