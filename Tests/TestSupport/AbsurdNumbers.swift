import AutoSRECore
/// Writes the answers of a dashboard and the files of a team, with numbers in them that no measurement has. One seed
/// makes one world (SplitMix64).
public struct AbsurdNumbers {
    private var bits: SplitMix64
    /// How often, of a hundred, a number is absurd.
    private let share: UInt64

    private let ago: (Double) -> String

    /// - Parameter ago: the time so many seconds ago, in RFC 3339.
    public init(seed: UInt64, ago: @escaping (Double) -> String) {
        bits = SplitMix64(state: seed &* SplitMix64.step)
        share = [1, 4, 20, 60][Int(seed % 4)]
        self.ago = ago
    }

    private mutating func next() -> UInt64 { bits.next() }

    private mutating func pick<T>(_ all: [T]) -> T { all[Int(next() % UInt64(all.count))] }

    private static let numbers = [
        "1e19", "-1e19", "10000000000000000000", "1e308", "-1e308", "1e400", "-1e400", "5e-324", "-5e-324", "1e-300",
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "4611686018427387904", "2147483648",
        "18446744073709551616", "-0.0", "-1", "0", "0.5", "1e15", "1e18", "999999999999999999", "1e-18", "NaN",
        "Infinity", "-Infinity", "null", "true", "\"\"", "\"1e999\"", "\"NaN\"", "\"many\"", "[]", "{}",
    ]
    private static let times = [
        "\"0000-01-01T00:00:00Z\"", "\"9999-12-31T23:59:60Z\"", "\"99999-01-01T00:00:00Z\"", "\"1970-01-01T00:00:00Z\"",
        "\"2026-11-24T11:59:59.9999999999+23:59\"", "\"9999-12-31T23:59:59-23:59\"", "0", "1e19", "-1", "1e308", "null",
        "\"\"", "\"soon\"", "9223372036854775807", "253402300799999", "1764000000", "\"1764000000000\"", "[2026, 11]",
    ]

    /// A number as written in JSON: mostly the given one.
    private mutating func number(_ usual: Double) -> String {
        next() % 100 < share ? pick(Self.numbers) : "\(usual)"
    }

    /// A whole number.
    private mutating func count(_ usual: Int) -> String { next() % 100 < share ? pick(Self.numbers) : "\(usual)" }

    /// A time so many seconds ago.
    private mutating func time(_ secondsAgo: Double) -> String {
        next() % 100 < share / 2 ? pick(Self.times) : "\"\(ago(secondsAgo))\""
    }

    /// The answer of `GET /api/services/checkout`.
    public mutating func service() -> String {
        var copies: [String] = []
        for index in 0..<3 {
            copies.append(
                """
                {"id": "i\(index)", "version": "v2", "started_at": \(time(600)), "status": "\(pick(["running", "crashed"]))"}
                """)
        }
        let releases = [("v2", 600.0), ("v1", 90_000), ("v0", 900_000)].map { version, ago in
            "{\"version\": \"\(version)\", \"timestamp\": \(time(ago)), \"status\": \"superseded\"}"
        }
        return """
            {"id": "checkout", "version": "v2", "replicas": {"desired": \(count(4)), "maximum": \(count(12))},
             "instances": [\(copies.joined(separator: ","))],
             "pool": {"size": \(count(50)), "in_use": \(count(49)), "waiting": \(count(3)), "restarted_at": \(time(1e6))},
             "deployments": [\(releases.joined(separator: ","))]}
            """
    }

    private static let curves: [(name: String, before: Double, after: Double)] = [
        ("latency_p99_ms", 120, 900), ("error_rate", 0.001, 0.2), ("cpu_utilization", 0.4, 0.97),
        ("request_rate", 90, 300), ("memory_used_mb", 500, 3000), ("pool_in_use", 10, 50), ("ready_instances", 4, 1),
    ]

    /// The answer of its `/metrics`.
    public mutating func metrics() -> String {
        let samples = 40
        let times = (0..<samples).map { time(Double(samples - $0) * 60) }
        var series: [String] = []
        for curve in Self.curves {
            // Some are absurd from end to end.
            let scale = pick([1, 1, 1, 1, 1, 1e17, 1e14, 1e-14, -1, 100, 1000, 0])
            let values = (0..<samples).map { index in
                number((index < 25 ? curve.before : curve.after) * scale * (1 + 0.03 * Double(next() % 3)))
            }
            let unit = pick(["ms", "s", "%", "ratio", "1", "", "GiB", "requests"])
            series.append(
                "{\"name\": \"\(curve.name)\", \"unit\": \"\(unit)\", \"values\": [\(values.joined(separator: ","))]}")
        }
        return """
            {"interval_seconds": \(number(60)), "timestamps": [\(times.joined(separator: ","))],
             "series": [\(series.joined(separator: ","))]}
            """
    }

    private mutating func line(_ index: Int, _ extra: String) -> String {
        let text = index < 20 ? pick(["served 3", "GET /cart 200"]) : pick(["ERROR out of memory", "timeout 1e19 ms"])
        let at = time(Double(40 - index) * 60)
        return "{\(extra)\"timestamp\": \(at), \"level\": \(count(30)), \"message\": \"\(text)\"}"
    }

    /// The answer of its `/logs`.
    public mutating func logs() -> String {
        let lines = (0..<40).map { line($0, "") }
        return "{\"logs\": [\(lines.joined(separator: ","))]}"
    }

    /// A `log_entries.json`.
    public mutating func logFile() -> String {
        let lines = (0..<40).map { line($0, "\"service_name\": \"checkout\", ") }
        return "[\(lines.joined(separator: ",\n"))]"
    }

    /// A `deployments.json`.
    public mutating func deploymentsFile() -> String {
        let entries = [("v2", 600.0), ("v1", 90_000), ("v0", 900_000)].map { version, ago in
            """
            {"service_name": "checkout", "version": "\(version)", "timestamp": \(time(ago)), "status": \(count(1))}
            """
        }
        return "[\(entries.joined(separator: ","))]"
    }
}
