import AutoSREConfiguration
import AutoSRECore
import AutoSREEngine
import AutoSREIntegrations
import AutoSREPlatform
import Foundation
import Testing

@testable import autosre

/// The health signal that nobody has named gives way to those that can say that something is well, and to no others.
@Suite(.timeLimit(.minutes(1))) struct UsualSignalTests {
    private let incident = Incident(
        id: "i", service: "checkout", type: .latencySpike, detectedAt: SystemClock.now(), payload: [:])

    private func system(_ health: String, port: UInt16 = 1) async throws -> System {
        let folder = NSTemporaryDirectory() + "autosre-usual-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = """
            integrations: {shop: {kind: dashboard, url: "http://127.0.0.1:\(port)"}}
            services: {checkout: {workload: shop, health: [\(health)]}}
            """
        try Data(file.utf8).write(to: URL(fileURLWithPath: "\(folder)/autosre.yaml"))
        let composition = try await Composition.make(
            try Configuration.load(environment: [:], directory: folder), for: .init(),
            extras: { _ in .init(observers: []) }, log: { _ in })
        return try #require(composition.systems.first)
    }

    private func signals(_ health: String) async throws -> [String] {
        try await system(health).signals(of: incident, client: HTTPClient(), in: SystemWorld()).map(\.name)
    }

    @Test("One that gave way is in no verdict, and says still whether the system came back")
    func itIsAWitness() async throws {
        let server = try HTTPServer(
            host: "127.0.0.1", port: 0,
            syncHandler: { _ in
                ServerResponse(
                    status: 200, headers: [("Content-Type", "application/json")],
                    body: Array(#"{"status":"healthy"}"#.utf8))
            })
        defer { server.stop() }
        let asked = try await system("{metric: m, below: 1}", port: server.port)
        let reading = await asked.verifier(of: incident, client: HTTPClient(), in: SystemWorld())
            .read(.service("checkout"), within: 2)
        #expect(reading.status == .unknown && reading.parts?.map(\.name) == ["m", "system health"])
        #expect(reading.parts?.last?.status == .good && reading.parts?.last?.isWitness == true)
        let alone = try await system("", port: server.port)
        let verifier = alone.verifier(of: incident, client: HTTPClient(), in: SystemWorld())
        #expect(await verifier.read(.service("checkout"), within: 2).status == .good)
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
