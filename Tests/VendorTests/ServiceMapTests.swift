import AutoSREConfiguration
import AutoSRECore
import AutoSREEngine
import AutoSREIntegrations
import AutoSREPlatform
import Foundation
import Synchronization
import Testing

@testable import autosre

/// The service map followed in a system that the program does not know: nothing of it names a vendor.
@Suite(.timeLimit(.minutes(2))) final class ServiceMapTests {
    private let yard = KilnYard(noticedAt: SystemClock.now())
    private let folder = NSTemporaryDirectory() + "autosre-map-\(UUID().uuidString)"
    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private var integrations: [Integration] { Integrations.all + [.kiln(yard)] }

    /// Two halls, of which the north one is mended, with what is said of its oven.
    private func configuration(_ oven: String, more: String = "", policy: String = "") throws -> Configuration {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        func write(_ text: String, _ name: String) throws {
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
        }
        try write("allowed_actions: [{action: swap_recipe, target: oven}]\n\(policy)", "policy.yaml")
        try write(
            """
            storage: {data_dir: "\(folder)/data"}
            workflow: {verify_timeout_seconds: 5, stable_seconds: 0.2}
            policy: {file: "\(folder)/policy.yaml"}
            integrations: {north: {kind: kiln, hall: north}, south: {kind: kiln, hall: south}}
            services:
              glaze: {workload: {in: north, name: oven-3}, \(oven)}
              \(more)
            """, "autosre.yaml")
        return try Configuration.load(integrations.catalogue, environment: [:], directory: folder)
    }

    private func heal(_ oven: String, more: String = "") async throws -> Run {
        let composition = try await Composition.make(
            configuration(oven, more: more), of: integrations, for: .init(), extras: { _ in .init(observers: []) },
            log: { _ in })
        let system = try #require(composition.systems.first { $0.name == "north" })
        let found = try #require(try await system.parts.detectors.first?.detect().first)
        let alert = found.of(system.name, at: system.parts.place)
        let engine = composition.engine(alert, system)
        return try await engine.drive(try await engine.open(alert)).run
    }

    @Test("Logs come from where they are tied to, the rest from the service's own system, and the map is told")
    func tiesAreFollowed() async throws {
        let run = try await heal(
            "logs: {in: south, name: oven-9}, calls: [clay]", more: "shop: {calls: [glaze]}")
        let evidence = try #require(run.attempts.first?.gathering?.evidence)
        func sources(_ kind: EvidenceKind) -> [String] { evidence.filter { $0.kind == kind }.map(\.source) }
        #expect(sources(.logs) == ["south: kiln"] && sources(.metrics) == ["kiln"] && sources(.changes) == ["kiln"])
        #expect(evidence.allSatisfy { $0.entity == Entity(.service, "oven-3", in: ["north"]) })
        let map = try #require(evidence.first { $0.kind == .topology })
        #expect(map.source == "autosre.yaml" && map.summary == "3 entities, 2 connections")
        #expect(run.conclusion?.outcome == .recovered, "\(run.conclusion?.reason ?? "")")
        // The claims rest on what was read there.
        let logs = try #require(evidence.first { $0.kind == .logs }).id
        let claims = run.attempts.first?.diagnosis?.hypotheses.first?.claims ?? []
        #expect(claims.contains { $0.evidence.contains(logs) && $0.statement.contains("glaze cracked") }, "\(claims)")
    }

    /// The yard's metric stays as it was when the trouble was noticed.
    private func metric(_ bound: String) -> String {
        "health: [{name: waste, metric: errors_per_minute, \(bound), delay_seconds: 60}]"
    }

    @Test("A metric that stays bad keeps a run from having recovered, and undoes nothing before it can show a change")
    func aBadMetricBlocks() async throws {
        let run = try await heal(metric("below: 5 1/min"))
        #expect(run.conclusion?.outcome == .unverified, "\(run.conclusion?.reason ?? "")")
        #expect(yard.isWell && yard.state.withLock { $0.swaps == 1 })
        let reading = try #require(run.attempts.first?.readings.last)
        #expect(reading.status == .bad && reading.detail.contains("waste bad: errors_per_minute below 5 1/min: 0 of"))
        #expect(reading.parts?.map(\.name) == ["waste", "trays"] && reading.parts?.first?.latencySeconds == 120)
    }

    @Test func aGoodMetricDoesNot() async throws {
        let run = try await heal(metric("above: 5 1/min"))
        #expect(run.conclusion?.outcome == .recovered, "\(run.conclusion?.reason ?? "")")
        #expect(run.attempts.first?.readings.last?.detail.contains("waste good: errors_per_minute above 5") == true)
    }

    @Test func aMetricThatNobodyHasLeavesTheRecoveryUnseen() async throws {
        let run = try await heal("health: [{metric: errors, below: 1%, from: south}]")
        #expect(run.conclusion?.outcome == .unverified, "\(run.conclusion?.reason ?? "")")
        #expect(run.conclusion?.reason.contains("nobody has a metric errors") == true)
    }

    @Test("An alert that is gone blocks nothing beside a signal that is good by what it saw")
    func alertsAreHeard() async throws {
        let run = try await heal("health: [{name: bell, alerts: north}]")
        #expect(run.conclusion?.outcome == .recovered, "\(run.conclusion?.reason ?? "")")
        let (before, after) = (run.attempts.first?.gathering?.health, run.attempts.first?.readings.last)
        #expect(before?.detail.contains("bell bad: cracking_glaze of oven-3 is open in kiln") == true)
        #expect(after?.detail.contains("bell unknown: no alert about oven-3 is open") == true, "\(after?.detail ?? "")")
    }

    @Test("Names that are no system's are said: of workloads, of what is called, and of what is protected")
    func lostNames() async throws {
        func checks(_ protected: String) async throws -> [String: Check] {
            let settings = try configuration(
                "calls: [nobody]", more: "shop: {workload: {in: south, name: x}}",
                policy: "protected_services: [\(protected)]")
            let doctor = Doctor(configuration: settings, client: HTTPClient(), path: "", integrations: integrations)
            return Dictionary(uniqueKeysWithValues: await doctor.checks().map { ($0.name, $0) })
        }
        let found = try await checks("oven-3, south/oven-3, glaze, north, ovn-3")
        #expect(found["services.glaze"]?.detail == "calls: nobody names nobody", "\(found)")
        #expect(found["services.shop"]?.detail == "workload: south names no x")
        #expect(found["services.shop"]?.status == .warn)
        #expect(found["services.shop"]?.advice.contains("correct services.shop in autosre.yaml") == true)
        #expect(found["protected"]?.status == .warn)
        #expect(found["protected"]?.detail == "no system names ovn-3, which protected_services has")
        #expect(try await checks("oven-3")["protected"] == nil)
    }

    @Test("A metric that has less time to come back than it is watched for is said")
    func haste() async throws {
        let settings = try configuration(metric("below: 5 1/min"))
        let doctor = Doctor(configuration: settings, client: HTTPClient(), path: "", integrations: integrations)
        let check = try #require(await doctor.checks().first { $0.name == "glaze.waste" })
        #expect(check.status == .warn && check.detail.contains("has to stand for 120.0 s, of 5.0 s"), "\(check)")
        #expect(check.advice.hasPrefix("set RECOVERY_VERIFY_TIMEOUT_SECONDS=360"))
    }

    @Test func doctorAndServicesShowThem() async throws {
        let settings = try configuration(
            "logs: {in: south, name: oven-9}, health: [{name: bell, alerts: north}, {metric: m, below: 2%}]")
        let doctor = Doctor(configuration: settings, client: HTTPClient(), path: "", integrations: integrations)
        let checks = Dictionary(uniqueKeysWithValues: await doctor.checks().map { ($0.name, $0) })
        #expect(checks["glaze.logs"]?.status == .ok, "\(checks)")
        #expect(checks["glaze.logs"]?.detail.hasSuffix("log lines from south: kiln") == true)
        #expect(checks["glaze.bell"]?.status == .ok && checks["glaze.bell"]?.detail.hasPrefix("bad: ") == true)
        #expect(checks["glaze.m"]?.status == .warn && checks["glaze.m"]?.detail == "nobody has a metric m")
        yard.state.withLock { $0.isSilent = true }
        let broken = await doctor.checks().first { $0.name == "glaze.logs" }
        #expect(broken?.status == .warn && broken?.detail == "south: kiln: the hall does not answer")
        let list = await ServiceList(settings, integrations) {
            CheckContext(configuration: $0, client: HTTPClient(), path: "", probesWriting: false)
        }
        let row = try #require(list.rows.first { $0.name == "glaze" })
        #expect(ServiceRow.text(row.logs) == "south/oven-9" && ServiceRow.text(row.metrics) == "north/oven-3")
        #expect(row.health == ["bell no alert in north/oven-3", "m m below 2% in north/oven-3"])
        let lost = await ServiceList(
            try configuration("calls: [nobody]", more: "shop: {workload: {in: south, name: x}}"), integrations
        ) {
            CheckContext(configuration: $0, client: HTTPClient(), path: "", probesWriting: false)
        }
        let missing = lost.rows.flatMap(\.missing)
        #expect(
            missing.contains("calls: nobody names nobody") && missing.contains("workload: south names no x"),
            "\(missing)")
    }
}
