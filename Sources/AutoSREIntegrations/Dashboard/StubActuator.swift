public import AutoSRECore

/// Only says what it would click (`UI_STUB=true`): nothing is touched, and its receipts say so.
public struct StubActuator: Actuator {
    /// The driver's name.
    public let name = "stub"
    /// What the driver can do that it stands in for.
    public let capabilities: [Capability]
    /// It only logs.
    public let isSimulated = true
    /// It stands in where one is worked.
    public let worksDashboard = true
    private let dashboard: String
    private let log: @Sendable (String) -> Void

    /// Stands in for `driver` where that works a dashboard; nil where it does not, for then it is to act.
    /// - Parameters:
    ///   - dashboard: the address of the dashboard that would be used, without a slash at its end.
    ///   - log: gets the planned clicks, a line each.
    public init?(for driver: any Actuator, dashboard: String, log: @escaping @Sendable (String) -> Void) {
        guard driver.worksDashboard else { return nil }
        (capabilities, self.dashboard, self.log) = (driver.capabilities, dashboard, log)
    }

    /// Never applied: it did nothing before and does nothing now.
    public func status(of intent: Intent) async throws -> ActuationStatus { .absent }

    /// Logs the clicks.
    public func perform(
        _ intent: Intent, with clearance: Clearance, sending: @escaping Sending
    ) async throws -> Receipt {
        guard clearance.plan == intent.plan else { throw Refusal("the clearance is for another plan") }
        let clicks = Self.clicks(for: intent.action, dashboard: dashboard)
        for click in clicks { log(click) }
        return Receipt(
            intent: intent.key, effect: .simulated, driver: name,
            confirmation: "logged \(clicks.count.counted("click")), nothing was touched",
            inverse: nil)
    }

    /// What a person would do, a line each.
    static func clicks(for action: Action, dashboard: String) -> [String] {
        let name = PlainText.oneLine(action.target.name)
        let page = "\(dashboard)/services/\(DashboardClient.segment(action.target.name))"
        func steps(_ panel: String, _ click: String) -> [String] { ["navigate \(page) (\(panel))", click] }
        switch action.after {
        case .version(let version):
            return steps("deployment panel", "click_rollback \(name) \(PlainText.oneLine(version))")
        case .replicas(let count): return steps("scaling panel", "click_scale_up \(name) \(count)")
        case .instancesSince: return steps("instances panel", "click_restart \(name)")
        case .poolSince: return steps("database pool panel", "click_restart_db_pool \(name)")
        case .other(_, _):
            let state = PlainText.oneLine(action.after.description)
            return steps("service page", "click_\(PlainText.oneLine(action.kind.rawValue)) \(name) \(state)")
        }
    }
}
