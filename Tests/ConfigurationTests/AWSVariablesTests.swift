import AutoSREConfiguration
import AutoSREIntegrations
import Testing

/// AWS's own variables, which its tools read beside our settings.
@Suite(.timeLimit(.minutes(1)))
struct AWSVariablesTests {
    @Test func bothSourcesAndTheEnvironmentFirst() throws {
        let aws = try Configuration.read(
            environment: ["AWS_PROFILE": "team", "AWS_REGION": "", "PATH": "/bin"],
            dotenv: "AWS_PROFILE=mine\nAWS_ENDPOINT_URL=http://a\nAWS_REGION=eu-west-1\nOTHER=1\n"
        ).aws
        #expect(aws.variables == ["AWS_PROFILE": "team", "AWS_ENDPOINT_URL": "http://a"])
    }

    @Test func aTokenStaysWithItsKey() throws {
        let dotenv = "AWS_ACCESS_KEY_ID=a\nAWS_SECRET_ACCESS_KEY=b\nAWS_SESSION_TOKEN=c\n"
        let own = try Configuration.read(environment: [:], dotenv: dotenv)
        #expect(own.aws.sessionToken == "c" && own.aws.variables["AWS_SESSION_TOKEN"] == "c")
        let other = try Configuration.read(
            environment: ["AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "y"], dotenv: dotenv)
        #expect(other.aws.accessKeyID == "x" && other.aws.sessionToken.isEmpty)
        #expect(other.aws.variables["AWS_SESSION_TOKEN"] == nil)
        #expect(other.line("AWS_SESSION_TOKEN")?.source == "default")
        let whole = try Configuration.read(
            environment: ["AWS_ACCESS_KEY_ID": "x", "AWS_SESSION_TOKEN": "z"], dotenv: dotenv)
        #expect(whole.aws.sessionToken == "z")
    }
}
