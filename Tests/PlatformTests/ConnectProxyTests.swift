import AutoSREPlatform
import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct ConnectProxyTests {
    private func server(_ body: String) throws -> HTTPServer {
        try HTTPServer(host: "127.0.0.1", port: 0) { _ in
            ServerResponse(status: 200, headers: [("Content-Type", "text/plain")], body: Array(body.utf8))
        }
    }

    /// What comes back through a tunnel to `port`: the proxy's own head, then the server's answer.
    private func ask(_ proxy: UInt16, for place: String) async throws -> String {
        try await blocking {
            let client = try RawClient(port: proxy)
            client.send("CONNECT \(place) HTTP/1.1\r\nHost: \(place)\r\n\r\n")
            let head = try client.read(through: "\r\n\r\n")
            guard head.hasPrefix("HTTP/1.1 200") else { return head }
            client.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            return try head + client.readToEnd()
        }
    }

    @Test func itHandsOnAndCounts() async throws {
        let server = try server("hello")
        defer { server.stop() }
        let place = "127.0.0.1:\(server.port)"
        let proxy = try ConnectProxy(allowing: [place], through: nil)
        for _ in 1...2 {
            let text = try await ask(proxy.port, for: place)
            #expect(text.hasPrefix("HTTP/1.1 200") && text.hasSuffix("hello"))
        }
        let traffic = try #require(proxy.traffic.first)
        #expect(proxy.traffic.count == 1 && traffic.destination == place && traffic.tunnels == 2)
        let request = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        #expect(traffic.sent == 2 * request.utf8.count && traffic.received > 2 * 5)
        proxy.stop()
    }

    @Test func otherPlacesAndOtherMethodsAreRefused() async throws {
        let server = try server("secret")
        defer { server.stop() }
        let proxy = try ConnectProxy(allowing: ["api.example:443"], through: nil)
        let place = "127.0.0.1:\(server.port)"
        let text = try await ask(proxy.port, for: place)
        #expect(text.hasPrefix("HTTP/1.1 403"))
        let plain = try await blocking { [port = proxy.port] in
            let client = try RawClient(port: port)
            client.send("GET http://\(place)/ HTTP/1.1\r\nHost: \(place)\r\n\r\n")
            return try client.readToEnd()
        }
        #expect(plain.hasPrefix("HTTP/1.1 405"))
        #expect(proxy.traffic.map(\.refused) == [1] && proxy.traffic.map(\.sent) == [0])
        proxy.stop()
    }

    @Test func itGoesThroughTheUsersProxy() async throws {
        let server = try server("far")
        defer { server.stop() }
        let place = "127.0.0.1:\(server.port)"
        let outer = try ConnectProxy(allowing: [place], through: nil)
        let address = "http://user:pa%20ss@127.0.0.1:\(outer.port)"
        let inner = try ConnectProxy(allowing: [place], through: try OuterProxy(["HTTPS_PROXY": address]))
        let text = try await ask(inner.port, for: place)
        #expect(text.hasSuffix("far") && outer.traffic.first?.tunnels == 1)
        let straight = try OuterProxy(["https_proxy": address, "no_proxy": "localhost, 127.0.0.1"])
        let other = try ConnectProxy(allowing: [place], through: straight)
        let direct = try await ask(other.port, for: place)
        #expect(direct.hasSuffix("far") && outer.traffic.first?.tunnels == 1)
        for proxy in [outer, inner, other] { proxy.stop() }
    }

    @Test func aDeadProxyIsGivenUpAtOnce() async throws {
        let dead = try OuterProxy(["HTTPS_PROXY": "http://127.0.0.1:1"])
        let proxy = try ConnectProxy(allowing: ["api.example:443"], through: dead)
        let began = SystemClock.monotonicSeconds()
        let text = try await ask(proxy.port, for: "api.example:443")
        #expect(text.hasPrefix("HTTP/1.1 502"))
        #expect(proxy.traffic.first?.failure?.contains("the proxy 127.0.0.1:1: Connection refused") == true)
        await #expect(throws: ProxyError.self) {
            try await ConnectProxy.reach("api.example", 443, through: dead, seconds: 5)
        }
        #expect(SystemClock.monotonicSeconds() - began < 15)
        proxy.stop()
    }

    /// Nobody answers: a listener that takes the connection and says nothing.
    @Test func aSilentProxyIsGivenUpInTime() async throws {
        let silent = try RawServer { descriptor, _ in
            var byte: UInt8 = 0
            while recv(descriptor, &byte, 1, 0) > 0 {}
        }
        let outer = try OuterProxy(["HTTPS_PROXY": "127.0.0.1:\(silent.port)"])
        let began = SystemClock.monotonicSeconds()
        await #expect(throws: ProxyError.self) {
            try await ConnectProxy.reach("api.example", 443, through: outer, seconds: 0.3)
        }
        #expect(SystemClock.monotonicSeconds() - began < 15)
        silent.stop()
    }

    @Test func stoppingEndsOpenTunnels() async throws {
        let silent = try RawServer { descriptor, _ in
            var byte: UInt8 = 0
            while recv(descriptor, &byte, 1, 0) > 0 {}
        }
        let place = "127.0.0.1:\(silent.port)"
        let proxy = try ConnectProxy(allowing: [place], through: nil)
        let rest = try await blocking { [port = proxy.port] in
            let client = try RawClient(port: port)
            client.send("CONNECT \(place) HTTP/1.1\r\n\r\n")
            _ = try client.read(through: "\r\n\r\n")
            proxy.stop()
            return try client.readToEnd()
        }
        #expect(rest.isEmpty)
        silent.stop()
    }

    @Test(arguments: ["socks5://127.0.0.1:1", "https://proxy.example", "http://", "http://a b:1", "http://x:99999"])
    func whatIsNoHTTPProxyIsRefused(_ text: String) {
        #expect(throws: ProxyError.self) { try OuterProxy(["HTTPS_PROXY": text]) }
    }

    @Test func noneIsSet() throws {
        #expect(try OuterProxy(["HTTPS_PROXY": "", "PATH": "/bin"]) == nil)
        #expect(try OuterProxy(["ALL_PROXY": "proxy.example:3128"])?.port == 3128)
    }
}
