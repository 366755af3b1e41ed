import AutoSREConfiguration
import AutoSRECore
import AutoSREPlatform

/// Looks whether the dashboard answers. Its list of services names what it has; no run needs the list, so a dashboard
/// without one is asked what a run asks: for one service (docs/dashboard-api.md).
struct DashboardInspection {
    private let configuration: Configuration
    private let client: HTTPClient

    init(_ context: CheckContext) { (configuration, client) = (context.configuration, context.client) }

    func check() async -> Check {
        let url = configuration.dashboard.url
        do throws(HTTPError) {
            if configuration.hasPagesAlone {
                let page = try await answer("/")
                // A page that asks is worked by the map; this is asked by the server itself.
                if page.status == 401, let way = page.header("WWW-Authenticate"), Self.isBrowsers(way) {
                    let detail = "\(url) asks for a password by HTTP (\(page.code))"
                    return .fail("dashboard", detail, do: PageFailure.loginAdvice)
                }
                if let other = Self.leadsAway(page, from: url) {
                    let detail = "\(url) says \(page.code), and leads to \(other)"
                    return .warn("dashboard", detail, do: PageFailure.otherHostAdvice)
                }
                return .ok("dashboard", "\(url) says \(page.code); it is read by its pages", unchecked: "its pages")
            }
            let list = try await answer("/api/services")
            if (200..<300).contains(list.status) { return services(list, url) }
            return try await withoutList(list, url)
        } catch {
            return unreachable("dashboard", "\(url): \(error.message)", do: advice(error))
        }
    }

    /// Where else than to the dashboard an answer leads; nil where it does not.
    private static func leadsAway(_ answer: HTTPResponse, from url: String) -> WebOrigin? {
        guard (300..<400).contains(answer.status), let target = answer.header("Location") else { return nil }
        let scheme = url.prefix { $0 != ":" }
        let place = WebOrigin(target.hasPrefix("//") ? "\(scheme):\(target)" : target)
        return place == WebOrigin(url) ? nil : place
    }

    /// Whether browsers ask people for a password of this scheme, or give one of the machine's own (RFC 9110, 11.6.1).
    private static func isBrowsers(_ way: String) -> Bool {
        ["basic", "digest", "negotiate", "ntlm"].contains { way.lowercased().hasPrefix($0) }
    }

    /// Only where nothing listens one has to be started: somebody who is not believed is there.
    private func advice(_ error: HTTPError) -> String {
        if error.message.contains("proxy ") { return Integration.proxyAdvice }
        return Integration.trustAdvice(error.message) ?? "start one with: autosre dashboard; or set \(address)"
    }

    /// Where its address is set.
    private var address: String { configuration.place(of: "OPERATIONS_DASHBOARD_URL") }

    private func answer(_ path: String) async throws(HTTPError) -> HTTPResponse {
        let url = configuration.dashboard.url + path
        return try await client.send(
            HTTPRequest(url: url, headers: [("Accept", "application/json")], timeoutSeconds: CheckContext.seconds))
    }

    private func withoutList(_ list: HTTPResponse, _ url: String) async throws(HTTPError) -> Check {
        let status = list.status
        guard status != 401, status != 403 else {
            let other = list.mayBeProxys ? ", or have the proxy let it through" : ""
            return .fail("dashboard", "\(url) says \(list.code)", do: "allow AutoSRE to use its API\(other)")
        }
        let service = SimulatedDetector.service
        let one = try await answer("/api/services/\(service)")
        if (200..<300).contains(one.status) {
            return .ok(
                "dashboard", "\(url) answers about \(service)", unchecked: "whether it lets itself be changed")
        }
        let detail = "\(url) says \(list.code) to /api/services"
        guard status == 404, one.status == 404 else {
            let other = list.mayBeProxys ? "the proxy" : "something else"
            let advice = "look into its log; or check \(address): \(other) may answer there"
            return .fail("dashboard", detail, do: advice)
        }
        return .warn(
            "dashboard", "\(detail) and knows no \(service); not checked: another service",
            do: "name one that it has: autosre run --service NAME; or check \(address)")
    }

    private struct List: Decodable {
        struct Service: Decodable { let id: String }
        let services: [Service]
    }

    /// The names of its services.
    /// - Throws: where it has no list of them, or does not answer.
    func services() async throws -> [String] {
        if configuration.hasPagesAlone { return try BrowserPages.map(configuration).names.keys.sorted() }
        let list = try await answer("/api/services")
        guard (200..<300).contains(list.status) else { throw Refusal("it says \(list.code) to /api/services") }
        return try JSON.decode(List.self, fromLoose: list.body).services.map(\.id)
    }

    private func services(_ response: HTTPResponse, _ url: String) -> Check {
        do {
            let names = try JSON.decode(List.self, fromLoose: response.body).services.map(\.id)
            guard !names.isEmpty else {
                return .warn("dashboard", "\(url) answers, and has no services", do: "check \(address)")
            }
            return .ok(
                "dashboard", "\(url) answers: \(names.prefix(5).joined(separator: ", "))",
                unchecked: "whether it lets itself be changed")
        } catch {
            let advice = "check \(address): something else may listen there"
            return .fail("dashboard", "\(url)/api/services is not the dashboard's API", do: advice)
        }
    }

    /// With only logged clicks nothing is needed of the dashboard but evidence, which the simulator has too.
    private func unreachable(_ name: String, _ detail: String, do advice: String) -> Check {
        configuration.ui.isStub
            ? .warn(name, detail + " (a run with UI_STUB=true ends unverified)", do: advice)
            : .fail(name, detail, do: advice)
    }
}
