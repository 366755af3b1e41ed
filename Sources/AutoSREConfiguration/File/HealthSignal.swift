public import AutoSRECore

extension ServiceSettings {
    /// One of the signals that a service's recovery is verified by.
    public struct HealthSignal: Sendable {
        /// The signal's name.
        public let name: String
        /// What is read.
        public let reading: Reading

        /// What a signal reads.
        public enum Reading: Sendable {
            /// An address that says how the service is.
            case address(Address)
            /// A metric, where the service's metrics are tied to.
            case metric(MetricRule, Tie)
            /// The alerts of a system, which show a change after so many seconds.
            case alerts(Tie, delaySeconds: Double)
        }

        /// A health address, and how its answer is read.
        public struct Address: Sendable {
            /// The address.
            public let url: String
            /// What is sent along.
            public let headers: [(name: String, value: String)]
            /// What counts as healthy.
            public let expectation: HealthExpectation
        }
    }
}

extension ServiceSettings.HealthSignal {
    /// The address that is read; nil where it is something else.
    public var address: Address? { if case .address(let address) = reading { address } else { nil } }

    /// Where in a system it is read; nil where it is an address.
    public var tie: ServiceSettings.Tie? {
        switch reading {
        case .address: nil
        case .metric(_, let tie), .alerts(let tie, _): tie
        }
    }

    /// - Parameters:
    ///   - index: which of the service's signals it is.
    ///   - metrics: where the service's metrics are; nil where nobody says.
    init(
        _ mapping: FileMapping, index: Int, _ ties: TieReader, metrics: ServiceSettings.Tie?, _ secrets: SecretReader
    ) throws(ConfigurationError) {
        var mapping = mapping
        let kinds = ["url", "metric", "alerts"].filter(mapping.names.contains)
        guard kinds.count <= 1 else {
            throw mapping.error(kinds[1], "\(kinds[0]) is there too: make two signals of them")
        }
        let named = try mapping.text("name")
        switch kinds.first {
        case "metric":
            let metric = try mapping.text("metric") ?? ""
            reading = try Self.metric(metric, &mapping, ties, metrics)
            name = named ?? metric
        case "alerts":
            guard let tie = try ties.tie(&mapping, "alerts") else {
                throw mapping.error("alerts", "the name of an integration is needed")
            }
            let delay = try mapping.value("delay_seconds", .seconds(upTo: 86_400)) ?? Self.alertSeconds
            try mapping.end(known: ["name", "alerts", "delay_seconds"])
            (reading, name) = (.alerts(tie, delaySeconds: delay), named ?? "alerts of \(tie.system)")
        default:
            reading = .address(try Address(&mapping, secrets))
            name = named ?? (index == 0 ? "health" : "health \(index + 1)")
        }
    }

    /// Seconds that an alert usually takes to show a change: most are evaluated once a minute.
    private static let alertSeconds = 60.0

    private static func metric(
        _ metric: String, _ mapping: inout FileMapping, _ ties: TieReader, _ metrics: ServiceSettings.Tie?
    ) throws(ConfigurationError) -> Reading {
        guard !metric.isEmpty else { throw mapping.error("metric", "the name of a metric is needed") }
        let sides = MetricBound.Side.allCases.filter { mapping.names.contains($0.rawValue) }
        guard let side = sides.first, sides.count == 1 else {
            throw mapping.error("metric", "either below or above is needed, with a bound such as 2% or 300 ms")
        }
        guard let bound = try MetricBound(side, mapping.text(side.rawValue) ?? "") else {
            throw mapping.error(side.rawValue, "it takes a number with its unit, such as 2%, 300 ms or 50 1/s")
        }
        guard let tie = try ties.tie(&mapping, "from") ?? metrics else {
            throw mapping.error("from", "the name of an integration is needed, for the service is tied to no metrics")
        }
        let rule = MetricRule(
            metric, bound, overSeconds: try mapping.value("over_seconds", .seconds) ?? MetricRule.usualSeconds,
            points: try mapping.value("points", .whole(2...1000)) ?? MetricRule.usualPoints,
            delaySeconds: try mapping.value("delay_seconds", .seconds(upTo: 86_400)) ?? 0)
        let keys = ["name", "metric", "from", "over_seconds", "points", "delay_seconds"]
        try mapping.end(known: keys + MetricBound.Side.allCases.map(\.rawValue))
        return .metric(rule, tie)
    }
}

extension ServiceSettings.HealthSignal.Address {
    init(_ mapping: inout FileMapping, _ secrets: SecretReader) throws(ConfigurationError) {
        guard let address = try mapping.text("url"), let url = ValueSyntax<String>.address.read(address) else {
            throw mapping.error("url", "an address is needed: \(ValueSyntax<String>.address.allowed)")
        }
        self.url = url
        expectation = try mapping.value("healthy", .expectation) ?? HealthExpectation()
        let lines = try mapping.secret("headers", secrets)
        guard let headers = lines.map(ValueSyntax<[(String, String)]>.headers.read) ?? [] else {
            throw mapping.error(
                "headers", "what is named there takes \(ValueSyntax<[(String, String)]>.headers.allowed)")
        }
        self.headers = headers.map { (name: $0.0, value: $0.1) }
        try mapping.end(known: ["name", "url", "healthy", "headers_env", "headers_file", "metric", "alerts"])
    }
}
