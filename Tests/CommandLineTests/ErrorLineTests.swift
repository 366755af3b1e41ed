import AutoSREIntegrations
import AutoSREConfiguration
import AutoSRECore
import Testing

@testable import autosre

/// What is said of settings, files and words: without the secrets in them, and whole otherwise.
@Suite(.timeLimit(.minutes(1))) struct ErrorLineTests {
    private func said(_ error: any Error) -> String {
        let capture = Capture()
        capture.console.complain("\(error)")
        return capture.errors
    }

    private func refusal(_ environment: [String: String]) throws -> ConfigurationError {
        do { _ = try Configuration.read(Integrations.settings, environment: environment, dotenv: nil) } catch {
            return error
        }
        throw Refusal("nothing is refused")
    }

    @Test(
        "what is quoted of a setting passes the redactor",
        arguments: [
            "UI_STUB", "RECOVERY_VERIFY_TIMEOUT_SECONDS", "AUTOSRE_MODEL_PRICE", "UI_DRIVER", "AUTOSRE_POLICY",
        ])
    func settings(_ name: String) throws {
        for value in ["password=hunterTwo9xQ", "x token=hunterTwo9xQ", "AKIAIOSFODNN7EXAMPLE"] {
            let line = said(try refusal([name: "/nonexistent/" + value]))
            #expect(line.hasPrefix("autosre: \(name)") && line.contains("[redacted]"), "\(line)")
            #expect(!line.contains("hunterTwo9xQ") && !line.contains("AKIAIOSF"), "\(line)")
        }
    }

    @Test("a secret's file is not named: what stands there may be the secret")
    func secretFile() throws {
        let line = said(try refusal(["SLACK_BOT_TOKEN_FILE": "plainhunterTwo9xQ"]))
        #expect(line.hasPrefix("autosre: SLACK_BOT_TOKEN_FILE: cannot read the file that it names: "), "\(line)")
        #expect(!line.contains("hunterTwo9xQ"), "\(line)")
    }

    @Test("so do words of the command line")
    func words() throws {
        let slips = [
            ["password=hunterTwo9xQ"], ["run", "token=hunterTwo9xQ"], ["help", "password=hunterTwo9xQ"],
            ["run", "--incident-type", "secret=hunterTwo9xQ"], ["run", "--service", "!password=hunterTwo9xQ"],
            ["dashboard", "--port", "password=hunterTwo9xQ"],
        ]
        for words in slips {
            let error = try #require(throws: UsageError.self) { _ = try Request(words) }
            #expect(said(error).contains("[redacted]") && !said(error).contains("hunterTwo9xQ"), "\(words)")
        }
    }

    @Test("our own words about secrets stay as they are")
    func own() throws {
        let names = ["SLACK_BOT_TOKEN", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "NOVA_ACT_API_KEY"]
        for name in names {
            let error = try refusal([name: "not one word"])
            #expect(said(error) == "autosre: \(error)\n")
            let missing = try refusal([name + "_FILE": "/nonexistent/file"])
            #expect(said(missing) == "autosre: \(missing)\n")
            let both = try refusal([name: "x", name + "_FILE": "/nonexistent/file"])
            #expect(said(both) == "autosre: \(both)\n")
        }
        for proxy in ["ftp://x", "http://h:99999"] {
            let error = try refusal(["HTTPS_PROXY": proxy])
            #expect(said(error) == "autosre: \(error)\n")
        }
    }

    @Test("the settings in effect pass it too")
    func effective() throws {
        let configuration = try Configuration.read(
            Integrations.settings, environment: ["CLOUDWATCH_ALARM_NAMES": "password=hunterTwo9xQ,shop-errors"],
            dotenv: nil)
        let view = ConfigurationView(configuration)
        let text = try (view.lines().map { "\($0)" } + view.json()).joined()
        #expect(!text.contains("hunterTwo9xQ") && text.contains("[redacted]"))
    }
}
