import AutoSRECore

extension Configuration {
    /// The reference page, `docs/configuration.md`, in Markdown.
    public static func reference(_ catalogue: SettingsCatalogue) -> String {
        var lines = [preamble]
        for section in catalogue.sections {
            lines += [
                "", "## \(section.title)", "", "| Setting | Meaning | It takes | Default |", "|---|---|---|---|",
            ]
            lines += section.settings.map(row)
            if let notes = section.notes { lines += ["", notes] }
        }
        lines += ["", networkNotes, "", fileNotes]
        lines += ["", policyPreamble, "", "| Key | Meaning | It takes | Default |", "|---|---|---|---|"]
        let standard = Policy()
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

    private static let fileNotes = """
        ## autosre.yaml

        What one set of variables cannot say: several systems, and the services on them. The file is the one that
        `AUTOSRE_CONFIG` names, else the first of `autosre.yaml` in the working directory, `autosre/autosre.yaml` in
        `XDG_CONFIG_HOME` (`~/.config`), and `/etc/autosre/autosre.yaml`. `autosre config --example` prints one with every
        key and its default. Defaults < the file < `.env` < the environment < flags; a variable holds for every system.

        It is strict: an unknown key, a value that is not allowed, or a name that leads nowhere ends the program with
        exit code 2 and the name that was probably meant. Paths in it start in its own folder. A secret is never
        written in it: `token_env` names a variable, `token_file` a file.

        ```yaml
        storage: {data_dir: /var/lib/autosre}
        policy: {file: policy.yaml}
        integrations:
          shop:                                  # a name of yours; several of a kind where you have them
            kind: dashboard
            url: https://ops.example
            stub: false
          orders:
            kind: aws
            region: eu-central-1
            function: orders
          slack: {channel: C0123456789, token_env: SLACK_TOKEN}
        services:
          checkout:
            owner: team-payments
            workload: {in: shop, name: kasse}    # what is mended, and what it is called there
            logs: {in: orders, name: kasse-fn}   # where its log lines are, and under which name
            health:                              # read together with the system's own signal
              - {name: edge, url: "https://edge.example/health", healthy: /ready=true, headers_env: EDGE_HEADERS}
              - {metric: error_rate, below: 2%}  # all of its values of the last minute
              - {alerts: {in: orders, name: kasse-fn}}
            calls: [payments]
        ```

        Where `integrations` names no system, the variables say what is worked on: the dashboard, or AWS with
        `USE_AWS_INTEGRATION=true`. Recovery of a service needs all of its signals, the system's own among them where somebody
        has named it (`health_url`, alarms): one that never answers leaves the run `unverified`. A blank variable says nothing: what the file says holds then.

        A service's `logs` and `metrics` are read where they are tied to, by the name there, before its workload's system is believed
        about them; what cannot be read there is a gap, and that system is heard then. On a `kind: aws` the name is a function's, or
        a log group's with its path (`/team/kasse`). `calls` is told as the topology of an incident. `autosre services` shows all
        ties, `autosre doctor` whether they lead anywhere and what the signals say.

        A signal under `health` is one of three, each with a `name` if you like:

        - `url`: an address, with `healthy` and `headers_env` or `headers_file` as `METRICS_HEALTHY` and `METRICS_HEADERS`.
        - `metric` with `below` or `above`: a metric of the system that `metrics` or else `workload` is tied to, or that `from` names
          (`{in: SYSTEM, name: NAME}`). A bound has its unit: `2%`, `300 ms`, `50 1/s`. All values of the last `over_seconds` (60) have to
          keep it, at least `points` (3) of them; where none does it is bad. Too few, too old, a hole, or another unit says neither.
          `delay_seconds` (0) is how late a value comes. Until both are over nothing is undone on its word.
        - `alerts`: the alerts of a system (`kind: aws`: the alarms of the function). One about the service is bad. That none is open
          proves nothing by itself: another signal has to say good. `delay_seconds` (60) is how late an alert shows a change.
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
          PEM file or a folder; the first that is set counts. `AWS_CA_BUNDLE` is for AWS alone and counts there first. A
          browser has its own (docs/browser.md).
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
        allowed_actions:
          - {action: rollback, target: service}
          - {action: restart, target: service}
        protected_services: [payments]
        confidence_floor: 0.7
        cooldown_seconds: 600
        ```
        """
}
