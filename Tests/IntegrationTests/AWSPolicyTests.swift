import AutoSREIntegrations
import AutoSRECore
import Testing

/// The least IAM policy.
@Suite(.timeLimit(.minutes(1))) struct AWSPolicyTests {
    private func resources(
        _ settings: AWSIntegration.Settings?, region: String = "eu-west-1", model: String? = nil
    ) -> [String] {
        let statements = AWSPolicy(settings, region: region, modelID: model).document["Statement"]?.array ?? []
        return statements.flatMap { $0["Resource"]?.array?.compactMap(\.string) ?? [] }
    }

    @Test func onlyWhatIsConfigured() {
        #expect(
            resources(.init(functionName: "shop-fn", logGroupName: "/custom/group")) == [
                "*", "arn:aws:logs:eu-west-1:*:log-group:/custom/group:*",
                "arn:aws:lambda:eu-west-1:*:function:shop-fn",
            ])
        let open = resources(.init())
        #expect(open.last == "arn:aws:lambda:eu-west-1:*:function:*")
        #expect(resources(.init(functionName: "f"), region: "cn-north-1").last?.hasPrefix("arn:aws-cn:") == true)
        #expect(resources(.init(functionName: "f"), region: "us-gov-west-1").last?.hasPrefix("arn:aws-us-gov:") == true)
    }

    @Test func theModelWhereOneIsAsked() {
        #expect(
            resources(.init(functionName: "f"), model: "us.amazon.nova-2-lite-v1:0").suffix(2) == [
                "arn:aws:bedrock:eu-west-1:*:inference-profile/us.amazon.nova-2-lite-v1:0",
                "arn:aws:bedrock:*::foundation-model/amazon.nova-2-lite-v1:0",
            ])
        #expect(
            resources(.init(functionName: "f"), model: "amazon.nova-lite-v1:0").last
                == "arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-lite-v1:0")
        #expect(
            resources(nil, model: "amazon.nova-lite-v1:0") == [
                "arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-lite-v1:0"
            ])
    }
}
