import AutoSREPlatform
import Foundation
import TestSupport
import Testing

/// Proxies, the ways past them, and the certificates that are believed.
@Suite(.timeLimit(.minutes(1))) struct NetworkSettingsTests {
    private func isDirect(_ list: String, _ host: String, _ port: UInt16 = 443) -> Bool {
        let settings = NetworkSettings(["https_proxy": "http://proxy.example:3128", "NO_PROXY": list])
        return settings.proxy(for: "https", host, port) == nil
    }

    @Test(arguments: [
        ("corp.test", "shop.corp.test"), (".corp.test", "shop.corp.test"), ("*.corp.test", "a.b.corp.test"),
        ("*.corp.test", "corp.test"), ("CORP.test.", "Shop.Corp.Test."), ("a, b ,corp.test", "corp.test"),
        ("*", "anything.example"), ("10.0.0.0/8", "10.200.3.4"), ("192.168.1.7", "192.168.1.7"),
        ("10.1.*", "10.1.2.3"), ("shop-*.test", "shop-a.test"), ("fd00::/8", "fd12::1"), ("[fd00::1]", "fd00::1"),
        ("fd00::1", "fd00:0::1"), ("corp.test:443", "shop.corp.test"), ("[fd00::1]:443", "fd00::1"),
        ("10.0.0.1:443", "10.0.0.1"), ("", "localhost"), ("", "127.4.5.6"), ("", "::1"), ("10.0.0.0/12", "10.15.0.1"),
    ])
    func theUsualSpellingsWork(_ list: String, _ host: String) { #expect(isDirect(list, host)) }

    @Test(arguments: [
        ("corp.test", "evilcorp.test"), ("corp.test:8080", "corp.test"), ("10.0.0.0/8", "11.0.0.1"),
        ("10.0.0.0/12", "10.16.0.1"), ("10.0.0.0/8", "10.example"), ("fd00::/8", "fe00::1"),
        ("*.corp.test", "corp.test.evil"),
        ("shop-*.test", "shop.test"), ("192.168.1.7", "192.168.1.70"), ("[fd00::1]:80", "fd00::1"), ("", "corp.test"),
    ])
    func nothingElseIsReachedDirectly(_ list: String, _ host: String) { #expect(!isDirect(list, host)) }

    @Test(arguments: [
        "http://corp.test", "corp.test|other.test", "10.0.0.0/33", "corp.test:https", "<local>", "host:0", "[fd00::1",
        "a/b",
        "user@corp.test", "corp.test;other.test",
    ])
    func whatIsNotUnderstoodIsNamed(_ entry: String) {
        let settings = NetworkSettings(["HTTPS_PROXY": "http://p:1", "no_proxy": "fine.test,\(entry)"])
        #expect(settings.problem?.contains("“\(entry)”") == true)
        #expect(NetworkSettings(["NO_PROXY": entry]).problem == nil, "nothing goes through a proxy")
    }

    @Test func theFirstVariableForCertificatesCounts() {
        var variables = ["REQUESTS_CA_BUNDLE": "/r", "CURL_CA_BUNDLE": "/c", "SSL_CERT_FILE": "/s"]
        for (name, path) in [("SSL_CERT_FILE", "/s"), ("CURL_CA_BUNDLE", "/c"), ("REQUESTS_CA_BUNDLE", "/r")] {
            let trust = NetworkSettings(variables).trust
            #expect(trust == NetworkSettings.Trust(path: path, variable: name))
            variables[name] = nil
        }
        #expect(NetworkSettings(variables).trust == nil)
    }

    @Test func theProxyOfTheScheme() {
        let settings = NetworkSettings(["http_proxy": "http://a:1", "HTTPS_PROXY": "http://b:2"])
        #expect(settings.proxy(for: "http", "x.test", 80) == "http://a:1")
        #expect(settings.proxy(for: "https", "x.test", 443) == "http://b:2")
        #expect(NetworkSettings(["ALL_PROXY": "socks5h://c:3"]).proxy(for: "http", "x.test", 80) == "socks5h://c:3")
        #expect(NetworkSettings([:]).proxy(for: "http", "x.test", 80) == nil)
    }

    private func message(_ url: String, through proxy: String) async -> String {
        let client = HTTPClient(network: NetworkSettings(["HTTPS_PROXY": proxy, "HTTP_PROXY": proxy]))
        do throws(HTTPError) {
            let answer = try await client.send(HTTPRequest(url: url, timeoutSeconds: 5))
            return "\(answer.status) by \(answer.proxy ?? "nobody")"
        } catch {
            return error.message
        }
    }

    @Test func messagesNameTheProxyAndNoPassword() async throws {
        let dead = await message("http://shop.test/", through: "http://user:hush@127.0.0.1:1")
        #expect(dead == "the proxy 127.0.0.1:1, asked for shop.test, does not accept connections")
        let strict = try RawServer(answering: "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
        defer { strict.stop() }
        let place = "127.0.0.1:\(strict.port)"
        let refused = await message("https://shop.test/", through: "http://user:hush@\(place)")
        #expect(refused == "the proxy \(place) refuses shop.test: HTTP 403")
        #expect(await message("http://shop.test/", through: strict.url) == "403 by \(place)")
        #expect(await message("http://127.0.0.1:\(strict.port)/", through: "http://127.0.0.1:1") == "403 by nobody")
    }
}
