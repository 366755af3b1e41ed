public import AutoSRECore

/// Several health signals of one thing, read together. It is well when all that speak say so; one that does not speak,
/// now or from the start, leaves that unknown: a recovery that was seen by some of them alone is none.
public struct CombinedVerifier: Verifier {
    /// The names of the signals.
    public var name: String { signals.map(\.name).joined(separator: " and ") }
    private let signals: [any Verifier]
    private let witnesses: [any Verifier]
    private let now: @Sendable () -> Instant

    /// Makes a verifier of signals, each of a name of its own; a single one is read as it is.
    /// - Parameter witnesses: signals that nobody has asked for: no verdict, but where one of them comes back, nothing
    ///   is taken back.
    public init(
        _ signals: [any Verifier], witnesses: [any Verifier] = [], now: @escaping @Sendable () -> Instant
    ) {
        (self.signals, self.witnesses, self.now) = (signals, witnesses, now)
    }

    /// Seconds before the slowest signal can show a change.
    public func latencySeconds(of entity: Entity) -> Double {
        signals.map { $0.latencySeconds(of: entity) }.max() ?? 0
    }

    /// One reading of all signals, side by side.
    public func read(_ entity: Entity, within seconds: Double) async -> HealthReading {
        guard !signals.isEmpty else { return HealthReading(.unknown, at: now(), detail: "there is no health signal") }
        let all = signals + witnesses
        if all.count == 1 { return await all[0].read(entity, within: seconds) }
        let readings = await withTaskGroup(of: (Int, HealthReading).self) { group in
            for (index, signal) in all.enumerated() {
                group.addTask { (index, await signal.read(entity, within: seconds)) }
            }
            return await group.reduce(into: [Int: HealthReading]()) { $0[$1.0] = $1.1 }
        }
        var (parts, words): ([HealthReading.Part], [String]) = ([], [])
        for (index, signal) in all.enumerated() {
            guard let reading = readings[index] else { continue }
            if index < signals.count {
                parts += Self.parts(of: reading, signal, latency: signal.latencySeconds(of: entity))
            } else if reading.status == .unknown {
                continue
            } else {
                parts.append(HealthReading.Part(signal.name, reading.status, isWitness: true))
            }
            words.append("\(signal.name) \(reading.status.rawValue): \(reading.detail)")
        }
        return HealthReading(
            HealthReading.status(of: parts), at: now(), detail: words.joined(separator: "; "), parts: parts)
    }

    /// A signal as parts of the whole: its own, or itself. Where it says nothing at all, that is a part too.
    private static func parts(
        of reading: HealthReading, _ signal: any Verifier, latency: Double
    ) -> [HealthReading.Part] {
        let own = (reading.parts ?? []).map { $0.delayed(bySeconds: latency) }
        if own.contains(where: { $0.status != .unknown }) { return own }
        return [
            HealthReading.Part(
                signal.name, reading.status, latencySeconds: latency, isRequired: true, isSettling: reading.isSettling)
        ]
    }
}
