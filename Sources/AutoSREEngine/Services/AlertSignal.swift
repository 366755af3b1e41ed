public import AutoSRECore

/// The alerts of a system as a health signal: bad while one about the service is open. That none is open is no proof of
/// health, for few detectors tell what is resolved from what has lost its data: so it blocks nothing beside a signal
/// that says good by itself, and is unknown where it stands alone.
public struct AlertSignal: Verifier {
    /// The signal's name.
    public let name: String
    private let service: String
    private let detectors: [any Detector]
    private let delaySeconds: Double
    private let world: any World

    /// Makes a signal.
    /// - Parameters:
    ///   - service: what alerts are about, by its name in their system.
    ///   - delaySeconds: seconds before they show a change.
    public init(
        _ name: String, of service: String, from detectors: [any Detector], delaySeconds: Double, in world: any World
    ) {
        (self.name, self.service, self.detectors) = (name, service, detectors)
        (self.delaySeconds, self.world) = (delaySeconds, world)
    }

    /// Seconds before an alert shows a change.
    public func latencySeconds(of entity: Entity) -> Double { delaySeconds }

    /// One reading of all detectors, every one of which has to answer.
    public func read(_ entity: Entity, within seconds: Double) async -> HealthReading {
        do {
            let open = try await bounded(seconds, in: world) { try await alerts() }
            if let first = open.first {
                let more = open.count > 1 ? ", and \(open.count - 1) more" : ""
                return reading(.bad, "\(first.incident.type.rawValue) of \(service) is open in \(first.source)\(more)")
            }
            let words = "no alert about \(service) is open, which by itself proves nothing"
            return reading(.unknown, words, [HealthReading.Part(name, .good, isAbsence: true)])
        } catch {
            let isLate = error is OutOfTime || error is CancellationError
            let reason = isLate ? "no answer within \(PostMortem.seconds(seconds))" : String(describing: error)
            return reading(.unknown, "alerts could not be asked for: \(reason)")
        }
    }

    private func alerts() async throws -> [Alert] {
        guard !detectors.isEmpty else { throw Refusal("nothing says there which alerts are open") }
        var open: [Alert] = []
        for detector in detectors { open += try await detector.detect() }
        return open.filter { $0.isOpen && $0.incident.service.lowercased() == service.lowercased() }
    }

    private func reading(
        _ status: HealthReading.Status, _ words: String, _ parts: [HealthReading.Part]? = nil
    ) -> HealthReading {
        HealthReading(status, at: world.now(), detail: PlainText.heard(words), parts: parts)
    }
}
