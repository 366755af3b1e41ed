import AutoSREAnalysis
import AutoSRECore
import Testing

/// What came long after a release, or from instances that do not run it, is no ground to take it back.
@Suite(.timeLimit(.minutes(1)))
struct ReleaseDistanceTests {
    private static let failures = [
        "ERROR payment provider timed out after 30 s", "ERROR x509: certificate has expired or is not yet valid",
        "ERROR write /data/wal: no space left on device", "ERROR node 7 not ready: no status was posted",
        "ERROR ThrottlingException: rate exceeded", "ERROR cannot execute INSERT in a read-only transaction",
        "ERROR getaddrinfo ENOTFOUND db", "ERROR cannot read its configuration",
    ]

    /// A service of three instances, or those that are named, whose release came `release` minutes ago, and whose
    /// health is bad.
    private func service(
        release: Double, instances: [(id: String, version: String)] = [("a", "2.0"), ("b", "2.0"), ("c", "2.0")]
    ) -> Notes {
        var notes = Notes()
        notes.deployed([("2.0", release), ("1.9", 9000)])
        notes.bodies.append(.health(HealthReading(.bad, at: Notes.now, detail: "503")))
        let all = instances.map {
            ServiceState.Instance(
                id: $0.id, version: $0.version, startedAt: Notes.ago(release - 1), status: "running")
        }
        notes.bodies.append(
            .state(
                ServiceState(
                    version: "2.0", replicasDesired: nil, replicasMaximum: nil, instances: all, pool: nil)))
        return notes
    }

    private func lines(
        _ message: String, each seconds: Double, from: Double, to: Double = 0, by writers: [String]
    ) -> [LogLine] {
        stride(from: from, through: to, by: -seconds / 60).enumerated().map { number, ago in
            LogLine(
                at: Notes.ago(ago), message: message, level: "", instance: writers[number % writers.count])
        }
    }

    private func rollback(_ notes: Notes) throws -> (confidence: Double, all: Diagnosis) {
        let diagnosis = conclude(try notes.request())
        return (diagnosis.hypotheses.filter { $0.recommendation == .rollback }.map(\.confidence).max() ?? 0, diagnosis)
    }

    @Test(arguments: failures) func linesLongAfterAReleaseAreNoGround(_ message: String) throws {
        for (release, begun) in [(40.0, 5.0), (15, 5), (11, 5.5), (30, 2)] {
            var notes = service(release: release)
            let calm = lines("INFO served", each: 5, from: 59, by: ["a", "b", "c"])
            let failing = lines(message, each: 5, from: begun, by: ["a", "b", "c"])
            notes.bodies.append(.logs((calm + failing).sorted { $0.at < $1.at }))
            let (confidence, all) = try rollback(notes)
            #expect(confidence < 0.5, "\(release), \(begun): \(all.reasoning)")
            let told = all.hypotheses.first { $0.recommendation == .rollback }?.counterEvidence.map(\.statement) ?? []
            #expect(told.contains { $0.contains("after the release") }, "\(release), \(begun): \(all.reasoning)")
        }
    }

    @Test(arguments: failures) func linesThatCameWithItAre(_ message: String) throws {
        for begun in [9.8, 8, 6] {
            var notes = service(release: 10)
            let calm = lines("INFO served", each: 5, from: 59, by: ["a", "b", "c"])
            let failing = lines(message, each: 5, from: begun, by: ["a", "b", "c"])
            notes.bodies.append(.logs((calm + failing).sorted { $0.at < $1.at }))
            let (confidence, all) = try rollback(notes)
            #expect(confidence >= 0.5, "\(begun): \(all.reasoning)")
        }
    }

    @Test func whatUsersFeelLongAfterAReleaseIsNoGround() throws {
        for (name, high) in [("latency_p99", 3.0), ("error_rate", 0.4)] {
            var notes = service(release: 40)
            notes.bodies.append(.logs(lines("INFO served", each: 5, from: 59, by: ["a", "b", "c"])))
            notes.curves([(name, name == "error_rate" ? "ratio" : "s", { $0 > 5 ? 0.1 * high : high })])
            let (confidence, all) = try rollback(notes)
            #expect(confidence < 0.5, "\(name): \(all.reasoning)")
        }
    }

    @Test func linesOfOtherVersionsInstancesAreNoGround() throws {
        var notes = service(release: 10, instances: [("a", "1.9"), ("b", "1.9"), ("c", "1.9"), ("d", "2.0")])
        let calm = lines("INFO served", each: 5, from: 59, by: ["a", "b", "c", "d"])
        let failing = lines("ERROR ledger refused", each: 5, from: 9.5, by: ["a", "b", "c"])
        notes.bodies.append(.logs((calm + failing).sorted { $0.at < $1.at }))
        let (confidence, all) = try rollback(notes)
        #expect(confidence < 0.5, "\(all.reasoning)")
        let release = all.hypotheses.first { $0.recommendation == .rollback }
        let told = release?.counterEvidence.map(\.statement) ?? []
        #expect(told.contains { $0.contains("none by an instance of 2.0") }, "\(all.reasoning)")
    }

    @Test func linesOfOneOfSeveralEqualInstancesAreNoGround() throws {
        let four = [("a", "2.0"), ("b", "2.0"), ("c", "2.0"), ("d", "2.0")]
        var notes = service(release: 10, instances: four)
        let calm = lines("INFO served", each: 5, from: 59, by: ["a", "b", "c", "d"])
        let failing = lines("ERROR ledger refused", each: 5, from: 9.5, by: ["c"])
        notes.bodies.append(.logs((calm + failing).sorted { $0.at < $1.at }))
        let (confidence, all) = try rollback(notes)
        #expect(confidence < 0.5, "\(all.reasoning)")
    }

    /// A canary's own lines still speak against it.
    @Test func linesOfTheOneInstanceThatRunsItAre() throws {
        var notes = service(release: 10, instances: [("a", "1.9"), ("b", "1.9"), ("c", "1.9"), ("d", "2.0")])
        let calm = lines("INFO served", each: 5, from: 59, by: ["a", "b", "c", "d"])
        let failing = lines("ERROR ledger refused", each: 5, from: 9.5, by: ["d"])
        notes.bodies.append(.logs((calm + failing).sorted { $0.at < $1.at }))
        let (confidence, all) = try rollback(notes)
        #expect(confidence >= 0.5, "\(all.reasoning)")
    }
}
