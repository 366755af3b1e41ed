import AutoSRECore
import Synchronization

/// Reads a health address that somebody named, and says once, with the first reading, where nothing listens at it. The
/// address is asked on and on all the same: what is to be healed may only be starting.
struct Unanswered: Verifier {
    private let verifier: any Verifier
    private let url: String
    private let places: [String]
    private let log: @Sendable (String) -> Void
    private let first = First()

    /// - Parameters:
    ///   - url: the address, as it may be shown.
    ///   - places: where it can be set.
    init(
        _ verifier: any Verifier, url: String, places: [String] = ["OPERATIONS_DASHBOARD_URL", "METRICS_URL"],
        log: @escaping @Sendable (String) -> Void
    ) {
        (self.verifier, self.url, self.places, self.log) = (verifier, url, places, log)
    }

    var name: String { verifier.name }

    func latencySeconds(of entity: Entity) -> Double { verifier.latencySeconds(of: entity) }

    func read(_ entity: Entity, within seconds: Double) async -> HealthReading {
        let reading = await verifier.read(entity, within: seconds)
        if first.take(), reading.status == .unknown, Self.isNobody(reading.detail) {
            log(
                "Nothing answers at \(url) (\(reading.detail)), so no recovery can be seen so far. It is asked on until "
                    + "the run's time is over: start what listens there, or set \(places.joined(separator: " or ")) "
                    + "to where it is; see: autosre doctor")
        }
        return reading
    }

    /// Whether a reading says that no connection was made, by us or by the proxy.
    private static func isNobody(_ detail: String) -> Bool {
        ["connection refused", "unknown host"].contains(detail) || detail.hasPrefix("the proxy ")
            || detail.hasPrefix("no address is known for the proxy ")
    }

    private final class First: Sendable {
        private let isTaken = Mutex(false)

        func take() -> Bool {
            isTaken.withLock { taken in
                defer { taken = true }
                return !taken
            }
        }
    }
}
