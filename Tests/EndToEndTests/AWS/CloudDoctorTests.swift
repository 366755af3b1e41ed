import AutoSRECore
import Foundation
import Testing

extension EndToEnd.Clouds {
    /// `autosre doctor` where the agent works on AWS.
    @Suite(.timeLimit(.minutes(2))) struct CloudDoctorTests {
        private func checks(_ run: Finished) throws -> [String: JSONValue] {
            let lines = try run.output.split(separator: "\n").map { try JSON.decode(JSONValue.self, from: $0.utf8) }
            return Dictionary(lines.compactMap { line in line["name"]?.string.map { ($0, line) } }) { first, _ in first
            }
        }

        @Test func allIsWell() async throws {
            let shop = try await MotoShop()
            let gateway = try CloudGateway(shop)
            let run = try await Agent(shop.settings(gateway.url)).run("doctor", "--output", "json")
            let found = try checks(run)
            #expect(run.code == 0, "\(run.words)")
            for part in ["aws", "cloudwatch", "logs", "lambda"] {
                #expect(found[part]?["status"]?.string == "ok", "\(run.words)")
            }
            #expect(found["aws"]?["detail"]?.string?.contains("from environment") == true)
            #expect(found["lambda"]?["detail"]?.string?.contains("points to 3") == true)
            #expect(found["dashboard"] == nil && found["driver"] == nil)
            #expect(!gateway.calls.contains("UpdateAlias") && !run.words.contains("a-secret"))
        }

        @Test func whatIsMissingIsNamed() async throws {
            let shop = try await MotoShop(alias: nil, logs: [])
            let gateway = try CloudGateway(shop)
            var agent = try Agent(shop.settings(gateway.url))
            agent.settings["CLOUDWATCH_ALARM_NAMES"] = "nobody-made-it"
            let run = try await agent.run("doctor", "--output", "json")
            let found = try checks(run)
            #expect(run.code == 1)
            #expect(found["cloudwatch"]?["detail"]?.string == "no alarm is named nobody-made-it", "\(run.words)")
            #expect(found["logs"]?["status"]?.string == "warn")
            #expect(found["lambda"]?["detail"]?.string == "\(shop.name) has no alias live")
        }

        @Test func whatIsForbiddenIsNamed() async throws {
            let shop = try await MotoShop()
            let gateway = try CloudGateway(shop, .init(operation: "FilterLogEvents", fault: .expired))
            let run = try await Agent(shop.settings(gateway.url)).run("doctor", "--output", "json")
            let logs = try checks(run)["logs"]
            #expect(run.code == 1 && logs?["status"]?.string == "fail", "\(run.words)")
            #expect(logs?["advice"]?.string?.contains("logs:FilterLogEvents") == true)
        }

        @Test func withoutCredentialsNothingIsAsked() async throws {
            let shop = try await MotoShop()
            let gateway = try CloudGateway(shop)
            var agent = try Agent(shop.settings(gateway.url))
            for name in ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] { agent.settings[name] = nil }
            agent.settings["AWS_EC2_METADATA_DISABLED"] = "true"
            let run = try await agent.run("doctor", "--output", "json")
            #expect(run.code == 1 && gateway.calls.isEmpty, "\(run.words)")
            #expect(try checks(run)["aws"]?["status"]?.string == "fail")
        }

        /// moto does not look at RevisionId: there the probe would be a change.
        @Test func theProbeKeepsOffWhatIsNotAWS() async throws {
            let shop = try await MotoShop()
            let gateway = try CloudGateway(shop)
            let run = try await Agent(shop.settings(gateway.url)).run("doctor", "--probe-write", "--output", "json")
            #expect(try checks(run)["write"]?["status"]?.string == "warn", "\(run.words)")
            #expect(!gateway.calls.contains("UpdateAlias"))
        }

        @Test func aModelAloneNeedsNoAlias() async throws {
            let run = try await Agent(["REASONING_USE_BEDROCK": "true"]).run("doctor", "--iam-policy")
            let policy = try JSON.decode(JSONValue.self, from: run.output.utf8)
            let actions = (policy["Statement"]?.array ?? []).compactMap { $0["Action"] }
            #expect(run.code == 0 && actions == [["bedrock:InvokeModel"]], "\(run.words)")
        }

        @Test func thePolicyIsTheLeast() async throws {
            let agent = try Agent([
                "LAMBDA_FUNCTION_NAME": "arn:aws:lambda:eu-west-1:123456789012:function:shop-fn:live",
                "AWS_REGION": "eu-west-1", "USE_AWS_INTEGRATION": "true",
            ])
            let run = try await agent.run("doctor", "--iam-policy")
            let policy = try JSON.decode(JSONValue.self, from: run.output.utf8)
            let statements = policy["Statement"]?.array ?? []
            let actions = statements.flatMap { $0["Action"]?.array?.compactMap(\.string) ?? [] }
            let wanted = [
                "cloudwatch:DescribeAlarms", "logs:FilterLogEvents", "lambda:GetAlias",
                "lambda:ListVersionsByFunction", "lambda:UpdateAlias",
            ]
            #expect(run.code == 0 && actions == wanted, "\(run.words)")
            let resources = statements.flatMap { $0["Resource"]?.array?.compactMap(\.string) ?? [] }
            #expect(
                resources == [
                    "*", "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/lambda/shop-fn:*",
                    "arn:aws:lambda:eu-west-1:123456789012:function:shop-fn",
                ])
        }
    }
}
