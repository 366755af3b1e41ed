import AutoSREConfiguration
import AutoSRECore
import AutoSREEngine
import AutoSREIntegrations
import AutoSREPlatform
import AutoSREStore
import AutoSRETesting
import Foundation
import Synchronization
import Testing

@testable import autosre

/// A vendor from outside: one folder (`Kiln`) and one line (`Integrations.all + [.kiln]`), and the loop heals its
/// system.
@Suite(.timeLimit(.minutes(2))) final class VendorTests {
    private let yard = KilnYard(noticedAt: SystemClock.now())
    private let folder = NSTemporaryDirectory() + "autosre-vendor-\(UUID().uuidString)"
    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// The line.
    private var integrations: [Integration] { Integrations.all + [.kiln(yard)] }

    private static let listed = "allowed_actions: [{action: swap_recipe, target: oven}]"

    /// The settings of a hall by a file, with this policy.
    private func configuration(policy: String = listed) throws -> Configuration {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        func write(_ text: String, _ name: String) throws {
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
        }
        try write(policy, "policy.yaml")
        try write(
            """
            storage: {data_dir: "\(folder)/data"}
            workflow: {verify_timeout_seconds: 5, stable_seconds: 0.2}
            policy: {file: "\(folder)/policy.yaml"}
            integrations: {north: {kind: kiln, hall: north}}
            """, "autosre.yaml")
        return try Configuration.load(integrations.catalogue, environment: [:], directory: folder)
    }

    private func heal(policy: String = listed) async throws -> (DriveResult, any Store) {
        let composition = try await Composition.make(
            configuration(policy: policy), of: integrations, for: .init(), extras: { _ in .init(observers: []) },
            log: { _ in })
        let system = try #require(composition.systems.first { $0.name == "north" })
        #expect(composition.systems.count == 1)
        let found = try #require(try await system.parts.detectors.first?.detect().first)
        let alert = found.of(system.name, at: system.parts.place)
        let engine = composition.engine(alert, system)
        let run = try await engine.open(alert)
        return (try await engine.drive(run), composition.store)
    }

    @Test func theLoopHealsIt() async throws {
        let (result, store) = try await heal()
        #expect(result.run.conclusion?.outcome == .recovered, "\(result.run.conclusion?.reason ?? "")")
        #expect(result.run.incident.type == .cracking)
        #expect(PostMortem(of: result.run, journal: result.journal).severity == .page)
        #expect(try await store.runs(limit: 1).first?.incident.type == .cracking)
        #expect(yard.isWell && yard.state.withLock { $0.swaps == 1 && $0.bell == ["recovered"] })
        let evidence = result.run.attempts.first?.gathering?.evidence ?? []
        #expect(Set(evidence.map(\.kind)).isSuperset(of: [KilnOven.kind, KilnFirings.kind]))
        let oven = try #require(evidence.first { $0.kind == KilnOven.kind })
        let kinds = EvidenceKinds.standard.adding([KilnOven.self])
        #expect(try await store.body(of: oven, as: kinds).content as? KilnOven == KilnOven(recipe: "r-14"))
        // Who does not know the vendor keeps what it said.
        #expect(try await store.body(of: oven).content == nil)
    }

    @Test("An alert that is over begins no run")
    func whatIsOverIsLeftAlone() async throws {
        yard.state.withLock { $0.isOver = true }
        let composition = try await Composition.make(
            configuration(), of: integrations, for: .init(), extras: { _ in .init(observers: []) }, log: { _ in })
        let system = try #require(composition.systems.first)
        let detector = try #require(system.parts.detectors.first)
        #expect(try await detector.detect().count == 1)
        #expect(try await system.alerts(of: detector).isEmpty)
        yard.state.withLock { $0.isOver = false }
        #expect(try await system.alerts(of: detector).count == 1)
    }

    @Test func whatDoesNotHelpIsTakenBack() async throws {
        yard.state.withLock { $0.heals = false }
        let (result, _) = try await heal()
        #expect(result.run.conclusion?.outcome == .notRecovered, "\(result.run.conclusion?.reason ?? "")")
        #expect(yard.state.withLock { $0.recipe == KilnYard.after && $0.swaps == 2 })
    }

    @Test("Nothing that an integration brings is done unless a person has listed it")
    func thePolicyHasToListIt() async throws {
        let (result, _) = try await heal(policy: "mode: auto")
        #expect(result.run.conclusion?.outcome == .escalated && yard.state.withLock { $0.swaps == 0 })
    }

    @Test func aMisspeltKindRefusesToLoad() throws {
        #expect {
            try configuration(policy: "allowed_actions: [{action: swap_recip, target: oven}]")
        } throws: { "\($0)".contains("swap_recipe") }
    }

    @Test func itIsCheckedListedAndDocumented() async throws {
        let catalogue = integrations.catalogue
        #expect(Configuration.reference(catalogue).contains("`KILN_HALL`"))
        #expect(Configuration.example(catalogue).contains("#KILN_HALL="))
        #expect(Configuration.fileExample(catalogue).contains("#kind: kiln"))
        let settings = try configuration()
        #expect(settings.effective().contains { $0.name == "integrations.north.hall" && $0.value == "north" })
        let doctor = Doctor(configuration: settings, client: HTTPClient(), path: "", integrations: integrations)
        let checks = await doctor.checks()
        #expect(checks.contains { $0.name == "north.kiln" && $0.status == .ok }, "\(checks)")
        let services = await ServiceList(settings, integrations) {
            CheckContext(configuration: $0, client: HTTPClient(), path: "", probesWriting: false)
        }
        #expect(services.rows.map { ServiceRow.text($0.workload) } == ["north/oven-3"])
    }

    @Test func itsPartsKeepTheContracts() async throws {
        let (ill, well, silent) = (yard, KilnYard(noticedAt: yard.noticedAt), KilnYard(noticedAt: yard.noticedAt))
        well.state.withLock { $0.recipe = KilnYard.before }
        silent.state.withLock { $0.isSilent = true }
        func signal(_ yard: KilnYard) -> KilnVerifier { KilnVerifier(yard: yard, now: { SystemClock.now() }) }
        try await VerifierContract.check(
            good: signal(well), bad: signal(ill), silent: signal(silent), of: .service("oven-3"))
        try await DetectorContract.check(ringing: KilnDetector(yard: ill), quiet: KilnDetector(yard: well))
    }
}
