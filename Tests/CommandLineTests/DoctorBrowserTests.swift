import AutoSREIntegrations
import AutoSRECore
import AutoSREPlatform
import Foundation
import Testing

@testable import AutoSREConfiguration
@testable import autosre

/// What `doctor` says of the browser, its driver, another WebDriver and the map.
@Suite(.timeLimit(.minutes(1))) struct DoctorBrowserTests {
    private let doctor = DoctorTests()

    /// A folder with programs that answer `--version`.
    private static func programs(_ answers: [String: String]) throws -> String {
        let folder = NSTemporaryDirectory() + "autosre-path-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (name, answer) in answers {
            let path = "\(folder)/\(name)"
            try Data("#!/bin/sh\n[ \"$1\" = --version ] || exit 1\n\(answer)\n".utf8).write(to: URL(filePath: path))
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        }
        return folder
    }

    @Test("without the programs auto goes on, and browser fails")
    func missing() async throws {
        let folder = try Self.programs(["chromium": "echo Chromium 156.0.1"])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let auto = await doctor.checks(1, path: folder) { $0.ui.driver = .auto }
        #expect(auto["driver"]?.status == .warn && auto["driver"]?.detail.contains("http is used") == true)
        let asked = await doctor.checks(1, path: folder) { $0.ui.driver = .browser }
        #expect(asked["driver"]?.status == .fail && asked["driver"]?.detail.contains("no chromedriver") == true)
        #expect(asked["driver"]?.advice.hasPrefix("apt-get install -y chromium") == true)
    }

    @Test(
        "versions are told; another major version of the driver's is named",
        arguments: [
            ("echo 'Chromium 156.0.7 built on Debian'", "echo 'ChromeDriver 156.0.9 (abc)'", Check.Status.ok),
            ("echo 'odd: line' >&2; echo 'Chromium 156.0.7'", "echo 'ChromeDriver 156.0.9 (abc)'", .ok),
            ("echo 'Chromium 156.0.7'", "echo 'ChromeDriver 99.0.1 (abc)'", .fail),
            ("echo 'Chromium 156.0.7'", "exit 1", .fail), ("echo broken; exit 1", "echo 'ChromeDriver 156.0.9'", .fail),
        ])
    func versions(browser: String, driver: String, status: Check.Status) async throws {
        let folder = try Self.programs(["chromium": browser, "chromedriver": driver])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = "/nowhere:\(folder)"
        let check = try #require(await doctor.checks(1, path: path) { $0.ui.driver = .browser }["driver"])
        #expect(check.status == status, "\(check)")
        #expect(check.advice.isEmpty == (status == .ok), "\(check)")
        if status == .ok { #expect(check.detail.contains("Chromium 156.0.7") && check.detail.contains("156.0.9")) }
        if driver.contains("99.0.1") {
            #expect(check.detail.contains("Chromium 156.0.7 and ChromeDriver 99.0.1 do not fit"), "\(check)")
        }
        let auto = await doctor.checks(1, path: path) { $0.ui.driver = .auto }["driver"]?.status
        #expect(auto == (status == .ok ? .ok : .warn), "a run goes on by HTTP")
    }

    @Test(
        "another WebDriver is asked for its status",
        arguments: [
            (200, #"{"value":{"ready":true,"message":"ready","build":{"version":"156.0.1"}}}"#, Check.Status.ok),
            (200, #"{"value":{"ready":true,"message":"Selenium Grid ready.","nodes":[]}}"#, .ok),
            (200, #"{"value":{"ready":false,"message":"Session already started"}}"#, .warn),
            (200, "<html>", .fail), (404, #"{"value":{"error":"unknown command"}}"#, .fail),
            (200, #"{"value":7}"#, .fail),
        ])
    func webDriver(code: Int, body: String, status: Check.Status) async throws {
        let server = try DoctorTests.server(["/wd/hub/status": (code, body)])
        defer { server.stop() }
        let check = try #require(
            await doctor.checks(server.port) {
                $0.ui.driver = .browser
                $0.browser.webDriverURL = "http://127.0.0.1:\(server.port)/wd/hub"
            }["driver"])
        #expect(check.status == status, "\(check)")
        #expect(check.advice.isEmpty == (status == .ok), "\(check)")
        if body.contains("156.0.1") {
            #expect(check.detail.hasSuffix("/wd/hub, 156.0.1, ready; not checked: a session"))
        }
    }

    @Test("a WebDriver that is not there is named")
    func noWebDriver() async throws {
        let check = await doctor.checks(1) {
            $0.ui.driver = .browser
            $0.browser.webDriverURL = "http://127.0.0.1:1"
        }["driver"]
        #expect(check?.status == .fail && check?.detail.contains("http://127.0.0.1:1") == true)
        #expect(check?.advice.contains("AUTOSRE_WEBDRIVER_URL") == true)
    }

    @Test("the map is read")
    func map() async throws {
        let folder = try Self.programs([:])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/map.yaml"
        try Data("actions:\n  restart:\n    - act: button \"Restart\"\n".utf8).write(to: URL(filePath: path))
        let good = await doctor.checks(1) { ($0.ui.driver, $0.browser.mapPath) = (.auto, path) }["ui-map"]
        let unchecked = "the dashboard's pages (autosre ui rehearse \(path))"
        #expect(good == .ok("ui-map", "\(path): restart", unchecked: unchecked))
        try Data("actions:\n  restart:\n    - expct: button \"Restart\"\n".utf8).write(to: URL(filePath: path))
        let bad = await doctor.checks(1) { ($0.ui.driver, $0.browser.mapPath) = (.auto, path) }["ui-map"]
        #expect(bad?.status == .fail && bad?.detail.contains("actions.restart") == true)
        let gone = await doctor.checks(1) { ($0.ui.driver, $0.browser.mapPath) = (.browser, path + "x") }["ui-map"]
        #expect(gone?.status == .fail && gone?.advice.contains("AUTOSRE_UI_MAP") == true)
        let unused = await doctor.checks(1) { ($0.ui.driver, $0.browser.mapPath) = (.http, path + "x") }["ui-map"]
        #expect(unused?.status == .warn)
        let none = await doctor.checks(1)
        #expect(none["ui-map"] == nil)
    }

    @Test("a server that asks browsers for a password by HTTP lets no map in, and one that only wants a login does")
    func httpAuthentication() async throws {
        let folder = try Self.programs([:])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/map.yaml"
        let map = "read:\n  - state: {version: definition \"Version\"}\n"
        try Data(map.utf8).write(to: URL(filePath: path))
        for (way, status) in [("Basic realm=\"ops\"", Check.Status.fail), ("Bearer", .ok)] {
            let server = try HTTPServer(
                host: "127.0.0.1", port: 0,
                syncHandler: { _ in ServerResponse(status: 401, headers: [("WWW-Authenticate", way)], body: []) })
            defer { server.stop() }
            let checks = await doctor.checks(server.port) { ($0.ui.driver, $0.browser.mapPath) = (.browser, path) }
            let check = try #require(checks["dashboard"])
            #expect(check.status == status, "\(check)")
            if status == .fail { #expect(check.advice.contains("no map answers HTTP authentication"), "\(check)") }
        }
    }

    @Test("a login at another host is told with the host, and a redirect on the dashboard itself is none")
    func anotherHostsLogin() async throws {
        let folder = try Self.programs([:])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/map.yaml"
        try Data("read:\n  - state: {version: definition \"Version\"}\n".utf8).write(to: URL(filePath: path))
        for (target, status) in [("https://login.example/authorize?x=1", Check.Status.warn), ("/login", .ok)] {
            let server = try HTTPServer(
                host: "127.0.0.1", port: 0,
                syncHandler: { _ in ServerResponse(status: 302, headers: [("Location", target)], body: []) })
            defer { server.stop() }
            let checks = await doctor.checks(server.port) { ($0.ui.driver, $0.browser.mapPath) = (.browser, path) }
            let check = try #require(checks["dashboard"])
            #expect(check.status == status, "\(check)")
            if status == .warn { #expect(check.detail.contains("leads to https://login.example"), "\(check)") }
        }
    }

    @Test("what a browser does not know of the certificates is told, where it may matter")
    func certificates() async throws {
        let own: (inout Configuration) -> Void = {
            $0.networkVariables = ["SSL_CERT_FILE": "/authority.pem"]
            ($0.ui.driver, $0.dashboard.url) = (.browser, "https://127.0.0.1:1")
        }
        let check = await doctor.checks(1, own)["browser-trust"]
        #expect(check?.status == .warn && check?.detail.contains("SSL_CERT_FILE") == true)
        let remote = await doctor.checks(1) {
            own(&$0)
            $0.browser.webDriverURL = "http://127.0.0.1:1"
        }
        #expect(remote["browser-trust"] == nil)
        #expect(await doctor.checks(1) { $0.ui.driver = .browser }["browser-trust"] == nil)
    }
}
