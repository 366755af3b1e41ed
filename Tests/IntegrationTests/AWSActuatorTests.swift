@testable import AutoSREIntegrations
import AutoSRECore
import AutoSREPlatform
import Testing

@Suite(.timeLimit(.minutes(1))) struct AWSActuatorTests {
    private func move(from: String = "3", to: String = "2", function: String = "shop-fn") -> Action {
        Action(
            kind: .rollback, target: Target(kind: .lambdaAlias, name: "\(function):live"), before: .version(from),
            after: .version(to), reason: "history")
    }

    private func parts(_ cloud: FakeCloud) throws -> AWSIntegration {
        let parts = integration(try cloud.server())
        parts.resume(alarmIncident())
        return parts
    }

    private func perform(_ cloud: FakeCloud, _ action: Action) async throws -> Receipt {
        let (intent, clearance) = try permitted(action)
        return try await parts(cloud).actuator.perform(intent, with: clearance, sending: { _ in })
    }

    private func refusal(_ cloud: FakeCloud, _ action: Action) async throws -> String {
        do {
            _ = try await perform(cloud, action)
        } catch let refusal as Refusal {
            return refusal.reason
        }
        return "not refused"
    }

    @Test func movesTheAliasAndClearsWeights() async throws {
        let cloud = FakeCloud()
        cloud.set { ($0.weights, $0.description) = (["2": 0.25], "the shop") }
        let receipt = try await perform(cloud, move(from: "3+2:0.25"))
        #expect(receipt.effect == .applied && receipt.driver == "lambda")
        #expect(cloud.see { $0.alias } == "2" && cloud.see { $0.weights.isEmpty })
        let description = cloud.see { $0.description }
        #expect(description.hasPrefix("the shop [autosre: 3+2:0.25 -> 2 for "))
        #expect(cloud.heard.all == ["GetAlias", "UpdateAlias", "GetAlias"])
    }

    @Test func theInverseBringsVersionWeightsAndDescriptionBack() async throws {
        let cloud = FakeCloud()
        cloud.set { ($0.weights, $0.description) = (["2": 0.25], "the shop") }
        let there = move(from: "3+2:0.25")
        _ = try await perform(cloud, there)
        let inverse = try #require(ActionKinds.standard.inverse(of: there))
        #expect(inverse.after == .version("3+2:0.25") && inverse.before == .version("2"))
        let receipt = try await perform(cloud, inverse)
        #expect(receipt.effect == .applied)
        #expect(cloud.see { $0.alias } == "3" && cloud.see { $0.weights } == ["2": 0.25])
        #expect(cloud.see { $0.description } == "the shop")
        #expect(
            LambdaAliasActuator.command(for: inverse)
                == "aws lambda update-alias --function-name shop-fn --name live --function-version 3 "
                + "--routing-config '{\"AdditionalVersionWeights\":{\"2\":0.25}}'")
    }

    /// Whatever the spelling, it is one target; AWS is asked with what was configured.
    @Test(arguments: [
        "shop-fn", "shop-fn:live", "1:function:shop-fn", "arn:aws:lambda:us-east-1:1:function:shop-fn:live",
        "function:shop-fn", "function:shop-fn:live",
    ])
    func everySpellingIsOneTarget(_ spelling: String) async throws {
        let target = Target(kind: .lambdaAlias, name: "shop-fn:live")
        let planner = LambdaPlanner(function: spelling, alias: "live")
        #expect(planner.targets(of: alarmIncident()).map(\.name) == [target.name])
        let server = try FakeServer { _ in json(["Name": "live", "FunctionVersion": "2", "RevisionId": "r"]) }
        let actuator = integration(server, function: spelling).actuator
        guard case .applied = try await actuator.status(of: permitted(move()).0) else {
            Issue.record("not found")
            return
        }
        let address = (spelling.hasSuffix(":live") ? String(spelling.dropLast(5)) : spelling)
            .replacing(/^function:/, with: "")
        #expect(server.requests.map(\.path) == ["/2015-03-31/functions/\(address)/aliases/live"])
        #expect(
            LambdaAliasActuator.command(for: move(), function: spelling)?.contains("--function-name \(address) ")
                == true)
    }

    @Test func statusIsWhatTheAliasShows() async throws {
        let cloud = FakeCloud()
        let actuator = try parts(cloud).actuator
        #expect(try await actuator.status(of: permitted(move()).0) == .absent)
        cloud.set { $0.alias = "2" }
        guard case .applied(let receipt) = try await actuator.status(of: permitted(move()).0) else {
            Issue.record("not found")
            return
        }
        #expect(receipt.effect == .found)
        cloud.set { $0.weights = ["3": 0.1] }
        #expect(try await actuator.status(of: permitted(move()).0) == .absent)
        #expect(cloud.see { $0.updates } == 0)
    }

    /// AWS keeps a share that was set to nothing.
    @Test func aShareOfNothingIsNoMove() async throws {
        let cloud = FakeCloud()
        cloud.set { $0.weights = ["4": 0] }
        let receipt = try await perform(cloud, move())
        #expect(receipt.effect == .applied && cloud.see { $0.alias } == "2" && cloud.see { $0.weights.isEmpty })
    }

    @Test func aLostAnswerIsReadAndNotSentAgain() async throws {
        let cloud = FakeCloud()
        cloud.set { $0.fault = .lostAnswer }
        let receipt = try await perform(cloud, move())
        #expect(receipt.effect == .applied)
        #expect(cloud.see { $0.updates } == 1)
    }

    @Test func aLostRequestIsReadAndMayBeTriedAgain() async throws {
        let cloud = FakeCloud()
        cloud.set { $0.fault = .lostRequest }
        // AWS takes a revision once, so it is safe to send it again, and still nobody says that it was not done.
        await #expect(throws: Pending.self) { _ = try await perform(cloud, move()) }
        #expect(cloud.see { $0.updates } == 2 && cloud.see { $0.alias } == "3")
        cloud.set { $0.fault = .none }
        #expect(try await perform(cloud, move()).effect == .applied)
    }

    @Test func anAnswerThatChangesNothingIsNoSuccess() async throws {
        let cloud = FakeCloud()
        cloud.set { $0.fault = .deaf }
        await #expect(throws: Pending.self) { _ = try await perform(cloud, move()) }
    }

    @Test func whoWasFasterWins() async throws {
        let cloud = FakeCloud()
        cloud.set { $0.alias = "4" }
        #expect(try await refusal(cloud, move()).contains("was moved since it was read: it points to 4, not to 3"))
        #expect(cloud.see { $0.updates } == 0)
        cloud.set { ($0.alias, $0.fault) = ("3", .somebodyElse) }
        #expect(try await refusal(cloud, move()).contains("points to 1"))
        #expect(cloud.see { $0.updates } == 1)
        cloud.set { ($0.alias, $0.fault) = ("3", .somebodyElse) }
        let same = try await perform(cloud, move(to: "1"))
        #expect(same.effect == .found)
    }

    /// It was taken, and somebody has moved on from there: nobody says that it was not done.
    @Test func whoIsOvertakenMayHaveActed() async throws {
        let cloud = FakeCloud()
        cloud.set { $0.fault = .overtaken }
        await #expect(throws: Pending.self) { _ = try await perform(cloud, move()) }
        #expect(cloud.see { $0.updates } == 1)
    }

    @Test func refusals() async throws {
        let cloud = FakeCloud()
        #expect(try await refusal(cloud, move(function: "gone")).contains("has no alias live"))
        cloud.set { $0.alias = nil }
        #expect(try await refusal(cloud, move()).contains("has no alias live"))
        let foreign = Action(
            kind: .rollback, target: Target(kind: .service, name: "checkout"), before: .version("v1"),
            after: .version("v1.4.1"), reason: "")
        #expect(try await refusal(cloud, foreign).contains("not an alias"))
        let server = try FakeServer { request in
            request.method == "GET"
                ? json(["FunctionVersion": "3", "RevisionId": "r"]) : refusalAnswer(403, "AccessDeniedException")
        }
        let (intent, clearance) = try permitted(move())
        await #expect(throws: Refusal.self) {
            _ = try await integration(server).actuator.perform(intent, with: clearance, sending: { _ in })
        }
    }

    @Test func aClearanceForAnotherPlanMovesNothing() async throws {
        let cloud = FakeCloud()
        let (intent, _) = try permitted(move())
        let (_, other) = try permitted(move(to: "1"))
        await #expect(throws: Refusal.self) {
            _ = try await parts(cloud).actuator.perform(intent, with: other, sending: { _ in })
        }
        #expect(cloud.heard.all.isEmpty)
    }

    @Test func routingsAreTexts() throws {
        for text in ["3", "$LATEST", "3+4:0.1", "3+4:0.05+12:0.2"] {
            #expect(AliasRouting(text)?.description == text)
        }
        for text in ["", "v3", "03", "-1", "3+", "3+4", "3+4:2", "3+x:0.1", "3 ", "٣"] {
            #expect(AliasRouting(text) == nil, "\(text)")
        }
    }

    @Test func marksKeepTheUsersText() throws {
        let mark = AliasMark(from: AliasRouting(version: "3"), to: AliasRouting(version: "2"), alarm: "a")
        let long = String(repeating: "ü", count: 256)
        for text in ["", "mine", "mine [x]", long, "[autosre: broken", "a [autosre: 1 -> 2 for -] b"] {
            let marked = AliasMark.describe(text, with: mark)
            #expect(marked.utf16.count <= 256 && AliasMark(in: marked) == mark, "\(text)")
            if text == "mine" || text == "mine [x]" { #expect(AliasMark.describe(marked, with: nil) == text) }
        }
        #expect(AliasMark.describe("mine", with: nil) == "mine")
        #expect(mark.forbids(AliasRouting(version: "2"), alarms: ["a"]))
        #expect(!mark.forbids(AliasRouting(version: "2"), alarms: ["b"]))
        #expect(!mark.forbids(AliasRouting(version: "4"), alarms: ["a"]))
    }
}

private func refusalAnswer(_ status: Int, _ code: String) -> ServerResponse {
    json(["__type": .string(code), "message": "no"], status: status)
}
