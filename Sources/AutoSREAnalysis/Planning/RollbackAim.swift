import AutoSRECore

/// From the guilty version to the newest that was deployed before it and may come back.
struct RollbackAim: Aim {
    let parameters: Rollback
    let source: String

    /// How many versions that were passed over are told of.
    private static let told = 3

    init(_ ground: Ground) throws(Refusal) {
        let service = ground.hypothesis.service
        guard let history = ground.history, !history.deployments.isEmpty else {
            throw Refusal("no rollback of \(service): its deployment history is missing")
        }
        let sorted = history.deployments.sorted { $0.at > $1.at }
        let candidate = ground.hypothesis.version ?? ground.state?.version ?? sorted[0].version
        guard let at = sorted.firstIndex(where: { $0.version == candidate }) else {
            throw Refusal("no rollback of \(service): \(candidate) is not in the deployment history")
        }
        // Whoever is rolling something out would be run over, or run over what is put back.
        if let other = sorted[..<at].first(where: { one in
            one.version != candidate && one.status.isUnderWay && ground.now.seconds(since: one.at) <= Analysis.reach
        }) {
            throw Refusal(
                "no rollback of \(service): \(other.version) is being rolled out since \(other.at.wholeSeconds) "
                    + "(\(other.status)); whoever does that has to stop it, or see it to its end")
        }
        // Deployed once more, it was there before, and no version is there to be taken back.
        if let first = sorted.changesOfVersion.first(where: { $0.version == candidate }),
            sorted[at].at.seconds(since: first.at) > Analysis.reach
        {
            throw Refusal(
                "no rollback of \(service): \(candidate) was deployed again, and ran before since \(first.at)")
        }
        // Of a version that came several times, the last time before the guilty one tells how it stands.
        // Which of two of the same moment was there first nobody knows.
        var older: [Change] = []
        for one in sorted[(at + 1)...] where one.version != candidate && one.at < sorted[at].at {
            if !older.contains(where: { $0.version == one.version }) { older.append(one) }
        }
        let unfit = older.prefix { $0.unfitness != nil }
        let skipped = unfit.prefix(Self.told).map { "\($0.version) \($0.unfitness ?? "")" }.joined(separator: ", ")
        guard let target = older.dropFirst(unfit.count).first else {
            let why = unfit.isEmpty ? "nothing was deployed before \(candidate)" : "before \(candidate), \(skipped)"
            throw Refusal("no rollback of \(service): \(why)")
        }
        let words = "\(target.version) ran before \(candidate) according to the deployment history (\(history.source))"
        source = unfit.isEmpty ? words : words + ", passing over what must not come back: \(skipped)"
        parameters = Rollback(from: candidate, to: target.version)
    }
}
