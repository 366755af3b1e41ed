import AutoSRECore
import AutoSREPlatform
import Foundation
import TestSupport
import Synchronization

/// What can happen to a call on its way.
enum CloudFault: String, CaseIterable, Sendable {
    case refused, reset, hang, drip, throttled, broken, html, truncated, flood, expired, skewed
    /// Carried out, and the answer is lost.
    case lostAnswer
}

/// Stands between the agent and moto: notes each call, lets the alarm follow the alias, and breaks calls on purpose.
final class CloudGateway: Sendable {
    /// Which call is broken, and how.
    struct Plan: Sendable {
        let operation: String
        let fault: CloudFault
        /// Only calls behind the first move of the alias.
        var isLater = false
        /// How many of them.
        var times = Int.max
    }

    private struct State {
        var calls: [String] = []
        var arrived: [String] = []
        var broken = 0
    }

    private let plan: Plan?
    private let shop: MotoShop
    private let heals: Bool
    private let state = Mutex(State())
    private let seen: @Sendable (String) -> Void
    private let server = Mutex<RawServer?>(nil)

    /// - Parameters:
    ///   - heals: whether the alarm is OK as soon as the alias has moved.
    ///   - seen: told of each call when it has been carried out, before its answer goes back.
    init(
        _ shop: MotoShop, _ plan: Plan? = nil, heals: Bool = true, seen: @escaping @Sendable (String) -> Void = { _ in }
    ) throws {
        (self.shop, self.plan, self.heals, self.seen) = (shop, plan, heals, seen)
        let server = try RawServer { [weak self] connection, _ in self?.serve(connection) }
        self.server.withLock { $0 = server }
    }

    deinit { stop() }

    /// Its address.
    var url: String { server.withLock { $0?.url } ?? "" }
    /// Every call that was made, in order.
    var calls: [String] { state.withLock(\.calls) }
    /// Every call that moto has heard.
    var arrived: [String] { state.withLock(\.arrived) }
    /// How often the alias was moved.
    var moves: Int { arrived.count { $0 == "UpdateAlias" } }

    /// Stops it.
    func stop() { server.withLock { $0?.stop() } }

    private func serve(_ connection: Int32) {
        guard let request = RawRequest(connection) else { return }
        let operation = request.operation
        switch fault(for: operation) {
        case nil: _ = RawServer.write(connection, relay(request, operation))
        case .lostAnswer:
            _ = relay(request, operation)
            RawServer.reset(connection)
        case .truncated: _ = RawServer.write(connection, Self.truncated(relay(request, operation)))
        case .skewed: RawServer.write(connection, Self.skewed(request) ?? relay(request, operation))
        case let fault?: Self.fail(connection, fault)
        }
    }

    private func fault(for operation: String) -> CloudFault? {
        state.withLock { state in
            state.calls.append(operation)
            guard let plan, plan.operation == operation, state.broken < plan.times else { return nil }
            guard !plan.isLater || state.arrived.contains("UpdateAlias") else { return nil }
            state.broken += 1
            return plan.fault
        }
    }

    /// Hands the request on; where the alias was moved, the alarm follows before the answer.
    private func relay(_ request: RawRequest, _ operation: String) -> [UInt8] {
        let answer = RawRequest.exchange(request.bytes, port: Self.port(of: shop.moto.url))
        state.withLock { $0.arrived.append(operation) }
        if operation == "UpdateAlias", heals {
            let body = (try? JSON.text(shop.state("OK"))) ?? ""
            let order = RawRequest(
                "POST / HTTP/1.1", "Host: moto", "Authorization: \(Moto.authorization("monitoring"))",
                "X-Amz-Target: GraniteServiceVersion20100801.SetAlarmState",
                "Content-Type: application/x-amz-json-1.0", body: body)
            _ = RawRequest.exchange(order.bytes, port: Self.port(of: shop.moto.url))
        }
        seen(operation)
        return answer
    }

    private static func port(of url: String) -> UInt16 { url.split(separator: ":").last.flatMap { UInt16($0) } ?? 0 }
}
