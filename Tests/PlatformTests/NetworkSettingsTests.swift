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
        ("10.", "10.1.2.3"), ("10.1.2.", "10.1.2.3"), ("192.168.:443", "192.168.7.1"), ("10.1.2.3.", "10.1.2.3"),
        ("::ffff:10.0.0.0/104", "10.1.2.3"), ("10.1.2.3", "::ffff:10.1.2.3"),
        ("10.0.0.1:443", "10.0.0.1"), ("", "localhost"), ("", "127.4.5.6"), ("", "::1"), ("10.0.0.0/12", "10.15.0.1"),
    ])
    func theUsualSpellingsWork(_ list: String, _ host: String) { #expect(isDirect(list, host)) }

    @Test(arguments: [
        ("corp.test", "evilcorp.test"), ("corp.test:8080", "corp.test"), ("10.0.0.0/8", "11.0.0.1"),
        ("10.0.0.0/12", "10.16.0.1"), ("10.0.0.0/8", "10.example"), ("fd00::/8", "fe00::1"),
        ("*.corp.test", "corp.test.evil"), ("10.", "100.1.2.3"), ("10.", "11.1.2.3"), ("192.168.:80", "192.168.7.1"),
        ("shop-*.test", "shop.test"), ("192.168.1.7", "192.168.1.70"), ("[fd00::1]:80", "fd00::1"), ("", "corp.test"),
    ])
    func nothingElseIsReachedDirectly(_ list: String, _ host: String) { #expect(!isDirect(list, host)) }

    @Test(arguments: [
        "http://corp.test", "corp.test|other.test", "10.0.0.0/33", "corp.test:https", "<local>", "host:0", "[fd00::1",
        "a/b",
        "corp.test;other.test", "10", "10.1.2", "192.168", ".10.1.2", "256.", "010.", "10..", "1.2.3.4.5", "10.1/16",
        "::ffff:10.0.0.0/8", "10.1.2.0/255.255.255.0",
    ])
    func whatIsNotUnderstoodIsNamed(_ entry: String) {
        let settings = NetworkSettings(["HTTPS_PROXY": "http://p:1", "no_proxy": "fine.test,\(entry)"])
        #expect(settings.problem?.contains("“\(entry)”") == true)
        #expect(NetworkSettings(["NO_PROXY": entry]).problem == nil, "nothing goes through a proxy")
    }

    @Test func aUserAmongTheExceptionsIsNotShown() {
        let problem = NetworkSettings(["HTTP_PROXY": "p:1", "NO_PROXY": "u:hush@corp.test"]).problem
        #expect(problem?.hasPrefix("NO_PROXY: “…@corp.test” is not understood") == true)
    }

    @Test(arguments: [
        "ftp://x", "nonsense space", "http://h:99999", "http://h:0", "http://", "http://u:hush@", "://h", "h:x", "a|b",
        "http://u:hush@h:99999", "http://u:hu/sh@h:1", "socks6://h:1", "fd00::1",
    ])
    func aProxyThatIsNoneIsRefusedByName(_ text: String) {
        for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
            let settings = NetworkSettings([name: text])
            #expect(settings.problem?.hasPrefix("\(name): “") == true)
            #expect(settings.problem?.contains("hu") == false)
            let scheme = name == "HTTP_PROXY" ? "http" : "https"
            #expect(settings.proxy(for: scheme, "x.test", 80) != nil, "it is not gone past without a word")
        }
        #expect(NetworkSettings(["http_proxy": "p", "https_proxy": "p", "all_proxy": text]).problem == nil, "not used")
    }

    @Test(arguments: [
        ("p", "http://p:80"), ("p:3128/", "http://p:3128"), ("HTTPS://p", "https://p:443"),
        ("socks5h://u:x%40@p", "socks5h://u:x%40@p:1080"), ("http://[fd00::1]:8", "http://[fd00::1]:8"),
        ("http://a@b:c@p_1.test:8", "http://a@b:c@p_1.test:8"),
    ])
    func theUsualSpellingsOfAProxy(_ text: String, _ meant: String) {
        let settings = NetworkSettings(["HTTP_PROXY": text])
        #expect(settings.problem == nil && settings.proxy(for: "http", "x.test", 80) == meant)
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

    /// 407 is a proxy's word where one was asked: nothing has been asked of the service then. Where none was, it is an
    /// answer like any other, and says nothing of what was done.
    @Test func aProxyThatWantsAPassword() async throws {
        let answer = "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 2\r\n\r\n{}"
        let strict = try RawServer(answering: answer)
        defer { strict.stop() }
        for (scheme, name) in [("http", "HTTP_PROXY"), ("https", "HTTPS_PROXY")] {
            let said = await message("\(scheme)://shop.test/", through: strict.url)
            #expect(
                said == "the proxy 127.0.0.1:\(strict.port) wants a user and a password for shop.test (HTTP 407): put "
                    + "USER:PASSWORD@ before its host in \(name)")
        }
        let hidden = await message(strict.url, through: "http://127.0.0.1:1")
        #expect(hidden == "407 by nobody")
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
