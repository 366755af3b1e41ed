import AutoSRECore
import AutoSREPlatform

/// What the two made-up dashboards say of a healthy service. A release of eleven minutes ago, a high but even load, and
/// warnings that come all day tempt whoever judges by looks.
struct CalmWords: Sendable {
    private let kind: CalmDashboard.Kind
    private let now: Instant

    init(_ kind: CalmDashboard.Kind, at now: Instant) { (self.kind, self.now) = (kind, now) }

    private var isTerse: Bool { kind == .fleet }

    /// The answer to a question, as it is where every source answers.
    func answer(to path: String) -> ServerResponse {
        switch path {
        case "/api/health":
            let plain = ServerResponse(headers: [("Content-Type", "text/plain")], body: Array("OK\n".utf8))
            return isTerse ? .json(["status": "UP"]) : plain
        case "/api/services/checkout": return .json(service)
        case "/api/services/checkout/logs": return .json(["logs": .array(logs)])
        case "/api/services/checkout/metrics": return .json(metrics)
        case "/api/services/checkout/deployments": return .json(["deployments": .array(deployments)])
        default: return .json(["detail": "Not Found"], 404)
        }
    }

    /// A time as this dashboard writes it.
    private func time(_ secondsAgo: Double) -> JSONValue {
        let at = now.advanced(bySeconds: -secondsAgo)
        guard isTerse else { return .integer(at.milliseconds) }
        return .string(at.description.prefix(16) + "Z")
    }

    private var service: JSONValue {
        let version = isTerse ? "2026.11.3" : "b7f3c21"
        let common: [String: JSONValue] = [
            "id": "checkout", "version": .string(version), "deployments": .array(deployments),
        ]
        let more: [String: JSONValue] = [
            "name": "Checkout (EU)", "owner": .null, "tags": ["tier-1"],
            "replicas": ["desired": 12, "maximum": 40, "minimum": .null],
            "pool": ["size": 40, "in_use": 38, "waiting": 0, "restarted_at": time(900_000)],
            "instances": .array((1...12).map(instance)),
        ]
        return .object(isTerse ? common : common.merging(more) { $1 })
    }

    private func instance(_ number: Int) -> JSONValue {
        [
            "id": .string("checkout-\(number)"), "version": "b7f3c21", "started_at": time(660 - Double(number)),
            "status": "aktiv", "restarts": 0,
        ]
    }

    private var deployments: [JSONValue] {
        let versions = isTerse ? ["2026.11.3", "2026.11.2"] : ["b7f3c21", "a01d5e9", "9c4412f"]
        let states = isTerse ? ["LIVE", "RETIRED"] : ["läuft", "abgelöst", "abgelöst"]
        return zip(versions, states).enumerated().map { index, release in
            let age = 660 + 700_000 * Double(index)
            return [
                "version": .string(release.0), "timestamp": time(age), "status": .string(release.1), "notes": .null,
            ]
        }
    }

    /// An hour of even work: a warning every minute, before and after the release.
    private var logs: [JSONValue] {
        (1...360).map { index in
            let isWarning = index % 6 == 0
            let text =
                isWarning
                ? "slow answer of cart-db (412 ms), 0 errors, retry not needed"
                : "GET /checkout 200 \(40 + index * 7 % 30) ms"
            var line: [String: JSONValue] = ["timestamp": time(3600 - Double(index) * 10), "message": .string(text)]
            if !isTerse {
                line["level"] = isWarning ? 40 : 30
                line["instance"] = .string("checkout-\(index % 12 + 1)")
                line["trace"] = .null
            }
            return .object(line)
        }
    }

    private var metrics: JSONValue {
        let count = 120
        // Not chance: the same unrest all hour long.
        func even(_ level: Double, _ spread: Double) -> [JSONValue] {
            (0..<count).map { index in
                let noise = Double((index * 37 + 11) % 17) / 16 - 0.5
                return .number(level + noise * spread)
            }
        }
        var series: [(name: String, unit: String, values: [JSONValue])] = [
            ("cpu_utilization", "%", even(82, 3)), ("latency_p99_ms", "ms", even(180, 14)),
            ("request_rate", "1/s", even(240, 12)), ("error_rate", isTerse ? "ratio" : "%", even(0.002, 0.0004)),
        ]
        if !isTerse {
            series.append(("memory_used_mb", "MB", (0..<count).map { .number(600 + Double($0 % 12) * 30) }))
            series.append(("pool_in_use", "connections", even(38, 2)))
            for index in series.indices { series[index].values[7] = .null }
        }
        return [
            "timestamps": .array((0..<count).map { time(Double(count - 1 - $0) * 30) }),
            "series": .array(
                series.map { ["name": .string($0.name), "unit": .string($0.unit), "values": .array($0.values)] }),
        ]
    }
}
