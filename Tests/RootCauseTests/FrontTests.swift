import Testing

@testable import RootCause

/// A load balancer that only its caller sees, and the service behind it.
@Suite(.timeLimit(.minutes(2))) struct FrontTests {
    /// `web` calls `front` and `search`; `search` calls `table`. From the 40th sample on the front and what is behind
    /// it are slow.
    private func files(frontWait: Double) -> CaseFiles {
        var files = CaseFiles()
        files.about = MadeCase.about(incident: 2_400, end: 3_600)
        let usual = ["web": 0.2, "front": frontWait, "search": 0.05, "table": 0.003, "other": 0.1]
        let names = ["web", "front", "search", "table", "other"]
        files.metrics = MadeCase.metrics(names.map { $0 + "|latency" }, step: 60, count: 60) { column, row in
            let noise = 1 + 0.05 * Double((row * 7 + column * 3) % 11 - 5) / 5
            let isSlow = row >= 40 && column < 3
            return (usual[names[column]] ?? 0) * noise + (isSlow ? 0.4 + (column == 1 ? 0.1 : 0) : 0)
        }
        files.topology = Array(
            #"{"edges":[["web","front"],["web","search"],["search","table"],["web","other"]]}"#.utf8)
        return files
    }

    @Test func whatStandsBehindAFrontIsNamed() throws {
        let answer = Diagnosis(try CaseEvidence(files(frontWait: 0.06)))
        #expect(answer.causes.first?.component == "search")
    }

    /// What is usually quicker than a service does not wait for it.
    @Test func whoIsQuickerIsNoFront() throws {
        let answer = Diagnosis(try CaseEvidence(files(frontWait: 0.001)))
        #expect(answer.causes.first?.component == "front")
    }
}
