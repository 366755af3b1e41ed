import AutoSREConfiguration
import AutoSREIntegrations
import Foundation
import Testing

/// Which source wins, and the files that settings name.
@Suite(.timeLimit(.minutes(1)))
struct ReadingTests {
    @Test("The environment wins over .env, a blank one too; .env wins over the default")
    func precedence() throws {
        func timeout(_ environment: [String: String], _ dotenv: String?) throws -> (Double, String?) {
            let configuration = try Configuration.read(environment: environment, dotenv: dotenv)
            let name = "RECOVERY_VERIFY_TIMEOUT_SECONDS"
            return (configuration.workflow.recoveryVerifyTimeoutSeconds, configuration.line(name)?.source)
        }
        let name = "RECOVERY_VERIFY_TIMEOUT_SECONDS"
        #expect(try timeout([:], nil) == (120, "default"))
        #expect(try timeout([:], "\(name)=5") == (5, ".env"))
        #expect(try timeout([name: "7"], "\(name)=5") == (7, "environment"))
        #expect(try timeout([name: ""], "\(name)=5") == (120, "default"))
        #expect(try timeout([name: "  "], "\(name)=5") == (120, "default"))
        #expect(try timeout([name: "7"], "\(name)=soon") == (7, "environment"))
        #expect(try timeout([name.lowercased(): "7"], "\(name)=5") == (7, "environment"))
        #expect(try timeout([name.lowercased(): "7", name: "8"], nil) == (8, "environment"))
        #expect(try timeout([name.lowercased(): "7", name: ""], nil) == (120, "default"))
        #expect(try timeout([name: " 9\t"], nil) == (9, "environment"))
    }

    @Test("A .env in the working directory is read; none is fine")
    func dotenvFile() throws {
        let folder = try Folder()
        #expect(try folder.load().dashboard.url == "http://localhost:3000")
        try folder.write("# comment\n\nOPERATIONS_DASHBOARD_URL=http://a\nSOMETHING_ELSE=1\n", to: ".env")
        #expect(try folder.load().dashboard.url == "http://a")
        #expect(try folder.load(["OPERATIONS_DASHBOARD_URL": "http://b"]).dashboard.url == "http://b")
    }

    @Test("A .env that is there and cannot be read is an error")
    func unreadableDotenv() throws {
        let notText = try Folder()
        try notText.write([0xff, 0xfe, 0x41, 0x00], to: ".env")
        let directory = try Folder()
        try FileManager.default.createDirectory(atPath: directory.path + "/.env", withIntermediateDirectories: false)
        let tooLarge = try Folder()
        try tooLarge.write([UInt8](repeating: 35, count: 1 << 20 + 1), to: ".env")
        let loop = try Folder()
        try FileManager.default.createSymbolicLink(atPath: loop.path + "/.env", withDestinationPath: ".env")
        for folder in [notText, directory, tooLarge, loop] {
            let error = #expect(throws: ConfigurationError.self) { try folder.load() }
            #expect(error?.message.hasPrefix("cannot read \(folder.path)/.env: ") == true)
        }
    }

    @Test("A .env without permission is an error", .enabled(if: getuid() != 0))
    func forbiddenDotenv() throws {
        let folder = try Folder()
        try folder.write("UI_STUB=true", to: ".env")
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: folder.path + "/.env")
        #expect(throws: ConfigurationError.self) { try folder.load() }
    }

    @Test("Every secret may come from a file", arguments: secretNames)
    func secretFiles(name: String) throws {
        let folder = try Folder()
        try folder.write("hush-1\r\n", to: "secret")
        for environment in [[name + "_FILE": "secret"], [name.lowercased() + "_file": folder.path + "/secret"]] {
            let configuration = try folder.load(environment)
            #expect(configuration.secrets == ["hush-1"])
            let expected = (Configuration.mask, name + "_FILE")
            #expect(configuration.line(name).map { ($0.value, $0.source) } ?? ("", "") == expected)
        }
        try folder.write("\(name)_FILE='secret'\n", to: ".env")
        #expect(try folder.load().secrets == ["hush-1"])
        #expect(try folder.load([name: ""]).secrets == ["hush-1"])
    }

    @Test("Both a secret and its file are an error, wherever they are set", arguments: secretNames)
    func both(name: String) throws {
        let folder = try Folder()
        try folder.write("hush-1", to: "secret")
        for (environment, dotenv) in [
            ([name: "hush-2", name + "_FILE": "secret"], ""), ([name: "hush-2"], "\(name)_FILE=secret"),
            ([:], "\(name)=hush-2\n\(name)_FILE=secret"),
        ] {
            let message = try #require(failure(environment, dotenv: dotenv, in: folder.path))
            #expect(message == "\(name) and \(name)_FILE are both set: keep one of them")
        }
        #expect(failure([name: "hush-2", name + "_FILE": " "], in: folder.path) == nil)
        #expect(failure([name + "_FILE": ""], dotenv: "\(name)=x\n\(name)_FILE=secret", in: folder.path) == nil)
    }

    @Test("A secret's file that cannot be used is an error that names the variable and shows nothing of it")
    func badSecretFiles() throws {
        let folder = try Folder()
        try folder.write([0x68, 0xff], to: "binary")
        try folder.write("hush-1\nX-Injected: 1", to: "lines")
        try folder.write(String(repeating: "h", count: 65_537), to: "large")
        for path in ["missing", "hush-1-as-path", ".", "binary", "lines", "large"] {
            let message = try #require(failure(["SLACK_BOT_TOKEN_FILE": path], in: folder.path), "\(path)")
            #expect(message.hasPrefix("SLACK_BOT_TOKEN") && !message.contains("hush") && !message.contains("Injected"))
        }
        try folder.write("\n", to: "empty")
        #expect(try folder.load(["SLACK_BOT_TOKEN_FILE": "empty"]).slack.botToken.isEmpty)
    }

    @Test("What is not a secret has no file")
    func noFile() throws {
        #expect(try Configuration.read(environment: ["UI_STUB_FILE": "/nowhere"], dotenv: nil).ui.isStub)
    }
}
