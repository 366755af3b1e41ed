public import AutoSREConfiguration
public import AutoSRECore

/// How the health address is asked, and what its answer means.
public struct HealthSettings: SettingsGroup {
    /// `METRICS_HEADERS`: names and values, for the health address alone.
    public var headers: [(String, String)] = []
    /// `METRICS_HEALTHY`.
    public var expectation = HealthExpectation()

    /// The defaults.
    public init() {}
}

extension Configuration {
    /// How the health address is asked, and what its answer means.
    public var health: HealthSettings {
        get { self[HealthSettings.self] }
        set { self[HealthSettings.self] = newValue }
    }
}

extension HealthSettings {
    static let section = SettingsSection(
        "Operations dashboard",
        [
            Setting(
                "METRICS_HEADERS", key: "health_headers", \HealthSettings.headers, .headers, isSecret: true,
                "Headers for the health address, such as `Authorization: Bearer …`; they go to no other address."),
            Setting(
                "METRICS_HEALTHY", key: "healthy", \HealthSettings.expectation, .expectation,
                "What counts as healthy: the words, the place in a JSON answer, or both. Empty: the usual words at "
                    + "`/status`."),
        ], notes: notes)

    static let notes = """
        ### What the health address says

        An answer is good, bad or unknown. **Good**: 2xx with `healthy`, `ok`, `up`, `pass`, `passing`, `success`,
        `green` or `available` (any case) as the JSON `status`, or as plain text; or 2xx without a body. **Bad**: 5xx, or
        a word such as `degraded`, `unhealthy`, `down`, `fail`, `error`, `critical`, `red` or `out_of_service`.
        Where `true` is what counts as healthy (`METRICS_HEALTHY=/ready=true`), `false` is **bad**.
        **Unknown**: everything else, such as a redirect, 401, 404, a page of HTML, another word, or no answer; and whatever
        a cache has kept: readings ask for none (`Cache-Control: no-cache`), and an answer with an `Age`, with a
        cache's own word that it was kept (`Cache-Status: edge; hit`, `X-Cache: HIT`, `CF-Cache-Status: STALE`, `Warning: 110`),
        or with a `Date` that stands still, is none of now. So is JSON that is not whole by the letter (a comma too many, one name twice), and
        a compressed answer that does not end, or comes in another form than gzip or deflate: none is asked for
        (`Accept-Encoding: identity`), and "without a body" means that nothing came. Unknown is no symptom, and no ground for acting or undoing.

        A service with other words, or another place for them:

        ```sh
        METRICS_HEALTHY=running,idle                 # these words, at /status
        METRICS_HEALTHY=/checks/db/state             # the usual words, elsewhere (RFC 6901)
        METRICS_HEALTHY=/ready=true                  # both; a boolean or a number as it is written
        ```

        An address that asks who is there, in the environment or in the file that `METRICS_HEADERS_FILE` names:

        ```sh
        METRICS_HEADERS='Authorization: Bearer eyJhbGciOi…'
        METRICS_HEADERS="Authorization: Basic $(printf %s 'user:password' | base64)"
        METRICS_HEADERS='X-Api-Key: …\\nX-Tenant: shop'   # several: one a line, or with \\n between them
        ```

        A user name in `METRICS_URL` is refused: addresses are shown and logged, headers are not.
        """
}
