import AutoSREPlatform

/// Finds out whether a dashboard is there at all, for the demo's note. Asks for the dashboard's root, never for the
/// health address: what is read there counts as evidence.
struct DashboardProbe {
    private let url: String
    private let client: HTTPClient

    /// A probe of the dashboard at `url`.
    init(url: String, client: HTTPClient) { (self.url, self.client) = (url + "/", client) }

    /// Whether anything answers within a second. Any HTTP answer counts, an error page too.
    func answers() async -> Bool {
        do throws(HTTPError) {
            _ = try await client.send(HTTPRequest(url: url, timeoutSeconds: 1))
            return true
        } catch {
            return error.code == .tooLarge
        }
    }
}
