import AutoSREConfiguration
import AutoSREIntegrations
import Testing

/// What is refused, and how.
@Suite(.timeLimit(.minutes(1)))
struct ValidationTests {
    @Test(
        "A value that is not allowed is one line that names the variable and the value",
        arguments: [
            ("UI_STUB", "maybe"), ("USE_AWS_INTEGRATION", "ja"), ("REASONING_USE_BEDROCK", "2"),
            ("RECOVERY_VERIFY_TIMEOUT_SECONDS", "soon"), ("RECOVERY_VERIFY_TIMEOUT_SECONDS", "inf"),
            ("RECOVERY_VERIFY_TIMEOUT_SECONDS", "nan"), ("RECOVERY_VERIFY_TIMEOUT_SECONDS", "-5"),
            ("RECOVERY_VERIFY_TIMEOUT_SECONDS", "0"), ("RECOVERY_VERIFY_TIMEOUT_SECONDS", "86400.5"),
            ("RECOVERY_VERIFY_TIMEOUT_SECONDS", "1e999"), ("RECOVERY_VERIFY_TIMEOUT_SECONDS", "0x10"),
            ("BEDROCK_READ_TIMEOUT_SECONDS", "x"), ("BEDROCK_READ_TIMEOUT_SECONDS", "0"),
            ("REASONING_MAX_RETRIES", "-1"), ("REASONING_MAX_RETRIES", "1.5"), ("REASONING_MAX_RETRIES", "1000000000"),
            ("REASONING_MAX_RETRIES", "101"), ("REASONING_MAX_RETRIES", "99999999999999999999"),
            ("INCIDENT_SOURCE", "bogus"), ("UI_DRIVER", "selenium"), ("AWS_REGION", "us-east-1.evil/"),
            ("LAMBDA_FUNCTION_NAME", "a b"), ("LAMBDA_ALIAS_NAME", "a/b"), ("LAMBDA_LOG_GROUP_NAME", "a?b"),
            ("SLACK_CHANNEL_ID", "C 1"), ("NOVA_MODEL_ID", "a b"), ("LOG_STORAGE_DATA_DIR", "a\u{1b}[2J"),
            ("CLOUDWATCH_ALARM_NAMES", "a\nb"),
        ])
    func refused(name: String, value: String) throws {
        let message = try #require(failure([name: value]))
        #expect(message.hasPrefix(name + ": \""))
        #expect(message.contains("it takes") && message.contains("environment"))
        #expect(message.unicodeScalars.allSatisfy { $0.value >= 32 })
        if value.unicodeScalars.allSatisfy({ $0.value >= 32 }) { #expect(message.contains("\"\(value)\"")) }
        #expect(failure([:], dotenv: "\(name)='\(value)'")?.contains("from .env") == true)
    }

    @Test(
        "Booleans in every spelling",
        arguments: ["true", "True", "TRUE", "1", "yes", "on", "YES", "oN"],
        ["false", "False", "FALSE", "0", "no", "off", "No", "OFF"])
    func booleans(yes: String, no: String) throws {
        #expect(try Configuration.read(environment: ["REASONING_USE_BEDROCK": yes], dotenv: nil).bedrock.isUsed)
        #expect(try !Configuration.read(environment: ["UI_STUB": no], dotenv: nil).ui.isStub)
    }

    @Test(
        "The bounds themselves are allowed",
        arguments: [
            ("RECOVERY_VERIFY_TIMEOUT_SECONDS", "86400"), ("RECOVERY_VERIFY_TIMEOUT_SECONDS", "0.001"),
            ("REASONING_MAX_RETRIES", "100"), ("BEDROCK_READ_TIMEOUT_SECONDS", "86400"), ("UI_DRIVER", "HTTP"),
            ("SLACK_CHANNEL_ID", "#incidents"), ("LAMBDA_FUNCTION_NAME", "arn:aws:lambda:eu-west-1:1:function:a-b_c"),
        ])
    func bounds(name: String, value: String) { #expect(failure([name: value]) == nil) }

    private static let addresses = ["OPERATIONS_DASHBOARD_URL", "METRICS_URL", "SLACK_API_URL"]

    @Test(
        "Web addresses that are allowed", arguments: addresses,
        [
            "http://localhost:3000", "HTTPS://Example.com", "http://127.0.0.1:1/a/b", "http://[::1]:65535/x",
            "http://a_b-c.d", "https://shop.example/a@b",
        ])
    func allowed(name: String, url: String) { #expect(failure([name: url]) == nil) }

    @Test(
        "Web addresses that are refused", arguments: addresses,
        [
            "localhost:3000", "ftp://x", "file:///etc/passwd", "http://", "http:///path", "http://:80", "//x",
            "http://x:0", "http://x:65536", "http://x:port", "http://x:", "http://x:1:2", "http://a b", "http://a/ b",
            "http://a\u{7f}", "http://a/\u{1}", "http://a#b", "http://[::1", "http://[zz]", "http://[::1]x",
            "http://exa%6dple", "http://ex\\ample", "http://größe", "javascript:alert(1)", "http://x:8\u{663}",
            "http://" + String(repeating: "a", count: 2100),
        ])
    func refusedAddress(name: String, url: String) {
        #expect(failure([name: url])?.hasPrefix(name + ": ") == true, "\(url)")
    }

    @Test(
        "An address with user info is refused without showing the password", arguments: addresses,
        [
            "http://user:hunter2@host/", "http:/user:hunter2@host", "user:hunter2@host",
            "https://u:a/hunter2@h/?k=hunter2",
        ])
    func userInfo(name: String, url: String) throws {
        let message = try #require(failure([name: url]))
        #expect(message.hasPrefix(name) && !message.contains("hunter2"))
    }

    @Test("An address that paths are put after has no query", arguments: ["OPERATIONS_DASHBOARD_URL", "SLACK_API_URL"])
    func query(name: String) { #expect(failure([name: "http://x/?a=b"])?.contains("# or query") == true) }

    @Test(
        "Slashes at an address's end do not double", arguments: ["http://x/base", "http://x/base/", "http://x/base//"])
    func slashes(url: String) throws {
        let environment = ["OPERATIONS_DASHBOARD_URL": url, "SLACK_API_URL": url]
        let configuration = try Configuration.read(environment: environment, dotenv: nil)
        #expect(configuration.dashboard.healthURL == "http://x/base/api/health")
        #expect(configuration.slack.apiURL == "http://x/base/")
    }

    @Test(
        "Nothing that could end a header is taken, and no secret is shown", arguments: secretNames,
        [
            "hush\r\nX-Evil: 1", "hush\n", "\nhush", "hush\0", "hush hush", "hüsh",
            String(repeating: "hush", count: 5000),
        ])
    func injection(name: String, value: String) throws {
        let message = try #require(failure([name: value]))
        #expect(message.hasPrefix("\(name) holds what is not allowed (not shown)"))
        #expect(!message.contains("hush") && !message.contains("Evil"))
    }

    @Test("A long value is cut in the message")
    func long() throws {
        let message = try #require(failure(["UI_STUB": String(repeating: "x", count: 100_000)]))
        #expect(message.count < 300)
    }

    @Test("The first error is told, in the order of the reference page")
    func first() {
        let environment = ["UI_STUB": "maybe", "AWS_REGION": "?", "REASONING_MAX_RETRIES": "x"]
        #expect(failure(environment)?.hasPrefix("AWS_REGION") == true)
    }
}
