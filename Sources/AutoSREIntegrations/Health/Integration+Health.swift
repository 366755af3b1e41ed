import AutoSREConfiguration
import AutoSRECore
import AutoSREPlatform

extension Integration {
    /// The health address: the signal, independent of whoever acts, that decides whether a service has recovered.
    public static let health = Integration(
        "health", "a health address that recovery is verified at", role: .companion(of: "dashboard"),
        settings: [HealthSettings.section],
        checks: { [await check($0)] },
        connect: { context in
            let configuration = context.configuration
            let world = context.world
            let signal = verifier(configuration, context.client, now: { world.now() })
            var parts = IntegrationParts()
            if configuration.namesAddress {
                let heard = Unanswered(
                    signal, url: configuration.shownHealthURL,
                    places: ["OPERATIONS_DASHBOARD_URL", "METRICS_URL"].map(configuration.place), log: context.log)
                if configuration.isSet("METRICS_URL") {
                    parts.verifiers = [heard]
                } else {
                    parts.usualVerifiers = [heard]
                }
            } else {
                // The newcomer is told otherwise.
                parts.usualVerifiers = [signal]
            }
            return parts
        })

    /// The health signal of the settings.
    private static func verifier(
        _ configuration: Configuration, _ client: HTTPClient, now: @escaping @Sendable () -> Instant
    ) -> HTTPHealthVerifier {
        HTTPHealthVerifier(
            "system health", url: configuration.dashboard.healthURL, headers: configuration.health.headers,
            expectation: configuration.health.expectation, client: client, now: now)
    }

    /// What the health signal says: the word is the service's state, the check whether it can be heard at all.
    private static func check(_ context: CheckContext) async -> Check {
        let signal = verifier(context.configuration, context.client, now: { SystemClock.now() })
        let reading = await signal.read(.service(""), within: CheckContext.seconds)
        let detail = "\(context.configuration.shownHealthURL) is \(reading.status.rawValue): \(reading.detail)"
        guard reading.status == .unknown else { return .ok("health", detail) }
        let isProxys = reading.detail.contains("proxy ")
        let places = ["METRICS_URL", "METRICS_HEADERS", "METRICS_HEALTHY"].map(context.configuration.place)
        let healthAdvice = "set \(places[0]), \(places[1]) or \(places[2]) (docs/configuration.md)"
        let advice = isProxys ? proxyAdvice : trustAdvice(reading.detail) ?? healthAdvice
        return .warn("health", detail, do: unheard + advice)
    }

    /// What to do about a server that answers and is not believed, by the words of the error; nil for other errors.
    static func trustAdvice(_ words: String) -> String? {
        guard words.contains("no secure connection") else { return nil }
        if words.contains("certificate has ended") || words.contains("for another name") {
            return "have the server show a certificate that is good now and for its name"
        }
        return words.contains("certificate")
            ? "name the authority's certificate: SSL_CERT_FILE=/path/of/it.pem"
            : "see whether https is spoken there, or http"
    }

    private static let unheard = "no recovery can be seen, so a run ends unverified and undoes nothing: "
    static let proxyAdvice =
        "mend the proxy's variable (HTTP_PROXY, HTTPS_PROXY, ALL_PROXY), or name the host in NO_PROXY"
}
