import AutoSREIntegrations
import AutoSREConfiguration
import AutoSRECore
import AutoSREEngine
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

    /// All checks, always in the same order. What servers, files and settings say in them passes the redactor here, and
    /// is cut after that.
    func checks() async -> [Check] {
        let redactor = Redactor(secrets: configuration.secrets)
        return await configuredChecks().map { $0.safe(redactor) }
    }

    private func configuredChecks() async -> [Check] {
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

    /// What the health signal says: the word is the service's state, the check whether it can be heard at all.
    private func health() async -> Check {
        let url = configuration.shownHealthURL
        let verifier = Composition.healthVerifier(configuration, client, now: { SystemClock.now() })
        let reading = await verifier.read(within: Self.seconds)
        let detail = "\(url) is \(reading.status.rawValue): \(reading.detail)"
        guard reading.status == .unknown else { return .ok("health", detail) }
        let isProxys = reading.detail.contains("proxy ")
        return .warn("health", detail, do: Self.unheard + (isProxys ? Self.proxyAdvice : Self.healthAdvice))
    }

    private static let unheard = "no recovery can be seen, so a run ends unverified and undoes nothing: "
    private static let healthAdvice =
        "set METRICS_URL, METRICS_HEADERS or METRICS_HEALTHY (docs/configuration.md)"
}
