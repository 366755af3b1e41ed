public import AutoSRECore
import AutoSREPlatform

/// What a dashboard is started with.
public struct DashboardConfiguration: Sendable {
    /// The address to listen on; loopback unless told otherwise, because there is no authentication.
    public var host = "127.0.0.1"
    /// What else it is called by those who open it; under any other name it answers nobody.
    public var names: [String] = []
    /// The port; 0 takes a free one.
    public var port: UInt16 = 3000
    /// What is wrong with the shop.
    public var fault = Fault.leakyRelease
    /// Decides the shop's chance.
    public var seed: UInt64 = 1

    /// The defaults: SPEC.md's port, and the fault of its demo.
    public init() {}

    /// Whether only this machine can reach `host`; where not, the command warns that there is no authentication.
    public var isLoopbackOnly: Bool { OriginGuard(host: host).isLoopbackOnly }
}

/// The operations dashboard: a small simulated shop behind pages and an API, which an agent or a person operates.
///
/// It runs from `init` until `stop`. It has no authentication; see `DashboardConfiguration.host`.
public final class Dashboard: Sendable {
    private let server: HTTPServer

    /// Starts the shop at `now()` and the server.
    ///
    /// `now` is the clock and `token` an unguessable text for the pages' forms, both the caller's. Throws
    /// AutoSREPlatform's `ServerError` where the address cannot be had, a taken port included.
    public init(_ configuration: DashboardConfiguration, now: @escaping @Sendable () -> Instant, token: String) throws {
        let shop = Shop(fault: configuration.fault, seed: configuration.seed, start: now())
        let origins = OriginGuard(host: configuration.host, names: configuration.names)
        let site = Site(shop: shop, origins: origins, token: token, now: now)
        server = try HTTPServer(host: configuration.host, port: configuration.port) { site.answer($0) }
    }

    /// The port that it listens on.
    public var port: UInt16 { server.port }

    /// Stops at once; open connections are closed.
    public func stop() { server.stop() }
}
