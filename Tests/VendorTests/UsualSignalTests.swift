import AutoSREConfiguration
import AutoSRECore
import AutoSREIntegrations
import AutoSREPlatform
import Foundation
import Testing

@testable import autosre

/// The health signal that nobody has named gives way to those that can say that something is well, and to no others.
@Suite(.timeLimit(.minutes(1))) struct UsualSignalTests {
    private func signals(_ health: String) async throws -> [String] {
        let folder = NSTemporaryDirectory() + "autosre-usual-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = """
            integrations: {shop: {kind: dashboard, url: "http://127.0.0.1:1"}}
            services: {checkout: {workload: shop, health: [\(health)]}}
            """
        try Data(file.utf8).write(to: URL(fileURLWithPath: "\(folder)/autosre.yaml"))
        let composition = try await Composition.make(
            try Configuration.load(environment: [:], directory: folder), for: .init(),
            extras: { _ in .init(observers: []) }, log: { _ in })
        let incident = Incident(
            id: "i", service: "checkout", type: .latencySpike, detectedAt: SystemClock.now(), payload: [:])
        let system = try #require(composition.systems.first)
        return system.signals(of: incident, client: HTTPClient(), in: SystemWorld()).map(\.name)
    }

    @Test(arguments: [
        ("", ["system health"]), ("{alerts: shop}", ["alerts of shop", "system health"]),
        ("{metric: m, below: 1}", ["m"]), ("{alerts: shop}, {metric: m, below: 1}", ["alerts of shop", "m"]),
        ("{url: 'http://127.0.0.1:1'}, {alerts: shop}", ["health", "alerts of shop"]),
    ])
    func itStaysBesideAlerts(_ health: String, _ names: [String]) async throws {
        #expect(try await signals(health) == names)
    }
}
