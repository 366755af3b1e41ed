import AutoSREConfiguration
import AutoSRECore
import AutoSREIntegrations
import Testing

/// `autosre.yaml`: found where it should be, strict, under the variables, and without secrets.
@Suite(.timeLimit(.minutes(1))) struct SettingsFileTests {
    private static let two = """
        storage: {data_dir: data}
        workflow: {verify_timeout_seconds: 30}
        integrations:
          shop:
            kind: dashboard
            url: http://shop:3000/
            stub: false
            driver: http
          orders:
            kind: aws
            region: eu-west-1
            function: orders
            alarms: [errors of orders, lag]
          slack: {channel: C1, token_env: CHAT_TOKEN}
        services:
          checkout:
            owner: team-payments
            workload: {in: shop, name: kasse}
            logs: orders
            health:
              - {url: "http://edge/health?key=hush", healthy: /ready=true}
              - {name: inside, url: "http://inside/", headers_env: INSIDE}
            calls: [payments, cart]
        """
    private static let secrets = ["CHAT_TOKEN": "xoxb-9", "INSIDE": "Authorization: Bearer let-me-in"]

    private func load(_ text: String, _ environment: [String: String] = secrets) throws -> Configuration {
        let folder = try Folder()
        try folder.write(text, to: "autosre.yaml")
        return try folder.load(environment)
    }

    private func refusal(_ text: String, _ environment: [String: String] = secrets) -> String {
        do { _ = try load(text, environment) } catch let error as ConfigurationError { return error.message } catch {
            return "\(error)"
        }
        return ""
    }

    @Test func systemsAreNamed() throws {
        let read = try load(Self.two)
        #expect(read.systems.map(\.name) == ["orders", "shop"] && read.systems.map(\.kind) == ["aws", "dashboard"])
        let (orders, shop) = (read.systems[0].configuration, read.systems[1].configuration)
        #expect(orders.aws.isUsed && orders.aws.region == "eu-west-1" && orders.lambda.functionName == "orders")
        #expect(orders.aws.alarmNames == ["errors of orders", "lag"])
        #expect(!shop.aws.isUsed && shop.dashboard.url == "http://shop:3000" && !shop.ui.isStub)
        #expect(shop.ui.driver == .http && shop.dashboard.healthURL == "http://shop:3000/api/health")
        for one in [read, orders, shop] {
            #expect(one.storage.dataDirectory == "data" && one.limits.verificationSeconds == 30)
            #expect(one.slack.channelID == "C1" && one.slack.botToken == "xoxb-9")
        }
        #expect(Set(read.secrets).isSuperset(of: ["xoxb-9", "let-me-in"]))
    }

    @Test func servicesAreTied() throws {
        let service = try #require(try load(Self.two).services.first)
        #expect(service.name == "checkout" && service.owner == "team-payments")
        #expect(service.workload?.system == "shop" && service.workload?.name == "kasse")
        #expect(service.logs?.system == "orders" && service.logs?.name == "checkout" && service.metrics == nil)
        #expect(service.health.map(\.name) == ["health", "inside"] && service.calls == ["payments", "cart"])
        #expect(service.health[0].address?.expectation.text == "/ready=true")
        let headers = service.health[1].address?.headers.map { "\($0.name)=\($0.value)" }
        #expect(headers == ["Authorization=Bearer let-me-in"])
    }

    private func service(_ text: String) throws -> ServiceSettings {
        try #require(
            try load("integrations: {shop: {kind: dashboard}, west: {kind: aws}}\nservices:\n  a: \(text)").services
                .first)
    }

    @Test("In the workload's system a service is called what its workload is, and elsewhere by its own name")
    func namesOfTies() throws {
        let read = try service("{workload: {in: shop, name: kasse}, logs: shop, metrics: west}")
        #expect(read.logs == read.workload && read.metrics?.name == "a" && read.metrics?.system == "west")
        #expect(read.elsewhere.map(\.kind) == [.metrics])
        let apart = try service("{workload: shop, logs: {in: shop, name: a-logs}}")
        #expect(apart.elsewhere.map { "\($0.kind) \($0.tie.name)" } == ["logs a-logs"])
        #expect(try service("{logs: west}").elsewhere.map(\.tie.name) == ["a"])
    }

    @Test("What is wrong with a system of the file is mended there, for a variable holds for every system")
    func whereASettingIsMended() throws {
        func place(_ name: String, _ environment: [String: String] = [:]) throws -> [String] {
            let all = try load(Self.two, Self.secrets.merging(environment) { $1 })
            #expect(all.place(of: name) == name)
            return all.systems.map { $0.configuration.place(of: name) }
        }
        #expect(try place("OPERATIONS_DASHBOARD_URL").last == "integrations.shop.url")
        #expect(try place("METRICS_URL").last == "integrations.shop.health_url")
        #expect(try place("LAMBDA_ALIAS_NAME").first == "integrations.orders.alias")
        #expect(try place("METRICS_HEADERS").last?.hasSuffix("_env") == true)
        #expect(try place("AUTOSRE_POLICY").first == "AUTOSRE_POLICY")
        // A variable that is set is what holds.
        #expect(try place("LAMBDA_ALIAS_NAME", ["LAMBDA_ALIAS_NAME": "prod"]).first == "LAMBDA_ALIAS_NAME")
        #expect(try Configuration.read(environment: [:], dotenv: nil).place(of: "METRICS_URL") == "METRICS_URL")
    }

    @Test func aMetricIsASignal() throws {
        let read = try service(
            "{workload: {in: shop, name: kasse}, health: [{metric: error_rate, below: 2%}, {name: slow, metric: latency_ms, "
                + "above: 0.5 s, from: west, over_seconds: 300, points: 5, delay_seconds: 90}]}")
        guard case .metric(let errors, let tie)? = read.health.first?.reading,
            case .metric(let slow, let from)? = read.health.last?.reading
        else { return #expect(Bool(false), "\(read.health)") as Void }
        #expect(read.health.map(\.name) == ["error_rate", "slow"] && read.health[0].tie == tie)
        #expect(errors == MetricRule("error_rate", try #require(MetricBound(.below, "2%"))))
        #expect(tie == read.workload && from.system == "west" && from.name == "a")
        let bound = try #require(MetricBound(.above, "0.5 s"))
        #expect(slow == MetricRule("latency_ms", bound, overSeconds: 300, points: 5, delaySeconds: 90))
        let elsewhere = try service("{workload: shop, metrics: west, health: [{metric: m, below: 1}]}")
        #expect(elsewhere.health.first?.tie == elsewhere.metrics)
    }

    @Test func alertsAreASignal() throws {
        let read = try service(
            "{workload: {in: west, name: a}, health: [{alerts: west}, {name: pages, alerts: {in: west, name: b}, delay_seconds: 5}]}"
        )
        guard case .alerts(let tie, 60)? = read.health.first?.reading,
            case .alerts(let named, 5)? = read.health.last?.reading
        else { return #expect(Bool(false), "\(read.health)") as Void }
        #expect(read.health.map(\.name) == ["alerts of west", "pages"] && tie.name == "a" && named.name == "b")
    }

    @Test("A variable that says which system there is says nothing beside a file that names them, and that is said")
    func aSelectorIsWarnedOf() throws {
        let (file, environment) = ("integrations: {shop: {kind: dashboard}}", ["USE_AWS_INTEGRATION": "true"])
        let read = try load(file, environment)
        #expect(read.warnings.count == 1 && read.warnings[0].hasPrefix("USE_AWS_INTEGRATION says nothing here: "))
        #expect(try load(file, ["UI_STUB": "true"]).warnings.isEmpty)
        #expect(try load("storage: {data_dir: a}", environment).warnings.isEmpty)
    }

    @Test("Variables win over the file, in every system that has the setting, and flags over both")
    func variablesWin() throws {
        let read = try load(
            Self.two,
            Self.secrets.merging(["UI_STUB": "true", "SLACK_CHANNEL_ID": "C2", "AWS_REGION": "us-west-2"]) { $1 })
        #expect(read.systems.allSatisfy { $0.configuration.ui.isStub } && read.slack.channelID == "C2")
        #expect(read.systems[0].configuration.aws.region == "us-west-2")
        let line = read.line("integrations.shop.url")
        #expect(line?.value == "http://shop:3000" && line?.source == "autosre.yaml")
        #expect(read.line("integrations.shop.stub")?.source == "environment")
        #expect(read.line("SLACK_BOT_TOKEN")?.value == Configuration.mask)
    }

    @Test func placesInTheirOrder() throws {
        let (folder, home) = (try Folder(), try Folder())
        func directory(_ more: [String: String] = [:]) throws -> String {
            try folder.load(["HOME": home.path].merging(more) { $1 }).storage.dataDirectory
        }
        #expect(try directory().isEmpty)
        try home.makeFolder(".config/autosre")
        try home.write("storage: {data_dir: of-home}", to: ".config/autosre/autosre.yaml")
        #expect(try directory() == home.path + "/.config/autosre/of-home")
        try folder.write("storage: {data_dir: of-here}", to: "autosre.yaml")
        #expect(try directory() == "of-here")
        try folder.write("storage: {data_dir: of-name}", to: "other.yaml")
        #expect(try directory(["AUTOSRE_CONFIG": "other.yaml"]) == "of-name")
        #expect(throws: ConfigurationError.self) { try directory(["AUTOSRE_CONFIG": "gone.yaml"]) }
    }

    @Test(arguments: [
        ("integration: {}", #""integration" is not a key; did you mean integrations?"#),
        ("integrations: {shop: {kind: dashbord}}", "did you mean dashboard?"),
        ("integrations: {shop: {kind: nagios}}", "there are"),
        (
            "integrations: {shop: {kind: dashboard, ulr: x}}",
            #""integrations.shop.ulr" is not a key; did you mean url?"#
        ),
        ("integrations: {shop: {kind: dashboard, url: nowhere}}", "integrations.shop.url: \"nowhere\" is not allowed"),
        ("integrations: {shop: {kind: dashboard, url: {a: b}}}", "integrations.shop.url: a text"),
        ("integrations: [shop]", "integrations has to be a mapping"), ("hello", "the file has to be a mapping"),
        ("integrations: {slack: {token: xoxb-secret}}", "a secret is not written here"),
        ("integrations: {slack: {token_env: NOBODY}}", "the variable NOBODY is not set"),
        ("integrations: {slack: {token_file: /nowhere}}", "cannot"),
        ("integrations: {slack: {token_file: a, token_env: b}}", "keep one"),
        ("services: {a: {workload: shop}}", #"there is no system "shop""#),
        ("services: {a: {worklod: shop}}", "did you mean workload?"),
        ("services: {a: {health: [{url: nowhere}]}}", "services.a.health[0].url"),
        ("services: {a: {health: [{metric: m, below: 2%}]}}", "services.a.health[0].from"),
        ("services: {a: {health: [{metric: m}]}}", "either below or above is needed"),
        ("services: {a: {health: [{metric: m, below: 2%, above: 1%}]}}", "either below or above is needed"),
        ("services: {a: {health: [{metric: m, below: much}]}}", "services.a.health[0].below: it takes a number"),
        ("services: {a: {health: [{metric: m, url: 'http://a'}]}}", "url is there too"),
        ("services: {a: {health: [{alerts: nobody}]}}", #"there is no system "nobody""#),
        (
            "integrations: {s: {kind: dashboard}}\nservices: {a: {workload: s, health: [{metric: m, below: 1, over: 9}]}}",
            #""services.a.health[0].over" is not a key"#
        ),
        (
            "integrations: {s: {kind: dashboard}}\nservices: {a: {workload: s, health: [{metric: m, below: 1, points: 1}]}}",
            "points: it takes a whole number from 2"
        ),
        ("services: {a: {health: [{url: 'http://a'}, {name: health, url: 'http://b'}]}}", "same name"),
        ("storage: {data_dir: a, data_dir: b}", "twice"), ("storage: {dir: a}", "storage.dir"),
    ])
    func whatIsWrongIsNamed(_ text: String, _ words: String) {
        let message = refusal(text)
        #expect(message.contains(words) && !message.contains("xoxb-secret"), "\(message)")
    }

    @Test("The example says nothing as it stands, and every key of it is one")
    func theExampleIsRead() throws {
        let text = Configuration.fileExample(Integrations.settings)
        #expect(try load(text).effective().allSatisfy { $0.source == "default" })
        let lines = text.split(separator: "\n").map(String.init)
        let whole = lines.filter { !$0.contains("# ") }.map { $0.replacing("#", with: "", maxReplacements: 1) }
        let variables = Dictionary(
            uniqueKeysWithValues: whole.compactMap { line -> (String, String)? in
                guard line.contains("_env: ") else { return nil }
                return (String(line.split(separator: " ").last ?? ""), "X-Key:secret")
            })
        // What has a form of its own is left to the forms' tests.
        let read = whole.filter { !$0.contains("_env: ") && !$0.hasSuffix(": \"\"") }.joined(separator: "\n")
        let systems = try load(read, variables).systems
        #expect(systems.map(\.name) == ["my-aws", "my-dashboard"])
    }
}
