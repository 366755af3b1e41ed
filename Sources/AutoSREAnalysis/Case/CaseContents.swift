public import AutoSRECore

/// What is known of an incident as the rows of a case (docs/evidence-engine.md): who is meant, when, in which words.
/// The evidence engine reads these rows as they are, and `autosre case export` writes them down: both say the same.
public struct CaseContents: Sendable {
    /// A line of a log.
    public struct Line: Sendable {
        /// When, in microseconds since 1970.
        public let micros: Int64
        /// Whose.
        public let component: String
        /// Who of them wrote it, or empty.
        public let instance: String
        /// The request that it is of, or empty.
        public let trace: String
        /// The line behind its level.
        public let message: String
    }

    /// What an orchestrator said, or what stood in a service's state.
    public struct Event: Sendable {
        /// When it happened last.
        public let at: Instant
        /// To which component.
        public let component: String
        /// To which of its instances, or empty.
        public let instance: String
        /// In one word.
        public let reason: String
        /// In a sentence.
        public let message: String
        /// How often.
        public let count: Int
    }

    /// A change of a component.
    public struct Alteration: Sendable {
        /// Its number among all, from the oldest: `change-1`.
        public let id: String
        /// What was changed.
        public let component: String
        /// What was there before, where that is known: a history says what came, and what was there before is what came
        /// before that.
        public let from: String?
        /// The change itself.
        public let change: Change
        /// The instances that it started, by its own word or by the state's.
        public let started: [String]
    }

    /// The incident.
    public let incident: Incident
    /// The end of what was collected.
    public let end: Instant
    let pieces: [Evidence]
    private let isUnnamed: Bool

    /// - Parameter pieces: the evidence, each piece once.
    public init(_ incident: Incident, _ pieces: [Evidence]) {
        (self.incident, self.pieces) = (incident, pieces)
        let ends = pieces.compactMap { $0.reference.provenance.window?.until }
        end = max(ends.max() ?? incident.detectedAt, incident.detectedAt)
        isUnnamed = EvidenceIndex.isUnnamed(pieces, incident.service)
    }

    /// Whether the health signal that was read with the evidence said that it is bad.
    public var isStillBad: Bool {
        pieces.lazy.compactMap { $0.body.health }.first?.status == .bad
    }

    /// Everybody of whom the evidence says anything, by name, and the incident's service.
    public var components: Set<String> {
        var names: Set<String> = [incident.service]
        for piece in pieces { names.insert(component(of: piece)) }
        names.formUnion(spans.map(\.service))
        names.formUnion(events.map(\.component))
        names.formUnion(changes.map(\.component))
        for call in calls { names.formUnion([call.caller, call.callee]) }
        return names
    }

    /// Whose a piece is: the incident's service under the name that the incident has for it.
    func component(of piece: Evidence) -> String { component(named: piece.reference.entity.name) }

    func component(named name: String) -> String {
        let isOwn = isUnnamed || name.isEmpty || name.lowercased() == incident.service.lowercased()
        return isOwn ? incident.service : name
    }

    /// All lines, oldest first.
    public var lines: [Line] {
        var found: [(at: Int64, line: Line)] = []
        for piece in pieces {
            guard let lines = piece.body.as(Logs.self)?.lines else { continue }
            let component = component(of: piece)
            let levels = Self.levels(of: lines)
            for row in 0..<lines.count {
                let at = max(0, lines.nanoseconds[row])
                let trace = lines.labels.value(of: "trace_id", in: lines.sets[row]) ?? ""
                let message = levels[row].isEmpty ? lines.texts[row] : "\(levels[row]) \(lines.texts[row])"
                let line = Line(
                    micros: at / 1000, component: component, instance: lines.instance(of: row), trace: trace,
                    message: message)
                found.append((at, line))
            }
        }
        return found.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element.line)
    }

    /// The level of each line: its own, or where it has none the one that its words report (`FailureReport`). Without
    /// it a failure that its level alone tells would be none, and a word of failure in passing would be one.
    private static func levels(of lines: LogColumns) -> [String] {
        let table = TemplateTable(lines, versions: [String]())
        return (0..<lines.count).map { row in
            let level = lines.level(of: row)
            guard level.isEmpty, table.assignment[row] >= 0 else { return level }
            return switch table.templates[Int(table.assignment[row])].severity {
            case .failure: "ERROR"
            case .warning: "WARN"
            case .calm: "INFO"
            }
        }
    }

    /// All steps of requests, source by source.
    public var spans: [TraceSpan] {
        pieces.flatMap { piece in piece.body.as(Traces.self).map { Array($0.spans) } ?? [] }
    }

    /// Who calls whom, by name.
    public var calls: [(caller: String, callee: String)] {
        pieces.flatMap { $0.body.as(Topology.self)?.edges ?? [] }.filter { $0.kind == .calls }
            .map { (component(named: $0.from.name), component(named: $0.to.name)) }
    }

    /// All changes, oldest first.
    public var changes: [Alteration] {
        var all: [(component: String, change: Change)] = []
        for piece in pieces {
            for change in piece.body.as(Changes.self)?.list ?? [] {
                let name = change.entity.name.isEmpty ? component(of: piece) : component(named: change.entity.name)
                all.append((name, change))
            }
        }
        all.sort { ($0.change.at, $0.component) < ($1.change.at, $1.component) }
        var running: [String: String] = [:]
        return all.enumerated().map { number, one in
            let change = one.change
            let isRollout = change.kind == .rollout
            let from = change.from ?? (isRollout ? running[one.component] : nil)
            if isRollout { running[one.component] = change.to }
            let started = change.started.isEmpty && isRollout ? instances(of: one.component, change) : change.started
            return Alteration(
                id: "change-\(number + 1)", component: one.component, from: from, change: change, started: started)
        }
    }
}
