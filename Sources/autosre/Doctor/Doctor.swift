import AutoSREAdapters
import AutoSREConfiguration
import AutoSRECore
import AutoSREPlatform
import AutoSREStore

/// Looks at every configured part once. Changes nothing, acts on nothing, and is over in bounded time: all the
/// network's parts are asked side by side.
struct Doctor: Sendable {
    /// The settings in effect.
    let configuration: Configuration
    /// Asks the network's parts.
    let client: HTTPClient
    /// The directories in which programs are looked for (`PATH`).
    let path: String
    /// Whether AWS is asked for a change that it has to refuse.
    var probesWriting = false

    /// Seconds that any part may take to answer.
    static let seconds = 3.0

    /// All checks, always in the same order.
    func checks() async -> [Check] {
        if configuration.aws.isUsed { return await cloudChecks() }
        async let dashboard = dashboard()
        async let health = health()
        async let slack = slack()
        async let driver = driver()
        async let bedrock = bedrock()
        let first = [settings, policy] + data()
        return await first + [dashboard, health, slack, driver] + map + novaAct + bedrock
    }

    var settings: Check {
        let count = configuration.effective().count { $0.source != "default" }
        guard let warning = configuration.warnings.first else {
            return .ok("settings", "valid, \(count) not at their defaults")
        }
        return .warn("settings", warning, do: "autosre config shows every name and where its value comes from")
    }

    var policy: Check {
        let policy = configuration.policy
        let source = configuration.policyPath.isEmpty ? "the defaults" : configuration.policyPath
        switch policy.mode {
        case .auto:
            let calm = policy.cooldownSeconds > 0 ? ", cooldown \(PostMortem.seconds(policy.cooldownSeconds))" : ""
            return .ok("policy", "mode auto\(calm), from \(source)")
        case .suggest, .off:
            let advice = "mode auto in the file that AUTOSRE_POLICY names lets it act"
            return .warn("policy", "mode \(policy.mode.rawValue), from \(source): nothing is carried out", do: advice)
        }
    }

    private func dashboard() async -> Check {
        let url = configuration.dashboard.url
        let request = HTTPRequest(
            url: url + "/api/services", headers: [("Accept", "application/json")], timeoutSeconds: Self.seconds)
        let advice = "start one with: autosre dashboard; or set OPERATIONS_DASHBOARD_URL"
        do throws(HTTPError) {
            let response = try await client.send(request)
            switch response.status {
            case 200..<300: return Self.services(response, url)
            case 401, 403:
                return .fail("dashboard", "\(url) says HTTP \(response.status)", do: "allow AutoSRE to use its API")
            default: return .fail("dashboard", "\(url) says HTTP \(response.status) to /api/services", do: advice)
            }
        } catch {
            return unreachable("dashboard", "\(url): \(error.message)", do: advice)
        }
    }

    private static func services(_ response: HTTPResponse, _ url: String) -> Check {
        struct Body: Decodable {
            struct Service: Decodable { let id: String }
            let services: [Service]
        }
        do {
            let names = try JSON.decode(Body.self, from: response.body).services.map(\.id)
            guard !names.isEmpty else {
                return .warn("dashboard", "\(url) answers, and has no services", do: "check OPERATIONS_DASHBOARD_URL")
            }
            return .ok(
                "dashboard", "\(url) answers: \(names.prefix(5).joined(separator: ", "))",
                unchecked: "whether it lets itself be changed")
        } catch {
            let advice = "check OPERATIONS_DASHBOARD_URL: something else may listen there"
            return .fail("dashboard", "\(url)/api/services is not the dashboard's API", do: advice)
        }
    }

    /// With only logged clicks nothing is needed of the dashboard but evidence, which the simulator has too.
    private func unreachable(_ name: String, _ detail: String, do advice: String) -> Check {
        configuration.ui.isStub
            ? .warn(name, detail + " (a run with UI_STUB=true ends unverified)", do: advice)
            : .fail(name, detail, do: advice)
    }

    /// What the health signal says: the word is the service's state, the check whether it can be heard at all.
    private func health() async -> Check {
        let url = configuration.shownHealthURL
        let verifier = Composition.healthVerifier(configuration, client, now: { SystemClock.now() })
        let reading = await verifier.read(within: Self.seconds)
        let detail = "\(url) is \(reading.status.rawValue): \(reading.detail)"
        guard reading.status == .unknown else { return .ok("health", detail) }
        return .warn("health", detail, do: Self.healthAdvice)
    }

    private static let healthAdvice =
        "no recovery can be seen, so a run ends unverified and undoes nothing: set METRICS_URL, METRICS_HEADERS or "
        + "METRICS_HEALTHY (docs/configuration.md)"
}
