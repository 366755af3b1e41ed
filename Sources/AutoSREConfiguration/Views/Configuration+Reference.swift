extension Configuration {
    /// The reference page, `docs/configuration.md`, in Markdown.
    public static func reference() -> String {
        var lines = [preamble]
        for section in Setting.Section.allCases {
            lines += [
                "", "## \(section.rawValue)", "", "| Setting | Meaning | It takes | Default |", "|---|---|---|---|",
            ]
            lines += Setting.all.filter { $0.section == section }.map(row)
            if section == .dashboard { lines += ["", healthNotes] }
        }
        lines += ["", networkNotes]
        lines += ["", policyPreamble, "", "| Key | Meaning | It takes | Default |", "|---|---|---|---|"]
        let standard = Configuration().policy
        lines += PolicyKey.all.map { key in
            "| `\(key.name)` | \(key.summary) | \(key.allowed) | `\(key.show(standard))` |"
        }
        return (lines + ["", policyExample]).joined(separator: "\n") + "\n"
    }

    private static func row(_ setting: Setting) -> String {
        let name = "`\(setting.name)`" + (setting.fileName.map { ", `\($0)`" } ?? "")
        let standard = setting.standard.isEmpty ? "–" : "`\(setting.standard)`"
        return "| \(name) | \(setting.summary) | \(setting.allowed) | \(standard) |"
    }

    private static let preamble = """
        # Configuration

        <!-- Generated. After a change: AUTOSRE_WRITE_DOCS=1 swift test --filter DocumentsTests -->

        Settings come from the environment and from a file `.env` in the working directory. `autosre config` prints
        those in force, each with its source and without secrets. A value that is not allowed ends the program with
        exit code 2 and one line that names the variable, before anything runs.

        - The environment wins over `.env`. An empty or blank value means the default; a blank variable of the
          environment hides the one in `.env` too.
        - Names count in any case; exactly upper case wins over other spellings in the same place, and in `.env` the
          later of two equal names. Blanks around a value are dropped.
        - A setting with a second name `…_FILE` is a secret and may come from the file of that name instead: its text
          without the line ends at its end, at most 64 kB. Setting both is an error. Secrets are never shown.
        - Relative paths start in the working directory. `~` is not expanded.

        In `.env`:

        - `NAME=value`, with or without `export` before it and blanks around `=`. Lines of `#` are comments, and so is
          what follows a `#` after a blank. A byte order mark and Windows line ends are understood.
        - `'single quotes'` take everything literally; `"double quotes"` know `\\n`, `\\"` and `\\\\`. A quoted value
          may span lines. `$` means nothing.
        - Names that are not ours are left alone, since others may share the file; one that differs from ours by a
          letter or two gets a warning on stderr.
        - No file is fine. One that cannot be read, or is not UTF-8, is an error.
        """

    private static let networkNotes = """
        ## Network

        These variables are everybody's and mean here what they mean elsewhere; `.env` may hold them too.

        - `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY`: proxies, by the scheme of what is asked, each as
          `[SCHEME://][USER:PASSWORD@]HOST[:PORT]`. The scheme is `http` (the default, port 80), `https` (443) or one of
          `socks4`, `socks4a`, `socks5`, `socks5h` (1080); anything else is an error. Loopback is never proxied. What
          came through a proxy names it, and a 407 is the proxy's word: nothing was asked of the service then.
        - `NO_PROXY`: what is asked past them, separated by commas or blanks: names (`corp.example`, `.corp.example`
          and `*.corp.example` are the same: the name and all below it), patterns (`10.1.*`), addresses (`10.0.0.1`,
          `fd00::1`, `[fd00::1]`), the beginnings of some (`10.`, `192.168.`, with the dot), networks (`10.0.0.0/8`),
          each name or address with a port or without (`shop:8080`), and `*` for everything. What is none of these, such
          as `10.1.2`, is an error where a proxy is set.
        - `SSL_CERT_FILE`, `CURL_CA_BUNDLE`, `REQUESTS_CA_BUNDLE`: the certificates to trust in place of the system's, a
          PEM file or a folder; the first that is set counts. `AWS_CA_BUNDLE` is for AWS alone and counts there first.
        """

    private static let healthNotes = """
        ### What the health address says

        An answer is good, bad or unknown. **Good**: 2xx with `healthy`, `ok`, `up`, `pass`, `passing`, `success`,
        `green` or `available` (any case) as the JSON `status`, or as plain text; or 2xx without a body. **Bad**: 5xx, or
        a word such as `degraded`, `unhealthy`, `down`, `fail`, `error`, `critical`, `red` or `out_of_service`.
        Where `true` is what counts as healthy (`METRICS_HEALTHY=/ready=true`), `false` is **bad**.
        **Unknown**: everything else, such as a redirect, 401, 404, a page of HTML, another word, or no answer; and whatever
        a cache has kept: readings ask for none (`Cache-Control: no-cache`), and an answer with an `Age`, or with a `Date`
        that stands still, is none of now. So is JSON that is not whole by the letter (a comma too many, one name twice), and
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

    private static let policyPreamble = """
        ## The policy file

        `AUTOSRE_POLICY` names a YAML file with any of these keys. It fails closed: a file that cannot be read or is
        empty, an unknown or doubled key, or a value that is not allowed ends the program with exit code 2, and nothing
        is carried out. Of all rules the strictest decides, and a report names it.

        A plan is judged again, before anything of it is done, after a resume, a pause or a long wait. The file is read anew
        for every verdict, so that what it says then counts; where it cannot be read any more, nothing is allowed.
        """

    private static let policyExample = """
        For example:

        ```yaml
        mode: suggest                 # a person approves every plan
        allowed_kinds: [rollback, restart]
        protected_services: [payments]
        confidence_floor: 0.7
        cooldown_seconds: 600
        ```
        """
}
