import AutoSREPlatform
import OperationsDashboard

/// The dashboard as this process serves it.
struct ServedShop {
    /// The seed where none is given.
    static let standardSeed: UInt64 = 1
    /// Its address.
    let url: String
    /// Whether only this machine can reach it.
    let isLoopbackOnly: Bool
    private let dashboard: Dashboard

    /// Starts to serve; throws where the port is taken or the address cannot be used.
    /// - Parameter names: what else it may be called by.
    static func open(
        host: String, port: UInt16, names: [String] = [], fault: Fault, seed: UInt64
    ) throws -> ServedShop {
        var configuration = DashboardConfiguration()
        (configuration.host, configuration.port, configuration.names) = (host, port, names)
        (configuration.fault, configuration.seed) = (fault, seed)
        let dashboard = try Dashboard(configuration, now: { SystemClock.now() }, token: SystemRandom.hex(32))
        let name = host.contains(":") ? "[\(host)]" : host
        return ServedShop(
            url: "http://\(name):\(dashboard.port)", isLoopbackOnly: configuration.isLoopbackOnly, dashboard: dashboard)
    }

    /// Stops at once.
    func stop() { dashboard.stop() }
}
