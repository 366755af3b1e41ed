/// How far what was found can be trusted to be the incident that was noticed, and one at all: 0 to 1.
enum Trust {
    /// A detector's evaluations (or samples, where they are rarer) until it fires: most do within two or three. What is
    /// much older was noticed before.
    static let evaluations = 2.5
    /// A resource alone that moves while requests are measured and none suffers: more often a disturbance than an
    /// incident, so less than even.
    static let unfelt = 0.45
    /// Nats of another clue that confirm it: less than one in twenty is seen by chance.
    static let confirming = 3.0

    /// - Parameter isStillBad: what is bad now has not passed, is felt, and may have been noticed at any time.
    static func share(
        _ reading: Reading, first: Int?, told: Double, step: Double, isFeltMeasured: Bool, isStillBad: Bool
    ) -> Double {
        if isStillBad { return 1 }
        let delay = (told - reading.windows.onset) / max(Onset.patience, step)
        let old = evaluations / max(evaluations, delay)
        let isUnfelt = isFeltMeasured && !(first.map { isConfirmed(reading.suspicions, $0) } ?? true)
        return old * (isUnfelt ? unfelt : 1)
    }

    /// Whether anything but one resource of one component tells of the incident.
    private static func isConfirmed(_ suspicions: [Fusion.Suspicion], _ first: Int) -> Bool {
        suspicions[first].clues.contains { $0.source != .metric && !$0.isOnlyKind && $0.nats >= confirming }
            || suspicions.indices.contains {
                $0 != first && max(suspicions[$0].own, suspicions[$0].suffered) >= confirming
            }
    }
}
