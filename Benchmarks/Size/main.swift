// Works on one big incident from the bytes of its sources to the HTML report, as the product does, and prints what that
// cost in CPU seconds, stage by stage; then it waits for its input to end, so that its memory can be looked at.
// usage: size-benchmark DIRECTORY, which holds logs-N.json (Loki) and series-N.json (Prometheus) of entity N
import AutoSREAnalysis
import AutoSRECore
import AutoSREEngine
import AutoSREIntegrations
import AutoSREPlatform
import AutoSREStore
import Glibc
import Synchronization

/// When each stage was over, in CPU seconds of the whole process.
final class Stages: Sendable {
    private let ends = Mutex<[(name: String, at: Double)]>([])

    static func cpu() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    func end(_ name: String) {
        let now = Self.cpu()
        ends.withLock { $0.append((name, now)) }
    }

    /// Each stage with its seconds, the whole first.
    var words: String {
        ends.withLock { ends in
            guard let start = ends.first?.at, let end = ends.last?.at else { return "" }
            let parts = zip(ends, ends.dropFirst()).map { "\($1.name)=\($1.at - $0.at)" }
            return (["total=\(end - start)"] + parts).joined(separator: " ")
        }
    }
}

/// The answers of a log store and a metrics store about many entities.
struct Bulk: EvidenceSource {
    let name = "bulk"
    let kinds: [EvidenceKind] = [.logs, .metrics, .changes]
    let answers: [(entity: Entity, logs: [UInt8], series: [UInt8])]
    let stages: Stages

    func collect(_ query: EvidenceQuery) async throws -> [RawEvidence] {
        let limit = 64 << 20
        var reader = JSONReader()
        var found: [RawEvidence] = []
        for (entity, logs, series) in answers {
            let lines = try reader.lines(logs, limit: limit).columns
            let curves = try reader.series(series, limit: limit).columns
            let origin = query.provenance(name)
            found.append(
                RawEvidence(.logs(lines), about: entity, from: origin, completeness: Completeness(whole: query.window)))
            found.append(RawEvidence(.metrics(curves), about: entity, from: origin))
        }
        let change = query.incident.detectedAt.advanced(bySeconds: -720)
        let history = [
            Change(rollout: "v1.4.2", of: query.entity, at: change, status: "running"),
            Change(rollout: "v1.4.1", of: query.entity, at: change.advanced(bySeconds: -86_400), status: "superseded"),
        ]
        found.append(
            RawEvidence(.changes(history), about: query.entity, from: query.provenance(name, overWindow: false)))
        stages.end("decode")
        return found
    }
}

/// The local engine, with the time before and after it.
struct Timed: Diagnoser {
    let stages: Stages

    func diagnose(_ request: DiagnosisRequest) async throws -> Diagnosis {
        stages.end("redact+mint+journal")
        defer { stages.end("diagnose") }
        return try await LocalDiagnoser().diagnose(request)
    }
}

struct Bad: Verifier {
    let name = "health"
    func latencySeconds(of entity: Entity) -> Double { 0 }
    func read(_ entity: Entity, within seconds: Double) async -> HealthReading {
        HealthReading(.bad, at: SystemWorld().now(), detail: "HTTP 503")
    }
}

func measure(_ directory: String) async throws {
    let stages = Stages()
    let answers = try (0..<40).map { number in
        let name = number == 0 ? "checkout" : "service-\(number)"
        let logs = try Files.read("\(directory)/logs-\(number).json", maximumBytes: 64 << 20)
        return (
            Entity.service(name), logs, try Files.read("\(directory)/series-\(number).json", maximumBytes: 64 << 20)
        )
    }
    let world = SystemWorld()
    let store = try SQLiteStore.open(directory: "\(directory)/store", now: world.now()) { _ in }
    var registry = Registry()
    registry.sources = [Bulk(answers: answers, stages: stages)]
    let engine = Engine(
        world: world, store: store, evidence: store, registry: registry, diagnoser: Timed(stages: stages),
        planner: CataloguePlanner(), verifier: Bad(), policy: Policy(), limits: Limits(), redactor: Redactor())
    let incident = Incident(
        id: "inc-size", service: "checkout", type: .latencySpike, detectedAt: Instant(seconds: 1_795_980_000),
        payload: [:])
    stages.end("start")
    let run = try await engine.open(Alert(incident: incident, source: "benchmark"))
    let result = try await engine.drive(run, until: .judged)
    stages.end("plan+judge")
    let postMortem = PostMortem(of: result.run, journal: result.journal)
    var bodies: [EvidenceID: EvidenceBody] = [:]
    for reference in postMortem.evidence {
        bodies[reference.id] = try Redactor().redact(try await store.body(of: reference))
    }
    stages.end("read back+redact")
    let report = HTMLReport(postMortem, evidence: bodies).text
    stages.end("report")
    let (lines, series) = bodies.values.reduce((0, 0)) {
        ($0.0 + ($1.logs?.count ?? 0), $0.1 + ($1.metrics?.count ?? 0))
    }
    let cause = postMortem.rootCause
    StandardStreams.write(
        "\(stages.words) lines=\(lines) series=\(series) report=\(report.utf8.count) cause=\(cause)\n")
}

guard CommandLine.arguments.count == 2 else { fatalError("usage: size-benchmark DIRECTORY") }
try await measure(CommandLine.arguments[1])
_ = readLine()
