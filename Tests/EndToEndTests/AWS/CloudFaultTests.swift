import AutoSRECore
import Foundation
import Testing

extension EndToEnd.Clouds {
    /// Every call of AWS, broken in every way: no crash, bounded time, never a second move, the right outcome.
    @Suite(.timeLimit(.minutes(10))) struct CloudFaultTests {
        private static let reads = ["DescribeAlarms", "FilterLogEvents", "GetAlias", "ListVersionsByFunction"]

        /// Side by side what waits the longest.
        private static let groups: [[CloudFault]] =
            [[.hang, .drip]] + CloudFault.allCases.filter { $0 != .hang && $0 != .drip }.map { [$0] }

        @Test(arguments: groups) func everyCall(_ faults: [CloudFault]) async throws {
            try await inParallel(faults.flatMap(Self.plans), width: faults.count * 6) { try await check($0) }
        }

        private static func plans(_ fault: CloudFault) -> [CloudGateway.Plan] {
            var plans = [CloudGateway.Plan(operation: "UpdateAlias", fault: fault)]
            if fault != .lostAnswer {
                plans += reads.map { CloudGateway.Plan(operation: $0, fault: fault) }
                plans.append(CloudGateway.Plan(operation: "DescribeAlarms", fault: fault, isLater: true))
            }
            // A service's address is refused for all of its calls alike.
            if fault == .refused { plans.removeAll { $0.isLater || $0.operation == "ListVersionsByFunction" } }
            return plans
        }

        /// What passes is tried again and does no harm.
        @Test(arguments: [CloudFault.reset, .throttled, .broken, .hang]) func onceIsNothing(
            _ fault: CloudFault
        ) async throws {
            let plans = Self.reads.map { CloudGateway.Plan(operation: $0, fault: fault, times: 1) }
            try await inParallel(plans, width: 4) { plan in
                let shop = try await MotoShop()
                let gateway = try CloudGateway(shop, plan)
                let run = try await Agent(shop.settings(gateway.url)).run("run", "--output", "json")
                #expect(run.code == 0 && gateway.moves == 1, "\(fault) of \(plan.operation): \(run.words)")
            }
        }

        private func check(_ plan: CloudGateway.Plan) async throws {
            let shop = try await MotoShop()
            let gateway = try CloudGateway(shop, plan.fault == .refused ? nil : plan)
            var agent = try Agent(shop.settings(gateway.url))
            agent.settings["RECOVERY_VERIFY_TIMEOUT_SECONDS"] = "5"
            // One attempt is as telling as three where each waits for ten seconds.
            if [.hang, .drip].contains(plan.fault) { agent.settings["AWS_MAX_ATTEMPTS"] = "1" }
            if plan.fault == .refused { agent.settings[Self.endpoint(plan.operation)] = "http://127.0.0.1:1" }
            let child = try agent.start()
            let began = Date()
            try await child.ended(within: 75)
            let what: Comment = "\(plan.fault) of \(plan.operation): \(child.output) \(child.errors)"
            let (outcome, version) = Self.expected(plan)
            #expect(try await shop.version() == version, what)
            #expect(gateway.moves == (version == "2" ? 1 : 0), what)
            #expect(child.ending == .exited(outcome == "recovered" ? 0 : 1), what)
            let journal = try Journaled(child.output)
            #expect(journal.outcome == outcome, what)
            if outcome.isEmpty { #expect(child.errors.contains(plan.operation), what) }
            #expect(Date().timeIntervalSince(began) < 60, what)
            #expect(!(child.output + child.errors).contains("a-secret-of-the-tests"), what)
        }

        private static func endpoint(_ operation: String) -> String {
            switch operation {
            case "DescribeAlarms": "AWS_ENDPOINT_URL_CLOUDWATCH"
            case "FilterLogEvents": "AWS_ENDPOINT_URL_CLOUDWATCH_LOGS"
            default: "AWS_ENDPOINT_URL_LAMBDA"
            }
        }

        /// The outcome, empty where there is no run, and the version that the alias then has.
        private static func expected(_ plan: CloudGateway.Plan) -> (String, String) {
            if plan.fault == .skewed { return ("recovered", "2") }
            switch plan.operation {
            case "DescribeAlarms": return plan.isLater ? ("unverified", "2") : ("", "3")
            case "FilterLogEvents": return ("recovered", "2")
            case "UpdateAlias" where plan.fault == .refused: return ("escalated", "3")
            case "UpdateAlias":
                let isDone = plan.fault == .lostAnswer || plan.fault == .truncated
                if isDone { return ("recovered", "2") }
                // AWS said no, or nobody knows whether it was done.
                return [.throttled, .expired].contains(plan.fault) ? ("failed", "3") : ("unverified", "3")
            default: return ("escalated", "3")
            }
        }
    }
}
