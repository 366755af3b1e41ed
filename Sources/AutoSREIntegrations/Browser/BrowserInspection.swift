import AutoSREConfiguration
import AutoSRECore
import AutoSREPlatform

/// Looks whether there is a browser to act in (this machine's, or somebody else's WebDriver), and a map to follow.
struct BrowserInspection {
    private let configuration: Configuration
    private let client: HTTPClient
    private let path: String

    init(_ context: CheckContext) {
        (configuration, client, path) = (context.configuration, context.client, context.path)
    }

    func checks() async -> [Check] {
        guard !configuration.ui.isStub else {
            let advice = "set UI_STUB=false to let AutoSRE act"
            return [.warn("driver", "UI_STUB=true: clicks are only logged", do: advice)] + map
        }
        guard [.auto, .browser].contains(configuration.ui.driver) else { return map }
        let remote = configuration.browser.webDriverURL
        return [remote.isEmpty ? await installedBrowser() : await webDriver(remote)] + trust + map
    }

    /// Whether the dashboard may be known by a certificate that the installed browser knows nothing of.
    private var trust: [Check] {
        guard configuration.browser.webDriverURL.isEmpty, configuration.dashboard.url.hasPrefix("https:"),
            let own = configuration.network.trust
        else { return [] }
        let detail = "the browser does not know the certificates of \(own.variable), and may not trust the dashboard's"
        return [.warn("browser-trust", detail, do: PageFailure.trustAdvice)]
    }

    private var word: String { configuration.ui.driver.rawValue }

    /// With `auto` a run goes on by HTTP.
    private func unusable(_ detail: String, do advice: String) -> Check {
        configuration.ui.driver == .browser
            ? .fail("driver", "\(word): \(detail)", do: advice)
            : .warn("driver", "\(word): \(detail); http is used", do: advice)
    }

    private func installedBrowser() async -> Check {
        let settings = BrowserSettings(installedIn: Environment.all().merging(["PATH": path]) { $1 })
        guard let settings else {
            let missing = Self.browserParts.filter { Programs.find($0.programs, path: path) == nil }.map(\.name)
            return unusable("no \(missing.joined(separator: " and no ")) in PATH", do: BrowserSettings.advice)
        }
        guard let versions = await BrowserVersions.ask(settings, within: CheckContext.seconds) else {
            return .ok(
                "driver", "\(word): a browser and its driver", unchecked: "their versions, and whether they start")
        }
        if let objection = versions.objection {
            let advice = "install both from one place: \(BrowserSettings.advice)"
            return unusable(objection, do: advice)
        }
        return .ok("driver", "\(word): \(versions.browser), \(versions.driver)", unchecked: "whether they start")
    }

    private static let browserParts: [(name: String, programs: [String])] = [
        ("Chromium", BrowserSettings.browsers), ("chromedriver", BrowserSettings.drivers),
    ]

    /// Whether it takes sessions: https://www.w3.org/TR/webdriver2/#status.
    private func webDriver(_ url: String) async -> Check {
        let request = HTTPRequest(
            url: url + "/status", headers: [("Accept", "application/json")], timeoutSeconds: CheckContext.seconds,
            maximumBodyBytes: 1 << 20)
        let advice = "start it, or check AUTOSRE_WEBDRIVER_URL (a grid may want /wd/hub at its end)"
        do throws(HTTPError) {
            return status(try await client.send(request), url, advice)
        } catch {
            return unusable("WebDriver at \(url): \(error.message)", do: advice)
        }
    }

    private func status(_ response: HTTPResponse, _ url: String, _ advice: String) -> Check {
        let value: JSONValue?
        do { value = try JSON.decode(JSONValue.self, from: response.body)["value"] } catch { value = nil }
        guard let value, let isReady = value["ready"]?.bool else {
            return unusable("\(url)/status says \(response.code) and is no WebDriver's", do: advice)
        }
        var words = ["WebDriver at \(url)"]
        if let version = value["build"]?["version"]?.string { words.append(version) }
        if let message = value["message"]?.string, !message.isEmpty { words.append(message) }
        guard !isReady else {
            return .ok("driver", "\(word): \(words.joined(separator: ", "))", unchecked: "a session")
        }
        return .warn(
            "driver", "\(word): \(words.joined(separator: ", ")), takes no session now",
            do: "wait until its present sessions have ended, or give it room for more")
    }

    /// Whether the map that a browser would follow can be read. Empty where the built-in one is used.
    private var map: [Check] {
        let path = configuration.browser.mapPath
        guard !path.isEmpty else { return [] }
        do throws(UIMapError) {
            let map = try UIMap(path: path)
            let kinds = map.kinds.map(\.rawValue)
            do throws(ConfigurationError) {
                _ = try Configuration.values(of: map.secretNames, for: path, environment: Environment.all())
            } catch { return [unusableMap(error.message)] }
            return [checked(map, at: path, words: kinds + map.reads)]
        } catch {
            return [unusableMap(error.description)]
        }
    }

    /// Where pages alone tell what was done, the health signal is the only other channel: a usual address that nobody
    /// has named is hardly that of somebody else's console.
    private func checked(_ map: UIMap, at path: String, words: [String]) -> Check {
        let detail = "\(path): \(words.joined(separator: ", "))"
        let namesHealth = configuration.isSet("METRICS_URL") || configuration.services.contains { !$0.health.isEmpty }
        guard map.read == nil || namesHealth else {
            return .warn(
                "ui-map", "\(detail); the pages are the only channel, and no health address is named",
                do: "set \(configuration.place(of: "METRICS_URL")), or health for the service in autosre.yaml: without "
                    + "it no recovery is believed")
        }
        return .ok("ui-map", detail, unchecked: "the dashboard's pages (autosre ui rehearse \(path))")
    }

    private func unusableMap(_ detail: String) -> Check {
        let isUsed = !configuration.ui.isStub && [.auto, .browser].contains(configuration.ui.driver)
        let advice = "mend AUTOSRE_UI_MAP (docs/browser.md), or leave it out for the operations dashboard's own"
        return isUsed ? .fail("ui-map", detail, do: advice) : .warn("ui-map", detail + " (not used)", do: advice)
    }
}
