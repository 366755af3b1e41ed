import AutoSRECore

extension Performer {
    /// Seconds before the incident that logs and metrics are read for.
    private static let windowSeconds = 3600.0
    /// How many times longer sources are waited for while none has brought logs or metrics.
    private static let patience = 3.0

    /// Reads all sources side by side and keeps, for each kind and entity, the first source in the registry that has
    /// any. The order is the registry's, so that the same inputs give the same journal. What is not read, or not made
    /// safe to keep, by the end of the time for it is a gap. The recording speaks only where no source knew anything.
    func gather(for run: Run, within limits: Limits) async throws -> EvidenceSet {
        let (now, incident) = (world.now(), run.incident)
        let query = EvidenceQuery(
            incident: incident, about: run.entity, kinds: Set(readable),
            since: incident.detectedAt.advanced(bySeconds: -Self.windowSeconds),
            until: incident.detectedAt.advanced(bySeconds: 0.001), now: now,
            seconds: limits.gatheringSeconds * Self.patience)
        async let reading = verifier.read(run.entity, within: limits.readingSeconds)
        let answers = await askAll(registry.sources, query, first: limits.gatheringSeconds)
        try Task.checkCancellation()
        let health = redactor.redact(await reading)
        var (read, gaps) = choose(from: answers)
        if !read.contains(where: \.isObserved) { read += try await recorded(query) }
        let (kept, late) = try await minted(read, within: limits.gatheringSeconds)
        let found = try own(run, health, now).map(redactor.mint) + kept
        gaps += Self.holes(in: read) + late
        try await evidence.put(found)
        let references = found.map(\.evidence.reference)
        return EvidenceSet(evidence: references, gaps: gaps.map(safe), health: health)
    }

    /// What sources are asked for: the alert and the health signal the run knows itself.
    private var readable: [EvidenceKind] { registry.kinds.all.filter { $0 != .alert && $0 != .health } }

    /// What the run itself knows: the alert, and the health signal as it was read beside the evidence.
    private func own(_ run: Run, _ health: HealthReading, _ now: Instant) -> [RawEvidence] {
        let made = Provenance("alert", readAt: now, isSimulated: run.isAlertSimulated)
        return [
            RawEvidence(.alert(run.incident), about: run.entity, from: made),
            RawEvidence(.health(health), about: run.entity, from: Provenance("health signal", readAt: health.at)),
        ]
    }

    /// The recording, where there is one; made up, whatever it says of itself.
    private func recorded(_ query: EvidenceQuery) async throws -> [RawEvidence] {
        guard let recording = registry.recording else { return [] }
        let answers = await askAll([recording], query, first: query.seconds)
        return choose(from: answers).found.map(\.simulated)
    }

    private func safe(_ gap: EvidenceGap) -> EvidenceGap {
        EvidenceGap(
            kind: gap.kind, source: gap.source, reason: redactor.safe(gap.reason, upTo: Redactor.longestName),
            isPart: gap.isPart == true)
    }

    private struct Answer: Sendable {
        let index: Int
        let source: any EvidenceSource
        let result: Result<[RawEvidence], any Error>

        /// Whether it brought anything that shows what goes on, and not only what there is.
        var isTelling: Bool {
            if case .success(let found) = result { found.contains(where: \.isTelling) } else { false }
        }
    }

    /// Evidence of what was read; a piece of which takes too long is a gap.
    private func minted(
        _ raw: [RawEvidence], within seconds: Double
    ) async throws -> (safe: [MintedEvidence], late: [EvidenceGap]) {
        var (safe, late) = ([MintedEvidence](), [EvidenceGap]())
        for piece in raw {
            do {
                safe.append(try await bounded(seconds, in: world) { try redactor.mint(piece) })
            } catch is OutOfTime {
                let reason = "could not be made safe to keep within \(PostMortem.seconds(seconds))"
                late.append(EvidenceGap(kind: piece.body.kind, source: piece.provenance.source, reason: reason))
            }
        }
        return (safe, late)
    }

    /// Asks all at once. When the time for reading is over, what is there is used; while that is nothing that a cause
    /// can be seen by, the rest is waited for a while longer, for a busy machine is no reason to know nothing.
    private func askAll(
        _ sources: [any EvidenceSource], _ query: EvidenceQuery, first seconds: Double
    ) async -> [Answer] {
        await withTaskGroup(of: Answer?.self) { group in
            for (index, source) in sources.enumerated() {
                group.addTask { await ask(source, index, query, first: seconds) }
            }
            group.addTask {
                do { try await world.elapse(seconds: seconds) } catch { return nil }
                return nil
            }
            var (answers, isLate) = ([Answer](), false)
            while answers.count < sources.count, let next = await group.next() {
                if let answer = next { answers.append(answer) } else { isLate = true }
                if isLate, answers.contains(where: \.isTelling) { group.cancelAll() }
            }
            group.cancelAll()
            return answers.sorted { $0.index < $1.index }
        }
    }

    private func ask(
        _ source: any EvidenceSource, _ index: Int, _ query: EvidenceQuery, first seconds: Double
    ) async -> Answer {
        do {
            let found = try await bounded(query.seconds, in: world) { try await source.collect(query) }
            return Answer(index: index, source: source, result: .success(found))
        } catch {
            let bound = (error as? OutOfTime)?.seconds ?? (Task.isCancelled ? seconds : nil)
            let late = bound.map { Refusal("not read within \(PostMortem.seconds($0))") }
            return Answer(index: index, source: source, result: .failure(late ?? error))
        }
    }

    /// For each kind and entity the first source that has any, and every read that failed: what could not be read may
    /// have said something else. That a source has none is a gap only where no other has, and one could expect it.
    private func choose(from answers: [Answer]) -> (found: [RawEvidence], gaps: [EvidenceGap]) {
        var (found, gaps): ([RawEvidence], [EvidenceGap]) = ([], [])
        for kind in readable {
            var (pieces, known, silent): ([RawEvidence], Set<Entity>, [EvidenceGap]) = ([], [], [])
            for answer in answers where answer.source.kinds.contains(kind) {
                let name = answer.source.name
                switch answer.result {
                case .success(let all):
                    let fitting = all.filter { $0.body.kind == kind }
                    if fitting.isEmpty {
                        // What it could not read may have been this.
                        let missing = all.lazy.compactMap { $0.completeness?.missing }.first
                        let reason = missing.map { "none was found, and not all could be read: \($0)" } ?? "it has none"
                        silent.append(EvidenceGap(kind: kind, source: name, reason: reason))
                    }
                    pieces += fitting.filter { !known.contains($0.entity) }
                    known.formUnion(fitting.map(\.entity))
                case .failure(let error):
                    gaps.append(EvidenceGap(kind: kind, source: name, reason: String(describing: error)))
                }
            }
            found += pieces
            if pieces.isEmpty, !kind.isRare { gaps += silent }
        }
        return (found, gaps)
    }

    /// What evidence that was had lacks.
    private static func holes(in evidence: [RawEvidence]) -> [EvidenceGap] {
        evidence.compactMap { piece in
            let (kind, source) = (piece.body.kind, piece.provenance.source)
            return piece.completeness?.missing.map {
                EvidenceGap(kind: kind, source: source, reason: $0, isPart: true)
            }
        }
    }
}

extension RawEvidence {
    /// Whether it tells what is or was. How things hang together is known before anything is looked at, so that it
    /// stands for no source that has not answered.
    fileprivate var isObserved: Bool { body.kind != .topology }

    /// Whether it can show a trouble while it lasts.
    fileprivate var isTelling: Bool { [.logs, .metrics].contains(body.kind) }
}
