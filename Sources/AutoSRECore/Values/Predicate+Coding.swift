// Explicit coding: {"kind": "logs_match", "pattern": …}. Journals outlive the compiler's synthesised forms.

extension Predicate: Codable {
    private enum Kind: String, Codable {
        case logsMatch = "logs_match"
        case logsLack = "logs_lack"
        case metricShifted = "metric_shifted"
        case metricAtLeast = "metric_at_least"
        case metricAtMost = "metric_at_most"
        case deployed, instances, health
        case nothingDeployed = "nothing_deployed"
        case poolInUse = "pool_in_use"
    }

    /// Every member that any kind has; each kind uses its own few.
    private struct Form: Codable {
        var kind: Kind
        var pattern: String?
        var name: String?
        var window: TimeWindow?
        var before: TimeWindow?
        var count: Int?
        var value: Double?
        var version: String?
        var statuses: [String]?
        var status: HealthReading.Status?
        init(_ kind: Kind) { self.kind = kind }
    }

    /// Decodes a tagged predicate; an unknown kind or a missing member is an error.
    public init(from decoder: any Decoder) throws {
        let form = try Form(from: decoder)
        func need<T>(_ member: T?) throws -> T {
            guard let member else {
                throw DecodingError.dataCorrupted(
                    .init(codingPath: decoder.codingPath, debugDescription: "\(form.kind.rawValue) lacks a member"))
            }
            return member
        }
        switch form.kind {
        case .logsMatch:
            self = .logsMatch(
                pattern: try need(form.pattern), window: try need(form.window), atLeast: try need(form.count))
        case .logsLack:
            self = .logsLack(
                pattern: try need(form.pattern), window: try need(form.window), atMost: try need(form.count))
        case .metricShifted:
            self = .metricShifted(
                name: try need(form.name), before: try need(form.before), after: try need(form.window),
                ratio: try need(form.value))
        case .metricAtLeast:
            self = .metricAtLeast(
                name: try need(form.name), window: try need(form.window), value: try need(form.value))
        case .metricAtMost:
            self = .metricAtMost(name: try need(form.name), window: try need(form.window), value: try need(form.value))
        case .deployed: self = .deployed(version: try need(form.version), window: try need(form.window))
        case .nothingDeployed: self = .nothingDeployed(window: try need(form.window))
        case .instances:
            self = .instances(
                version: form.version, statuses: try need(form.statuses), atLeast: try need(form.count))
        case .poolInUse: self = .poolInUse(atLeast: try need(form.count))
        case .health: self = .health(try need(form.status))
        }
    }

    /// Encodes a tagged predicate.
    public func encode(to encoder: any Encoder) throws { try form.encode(to: encoder) }

    private var form: Form {
        var form: Form
        switch self {
        case .logsMatch(let pattern, let window, let atLeast):
            form = Form(.logsMatch)
            (form.pattern, form.window, form.count) = (pattern, window, atLeast)
        case .logsLack(let pattern, let window, let atMost):
            form = Form(.logsLack)
            (form.pattern, form.window, form.count) = (pattern, window, atMost)
        case .metricShifted(let name, let before, let after, let ratio):
            form = Form(.metricShifted)
            (form.name, form.before, form.window, form.value) = (name, before, after, ratio)
        case .metricAtLeast(let name, let window, let value):
            form = Form(.metricAtLeast)
            (form.name, form.window, form.value) = (name, window, value)
        case .metricAtMost(let name, let window, let value):
            form = Form(.metricAtMost)
            (form.name, form.window, form.value) = (name, window, value)
        case .deployed(let version, let window):
            form = Form(.deployed)
            (form.version, form.window) = (version, window)
        case .nothingDeployed(let window):
            form = Form(.nothingDeployed)
            form.window = window
        case .instances(let version, let statuses, let atLeast):
            form = Form(.instances)
            (form.version, form.statuses, form.count) = (version, statuses, atLeast)
        case .poolInUse(let atLeast):
            form = Form(.poolInUse)
            form.count = atLeast
        case .health(let status):
            form = Form(.health)
            form.status = status
        }
        return form
    }
}
