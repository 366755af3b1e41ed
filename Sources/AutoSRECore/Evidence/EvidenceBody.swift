/// The content of a piece of evidence, whatever its kind.
public struct EvidenceBody: Sendable {
    /// What it is.
    public let kind: EvidenceKind
    /// What was read; nil where the kind is of another program's.
    public let content: (any EvidenceContent)?
    /// What is kept of an unknown kind.
    private let unread: [UInt8]

    /// Wraps a content.
    public init<Content: EvidenceContent>(_ content: Content) {
        (kind, self.content, unread) = (Content.kind, content, [])
    }

    /// A body that nobody here can read.
    init(_ kind: EvidenceKind, unread: [UInt8]) { (self.kind, content, self.unread) = (kind, nil, unread) }

    /// The content, where it is of this type.
    public func `as`<Content: EvidenceContent>(_ type: Content.Type) -> Content? { content as? Content }

    /// The canonical bytes: what the evidence store keeps and what the id is the digest of.
    public func bytes() throws -> [UInt8] { try content.map { try $0.encoded() } ?? unread }

    /// The same without its secrets; what cannot be read cannot be made safe, and nothing of it is kept.
    /// - Throws: as the content's own.
    public func cleaned(by texts: inout some TextCleaner) throws -> EvidenceBody {
        guard let content else { return EvidenceBody(kind, unread: []) }
        return try Self.clean(content, &texts)
    }

    private static func clean<Content: EvidenceContent>(
        _ content: Content, _ texts: inout some TextCleaner
    ) throws -> EvidenceBody {
        EvidenceBody(try content.cleaned(by: &texts))
    }
}

extension EvidenceBody: Hashable {
    /// Whether both hold the same.
    public static func == (one: EvidenceBody, other: EvidenceBody) -> Bool {
        guard one.kind == other.kind, one.unread == other.unread else { return false }
        return one.content.map { AnyHashable($0) } == other.content.map { AnyHashable($0) }
    }

    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        if let content { hasher.combine(AnyHashable(content)) }
    }
}

// The kinds that the loop itself reads and makes.
extension EvidenceBody {
    /// The alert as it came in.
    public static func alert(_ incident: Incident) -> EvidenceBody { EvidenceBody(incident) }
    /// Log lines, oldest first.
    public static func logs(_ lines: LogColumns) -> EvidenceBody { EvidenceBody(Logs(lines)) }
    /// The same of a few lines.
    public static func logs(_ lines: [LogLine]) -> EvidenceBody { .logs(LogColumns(lines)) }
    /// Time series.
    public static func metrics(_ series: SeriesColumns) -> EvidenceBody { EvidenceBody(Metrics(series)) }
    /// The same of a few series.
    public static func metrics(_ series: [MetricSeries]) -> EvidenceBody { .metrics(SeriesColumns(series)) }
    /// Changes, newest first.
    public static func changes(_ list: [Change]) -> EvidenceBody { EvidenceBody(Changes(list)) }
    /// Steps of requests.
    public static func traces(_ spans: SpanColumns) -> EvidenceBody { EvidenceBody(Traces(spans)) }
    /// What runs now.
    public static func state(_ state: ServiceState) -> EvidenceBody { EvidenceBody(state) }
    /// One reading of the health signal.
    public static func health(_ reading: HealthReading) -> EvidenceBody { EvidenceBody(reading) }

    /// The log lines, where it holds some.
    public var logs: LogColumns? { self.as(Logs.self)?.lines }
    /// The series, where it holds metrics.
    public var metrics: SeriesColumns? { self.as(Metrics.self)?.series }
    /// The rollouts, newest first, where it holds changes.
    public var rollouts: [Change]? { self.as(Changes.self)?.list.filter { $0.kind == .rollout } }
    /// The state, where it holds one.
    public var state: ServiceState? { self.as(ServiceState.self) }
    /// The reading, where it holds one.
    public var health: HealthReading? { self.as(HealthReading.self) }
}
