import Testing

/// What the agent reads of a dashboard.
enum Source: Int, CaseIterable, Sendable {
    case logs, metrics, state, deployments, health
}

/// How a source treats who asks.
enum Manner: Int, CaseIterable, Sendable {
    /// In the words of its dashboard.
    case answers
    /// There is no such thing.
    case isMissing
    /// An error of its own.
    case fails
    /// Later than usual, or than anybody waits.
    case isSlow
    /// With something else, or in words that nobody has agreed on.
    case isForeign
}

/// One healthy world of the calm matrix.
struct Combination: Sendable, CustomStringConvertible {
    let dashboard: CalmDashboard.Kind
    /// From 0, within its dashboard; chooses among several forms of the same manner.
    let number: Int
    let driver: String
    /// What the healthy service is accused of.
    let alert: String
    private let manners: [Manner]

    subscript(_ source: Source) -> Manner { manners[source.rawValue] }

    var description: String {
        let sources = Source.allCases.map { "\($0) \(self[$0])" }.joined(separator: ", ")
        return "\(dashboard) \(number), \(driver), \(alert): \(sources)"
    }

    /// Any three sources meet in each of their 125 combinations: the values of all polynomials of degree 2 over the
    /// field of five elements (an orthogonal array of strength 3; Bush, Orthogonal arrays of index unity, 1952). All
    /// 3125 combinations of the five would take ten times as long.
    static let all: [Combination] = {
        let alerts = ["latency_spike", "crash_loop", "memory_leak", "deployment_failure"]
        var found: [Combination] = []
        for dashboard in CalmDashboard.Kind.allCases {
            for number in 0..<125 {
                let (a, b, c) = (number / 25, number / 5 % 5, number % 5)
                let manners = Source.allCases.map { source in
                    let x = source.rawValue
                    return Manner.allCases[(a + b * x + c * x * x) % 5]
                }
                found.append(
                    Combination(
                        dashboard: dashboard, number: number, driver: c == 4 ? "browser" : "http",
                        alert: alerts[number % 4], manners: manners))
            }
        }
        return found
    }()
}
