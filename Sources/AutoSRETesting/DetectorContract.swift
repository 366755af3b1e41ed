public import AutoSRECore

/// What everybody who reports incidents must keep: the same trouble is the same alert, nothing is nothing, and who
/// cannot look says so.
public struct DetectorContract: Sendable {
    /// Checks a detector that has something to report; one that has nothing, and one that cannot look, where there may
    /// be such.
    /// - Throws: `ContractViolation` at the first rule that is broken.
    public static func check(
        ringing: any Detector, quiet: (any Detector)? = nil, broken: (any Detector)? = nil
    ) async throws {
        let alerts = try await ringing.detect()
        try ContractViolation.unless(!ringing.name.isEmpty && !alerts.isEmpty, "it reports what there is")
        for alert in alerts {
            try ContractViolation.unless(alert.source == ringing.name, "an alert says whose it is")
            try ContractViolation.unless(!alert.incident.id.isEmpty, "an incident has an id")
            try ContractViolation.unless(!alert.incident.service.isEmpty, "and is about something")
        }
        let again = try await ringing.detect()
        try ContractViolation.unless(
            Set(again.map(\.fingerprint)) == Set(alerts.map(\.fingerprint)), "the same trouble is the same alert")
        if let quiet { try ContractViolation.unless(try await quiet.detect().isEmpty, "nothing is nothing") }
        guard let broken else { return }
        do {
            let found = try await broken.detect()
            throw ContractViolation(description: "who cannot look says so, and reports nothing: \(found.count)")
        } catch let violation as ContractViolation {
            throw violation
        } catch {
            try ContractViolation.unless(!String(describing: error).isEmpty, "a failure says why")
        }
    }
}
