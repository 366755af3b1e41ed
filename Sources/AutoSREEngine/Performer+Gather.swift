import AutoSRECore

extension Performer {
    /// Seconds before the incident that logs and metrics are read for.
    private static let windowSeconds = 3600.0

    /// Reads all sources side by side and keeps, for each kind, the first source on the board that has any. The order
    /// is the board's, so that the same inputs give the same journal. The recording speaks only where none of them knew
    /// anything.
    func gather(_ incident: Incident, readingSeconds: Double) async throws -> Gathering {
        let now = world.now()
        let query = EvidenceQuery(
            incident: incident, since: incident.detectedAt.advanced(bySeconds: -Self.windowSeconds),
            until: incident.detectedAt.advanced(bySeconds: 0.001), now: now)
        async let reading = verifier.read(within: readingSeconds)
        let answers = await askAll(board.sources, query)
        try Task.checkCancellation()
        let health = redactor.redact(await reading)
        var found = [
            try Evidence(
                .alert(incident), service: incident.service, source: "alert", collectedAt: now,
                summary: "\(incident.type.rawValue) on \(incident.service)"),
            try Evidence(
                .health(health), service: incident.service, source: "health signal", collectedAt: health.at,
                summary: "\(health.status.rawValue): \(health.detail)"),
        ]
        let (read, gaps) = Self.choose(from: answers)
        let told = read.isEmpty ? try await recorded(query) : read
        found += try told.map { try redactor.redact($0) }
        try await evidence.put(found)
        return Gathering(evidence: found.map(\.reference), gaps: gaps.map(safe), health: health)
    }

    /// The recording, where there is one; made up, whatever it says of itself.
    private func recorded(_ query: EvidenceQuery) async throws -> [Evidence] {
        guard let recording = board.recording else { return [] }
        let answers = await askAll([recording], query)
        return try Self.choose(from: answers).found.map { piece in
            let reference = piece.reference
            return try Evidence(
                piece.body, service: reference.service, source: reference.source, collectedAt: reference.collectedAt,
                summary: reference.summary, isSimulated: true)
        }
    }

    private func safe(_ gap: EvidenceGap) -> EvidenceGap {
        EvidenceGap(
            kind: gap.kind, source: gap.source, reason: redactor.safe(gap.reason, upTo: Redactor.longestName))
    }

    private struct Answer: Sendable {
        let index: Int
        let source: any EvidenceSource
        let result: Result<[Evidence], any Error>
    }

    private func askAll(_ sources: [any EvidenceSource], _ query: EvidenceQuery) async -> [Answer] {
        await withTaskGroup(of: Answer.self) { group in
            for (index, source) in sources.enumerated() {
                group.addTask {
                    do {
                        return Answer(index: index, source: source, result: .success(try await source.collect(query)))
                    } catch {
                        return Answer(index: index, source: source, result: .failure(error))
                    }
                }
            }
            var answers: [Answer] = []
            for await answer in group { answers.append(answer) }
            return answers.sorted { $0.index < $1.index }
        }
    }

    /// For each kind the first that has any, and every read that failed: what could not be read may have said something
    /// else. That a source has none is a gap only where no other has.
    private static func choose(from answers: [Answer]) -> (found: [Evidence], gaps: [EvidenceGap]) {
        var (found, gaps): ([Evidence], [EvidenceGap]) = ([], [])
        for kind in EvidenceKind.allCases where kind != .alert && kind != .health {
            var (pieces, silent): ([Evidence], [EvidenceGap]) = ([], [])
            for answer in answers where answer.source.kinds.contains(kind) {
                let name = answer.source.name
                switch answer.result {
                case .success(let all):
                    let fitting = all.filter { $0.reference.kind == kind }
                    if fitting.isEmpty { silent.append(EvidenceGap(kind: kind, source: name, reason: "it has none")) }
                    if pieces.isEmpty { pieces = fitting }
                case .failure(let error):
                    let reason = String(String(describing: error).prefix(300))
                    gaps.append(EvidenceGap(kind: kind, source: name, reason: reason))
                }
            }
            found += pieces
            if pieces.isEmpty { gaps += silent }
        }
        return (found, gaps)
    }
}
