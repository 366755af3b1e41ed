import AutoSRECore
import AutoSREPlatform
import Foundation

/// Nova Act's service on loopback, reached by the real SDK as through a company's proxy (Resources/nova/fake_nova.py).
final class FakeNova: Sendable {
    /// The proxy's address, for `HTTPS_PROXY`.
    let proxy: String
    private let child: Child
    private let scratch: Scratch

    /// The folder that `make nova-act` fills.
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "NovaAct").path(percentEncoded: false)
    private static let program = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Resources/nova/fake_nova.py").path(percentEncoded: false)

    /// Starts it.
    /// - Parameters:
    ///   - mode: what goes wrong; see the program.
    ///   - household: whose browser it looks at, as a model would at a picture.
    init(_ mode: String = "works", for household: Household) async throws {
        let scratch = try Scratch()
        let child = try Child(
            Self.folder + "/venv/bin/python",
            [
                "-B", Self.program, "--mode", mode, "--home", household.folder, "--ca", scratch.path("ca.pem"), "--log",
                scratch.path("log"),
            ], environment: Agent.environment(home: scratch.path), in: scratch)
        proxy = try await awaiting("the fake's address (is `make nova-act` done?)") {
            if let ending = child.ending { throw Unexpected("the fake ended: \(ending) \(child.errors)") }
            guard let match = child.output.firstMatch(of: /http:\/\/[0-9.]+:[0-9]+/) else { return nil }
            return String(match.0)
        }
        (self.child, self.scratch) = (child, scratch)
    }

    /// The certificate that stands for Amazon's.
    var authority: String { scratch.path("ca.pem") }

    /// Every request, in order: `what`, `key`, `bytes` and `body` with pictures left out.
    func requests() throws -> [JSONValue] {
        guard let text = try? String(contentsOfFile: scratch.path("log"), encoding: .utf8) else { return [] }
        return try text.split(separator: "\n").map { try JSON.decode(JSONValue.self, from: $0.utf8) }
    }

    /// Ends it.
    func stop() async throws { try await child.stop() }
}

extension Agent {
    /// A key of the right shape.
    static let novaKey = "12345678-1234-1234-1234-123456789abc"

    /// An agent that has Nova Act work the dashboard at `url`, the service being the fake.
    static func acting(
        _ url: String, mode: String = "works", driver: String = "nova-act", _ settings: [String: String] = [:]
    ) async throws -> (agent: Agent, household: Household, nova: FakeNova) {
        var (agent, household) = try browsing(url, driver: driver)
        let nova = try await FakeNova(mode, for: household)
        agent.settings["NOVA_ACT_API_KEY"] = novaKey
        agent.settings["AUTOSRE_NOVA_ACT_DIR"] = FakeNova.folder
        agent.settings["HTTPS_PROXY"] = nova.proxy
        agent.settings["SSL_CERT_FILE"] = nova.authority
        agent.settings.merge(settings) { $1 }
        return (agent, household, nova)
    }
}
