public import AutoSRECore

/// What every health signal must keep: three words and no more, in time, and silence is none of the other two.
public struct VerifierContract: Sendable {
    /// Checks a signal of a thing that is well, one of a thing that is ill, and one that does not answer.
    /// - Throws: `ContractViolation` at the first rule that is broken.
    public static func check(
        good: any Verifier, bad: any Verifier, silent: any Verifier, of entity: Entity
    ) async throws {
        try await check([(good, .good), (bad, .bad), (silent, .unknown)], of: entity)
    }

    /// Checks a signal that can only speak against a thing: one that has nothing to say against it proves nothing
    /// alone, and blocks nothing beside one that does.
    /// - Throws: `ContractViolation` at the first rule that is broken.
    public static func check(
        quiet: any Verifier, bad: any Verifier, silent: any Verifier, of entity: Entity
    ) async throws {
        try await check([(quiet, .unknown), (bad, .bad), (silent, .unknown)], of: entity)
        let parts = await quiet.read(entity, within: seconds).parts ?? []
        try ContractViolation.unless(
            HealthReading.status(of: parts + [HealthReading.Part("another", .good)]) == .good,
            "what speaks against nothing blocks nothing")
    }

    private static func check(
        _ signals: [(any Verifier, HealthReading.Status)], of entity: Entity
    ) async throws {
        for (signal, status) in signals {
            let latency = signal.latencySeconds(of: entity)
            try ContractViolation.unless(!signal.name.isEmpty, "a signal has a name")
            try ContractViolation.unless(latency.isFinite && latency >= 0, "and a latency: \(latency)")
            let clock = ContinuousClock()
            let start = clock.now
            let reading = await signal.read(entity, within: seconds)
            let spent = clock.now - start
            try ContractViolation.unless(
                reading.status == status, "\(signal.name) says \(reading.status.rawValue), not \(status.rawValue)")
            try ContractViolation.unless(!reading.detail.isEmpty, "a reading says what was seen")
            try ContractViolation.unless(spent < .seconds(seconds + slack), "it is over in time, not after \(spent)")
            let names = (reading.parts ?? []).map(\.name)
            try ContractViolation.unless(Set(names).count == names.count, "each part has a name of its own: \(names)")
            try ContractViolation.unless(
                reading.parts.map { HealthReading.status(of: $0) != .bad || status == .bad } ?? true,
                "a part that is bad makes the whole bad")
        }
    }

    /// Seconds for a reading.
    private static let seconds = 1.0
    /// Seconds more that a machine may take on which many tests wait for two cores.
    private static let slack = 60.0
}
