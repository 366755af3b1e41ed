import AutoSRECore

extension Performer {
    /// Seconds before the incident that logs and metrics are read for.
    private static let windowSeconds = 3600.0

    /// Reads all sources side by side and keeps, for each kind, the first source on the board that has any. The order
    /// is the board's, so that the same inputs give the same journal.
    func gather(_ incident: Incident, readingSeconds: Double) async throws -> Gathering {
        let now = world.now()
        let query = EvidenceQuery(
            incident: incident, since: incident.detectedAt.advanced(bySeconds: -Self.windowSeconds),
            until: incident.detectedAt.advanced(bySeconds: 0.001), now: now)
        async let reading = verifier.read(within: readingSeconds)
        let answers = await askAll(query)
        try Task.checkCancellation()
        var found = [
            try Evidence(
                .alert(incident), service: incident.service, source: "alert", collectedAt: now,
                summary: "\(incident.type.rawValue) on \(incident.service)"),
            try await healthEvidence(reading, incident),
        ]
        var gaps: [EvidenceGap] = []
        for kind in EvidenceKind.allCases where kind != .alert && kind != .health {
            let (evidence, missing) = Self.choose(kind, from: answers)
            found += try evidence.map { try redactor.redact($0) }
            gaps += (missing + Self.holes(in: evidence)).map { gap in
                let reason = redactor.safe(gap.reason, upTo: Redactor.longestName)
                return EvidenceGap(kind: gap.kind, source: gap.source, reason: reason, isPart: gap.isPart == true)
            }
        }
        try await evidence.put(found)
        return Gathering(evidence: found.map(\.reference), gaps: gaps)
    }

    private struct Answer: Sendable {
        let index: Int
        let source: any EvidenceSource
        let result: Result<[Evidence], any Error>
    }

    private func askAll(_ query: EvidenceQuery) async -> [Answer] {
        await withTaskGroup(of: Answer.self) { group in
            for (index, source) in board.sources.enumerated() {
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

    /// The first source that has any of `kind`; without one, a gap for each source that was asked.
    private static func choose(_ kind: EvidenceKind, from answers: [Answer]) -> ([Evidence], [EvidenceGap]) {
        var gaps: [EvidenceGap] = []
        for answer in answers where answer.source.kinds.contains(kind) {
            switch answer.result {
            case .success(let all):
                let fitting = all.filter { $0.reference.kind == kind }
                if !fitting.isEmpty { return (fitting, []) }
                gaps.append(EvidenceGap(kind: kind, source: answer.source.name, reason: "it has none"))
            case .failure(let error):
                let reason = String(String(describing: error).prefix(300))
                gaps.append(EvidenceGap(kind: kind, source: answer.source.name, reason: reason))
            }
        }
        return ([], gaps)
    }

    /// What evidence that was had lacks.
    private static func holes(in evidence: [Evidence]) -> [EvidenceGap] {
        evidence.compactMap { item in
            let (reference, missing) = (item.reference, item.reference.completeness?.missing)
            return missing.map { EvidenceGap(kind: reference.kind, source: reference.source, reason: $0, isPart: true) }
        }
    }

    private func healthEvidence(_ reading: HealthReading, _ incident: Incident) throws -> Evidence {
        let reading = redactor.redact(reading)
        return try Evidence(
            .health(reading), service: incident.service, source: "health signal", collectedAt: reading.at,
            summary: "\(reading.status.rawValue): \(reading.detail)")
    }
}
