import AutoSREIntegrations
import AutoSRECore
import AutoSREPlatform
import Synchronization
import Testing

/// Profiles as people's machines have them, and the sources of keys that are there and do not work.
@Suite(.timeLimit(.minutes(1))) struct AWSProfileTests {
    @Test(arguments: [
        ("Ops Team", "[profile \"Ops Team\"]"), ("Build Box", "[profile 'Build Box']"),
        ("a.b@c/d", "[profile a.b@c/d]"),
        ("o'brien", "[profile o'brien]"), ("a'b", "[profile \"a'b\"]"), ("x", "[ profile   x ]"),
        ("x", "[profile x] # mine"),
        ("é", "[profile é]"),
    ])
    func namesAsTheToolsWriteThem(_ name: String, _ heading: String) async throws {
        let keys = "aws_access_key_id = CONFIG\naws_secret_access_key = s\n"
        let inConfig = try AWSHome(config: "\(heading)\n\(keys)")
        #expect(try await inConfig.chain(["AWS_PROFILE": name]).credentials()?.accessKeyID == "CONFIG")
        let inBoth = try AWSHome(
            config: "\(heading)\nregion = x\n", credentials: "[\(name)]\n" + keys.replacing("CONFIG", with: "SHARED"))
        #expect(try await inBoth.chain(["AWS_PROFILE": name]).credentials()?.accessKeyID == "SHARED")
    }

    /// What AWS's own tools refuse is refused, and nothing is signed: neither with the key below a heading that was not
    /// understood, nor with a container's.
    @Test(arguments: [
        ("[default]\n\(one)[prod\n\(other)", "credentials, line 4, begins a section without ]"),
        ("[default\n\(one)", "credentials, line 1, begins a section without ]"),
        (one, "credentials, line 1, stands before the first [section]"),
        ("{\"AccessKeyId\":\"A\"}", "credentials, line 1, stands before the first [section]"),
        ("[default]\nhush\n\(one)", "credentials, line 2, is no setting"),
        ("[default]\n\(one)[default]\n\(other)", "credentials, line 4, begins the section of line 1 a second time"),
        (
            "[default]\n\(one)aws_access_key_id = TWO\n",
            "credentials, line 4, makes the setting of line 2 a second time"
        ),
        ("[default]\n\(one)\0", "credentials is no text in UTF-8"),
    ])
    func filesThatAreNone(_ credentials: String, _ words: String) async throws {
        let home = try AWSHome(credentials: credentials)
        for variables in [[:], ["AWS_ACCESS_KEY_ID": "ENV", "AWS_SECRET_ACCESS_KEY": "s"]] {
            let error = await #expect(throws: AWSError.self) { try await home.chain(variables).credentials() }
            let text = error.map { "\($0)" } ?? ""
            #expect(text.contains(words) && !text.contains("hush"), "\(text)")
        }
    }

    /// Of two halves in two files nothing is made, nor is a token of the one put beside the key of the other.
    @Test func aKeyIsOfOneFile() async throws {
        let whole = "[default]\naws_access_key_id = CONF\naws_secret_access_key = s\naws_session_token = conf\n"
        for (half, missing) in [
            ("aws_access_key_id = HALF", "aws_secret_access_key"),
            ("aws_secret_access_key = hush", "aws_access_key_id"),
        ] {
            let home = try AWSHome(config: whole, credentials: "[default]\n\(half)\n")
            let error = await #expect(throws: AWSError.self) { try await home.chain().credentials() }
            let words = "half a key: profile default has no \(missing) in the credentials file"
            #expect(error.map { "\($0)" }?.contains(words) == true, "\(error.map { "\($0)" } ?? "")")
        }
        let shared = try await AWSHome(config: whole, credentials: "[default]\n\(Self.one)").chain().credentials()
        #expect(shared?.accessKeyID == "ONE" && shared?.sessionToken == nil)
        let token = "[default]\naws_session_token = other\n"
        let config = try await AWSHome(config: whole, credentials: token).chain().credentials()
        #expect(config?.accessKeyID == "CONF" && config?.sessionToken == "conf")
    }

    /// AWS's tools send the quotes with the key, and every call is refused: that is said at once.
    @Test(arguments: [
        "aws_access_key_id = \"ONE\"\naws_secret_access_key = hush",
        "aws_access_key_id=ONE\naws_secret_access_key='hush'",
        "aws_access_key_id = ONE\naws_secret_access_key = hush\naws_session_token = \"hush\"",
    ])
    func quotesAreNoPartOfAKey(_ text: String) async throws {
        let home = try AWSHome(credentials: "[default]\n\(text)\n")
        let error = await #expect(throws: AWSError.self) { try await home.chain().credentials() }
        let words = error.map { "\($0)" } ?? ""
        #expect(words.contains("of profile default has quotes") && !words.contains("hush"), "\(words)")
        let variables = ["AWS_ACCESS_KEY_ID": "\"ENV\"", "AWS_SECRET_ACCESS_KEY": "hush"]
        let refused = await #expect(throws: AWSError.self) { try await home.chain(variables).credentials() }
        #expect(refused.map { "\($0)" }?.contains("AWS_ACCESS_KEY_ID of the environment has quotes") == true)
    }

    @Test("The older name of a session token counts, and wins")
    func olderToken() async throws {
        let text = "[default]\n\(Self.one)aws_security_token = old\n"
        #expect(try await AWSHome(credentials: text).chain().credentials()?.sessionToken == "old")
        let both = text + "aws_session_token = new\n"
        #expect(try await AWSHome(config: both).chain().credentials()?.sessionToken == "old")
    }

    private static let one = "aws_access_key_id = ONE\naws_secret_access_key = hush\n"
    private static let other = "aws_access_key_id = TWO\naws_secret_access_key = hush\n"

    @Test(arguments: [[0xFF, 0xFE] as [UInt8], [0xFE, 0xFF]]) func filesInUTF16(_ mark: [UInt8]) async throws {
        let folder = try Folder()
        let text: [UInt8] = "[default]\n\(Self.one)".utf8.flatMap { [$0, 0 as UInt8] }
        try Files.write(folder.path + "/config", mark + text)
        let environment = AWSEnvironment(variables: ["AWS_CONFIG_FILE": folder.path + "/config"], home: folder.path)
        #expect(environment.problem?.hasSuffix("config is no text in UTF-8 (is it UTF-16?): save it as UTF-8") == true)
    }

    /// Odd, and AWS's own tools read it.
    @Test func oddHeadingsAndBlanks() async throws {
        let text =
            "[default] # see [prod]\naws_access_key_id\u{a0}=\u{a0}ONE\naws_secret_access_key = s\n[a]b]\n\(Self.other)"
        let home = try AWSHome(credentials: text)
        #expect(try await home.chain().credentials()?.accessKeyID == "ONE")
        #expect(try await home.chain(["AWS_PROFILE": "a]b"]).credentials()?.accessKeyID == "TWO")
    }

    @Test func filesFromWindowsAndOtherForms() async throws {
        let text = "\u{FEFF}[default]\r\naws_access_key_id = WINDOWS\r\naws_secret_access_key = s\r\n"
        #expect(try await AWSHome(credentials: text).chain().credentials()?.accessKeyID == "WINDOWS")
        let colons = "[default]\n  aws_access_key_id: COLONS\n  aws_secret_access_key: s\n"
        #expect(try await AWSHome(credentials: colons).chain().credentials()?.accessKeyID == "COLONS")
        let heard = Heard()
        let run: AWSCredentialChain.CommandRunner = { words, _ in
            heard.add(words.joined(separator: "|"))
            return Array(#"{"Version":1,"AccessKeyId":"P","SecretAccessKey":"s"}"#.utf8)
        }
        let long = "[default]\ncredential_process = /opt/x --role\n    oncall\nregion = eu-west-1\n"
        #expect(try await AWSHome(config: long).chain(run: run).credentials()?.accessKeyID == "P")
        #expect(heard.all == ["/opt/x|--role|oncall"])
    }

    /// In botocore's order a process counts for more than a key in the configuration file, and less than a shared one.
    @Test func aProcessBesideAKey() async throws {
        let run: AWSCredentialChain.CommandRunner = { _, _ in
            Array(#"{"Version":1,"AccessKeyId":"PROCESS","SecretAccessKey":"s"}"#.utf8)
        }
        let key = "aws_access_key_id = KEY\naws_secret_access_key = s\n"
        let config = try AWSHome(config: "[default]\ncredential_process = x\n" + key)
        #expect(try await config.chain(run: run).credentials()?.accessKeyID == "PROCESS")
        let shared = try AWSHome(config: "[default]\ncredential_process = x\n", credentials: "[default]\n" + key)
        #expect(try await shared.chain(run: run).credentials()?.accessKeyID == "KEY")
    }

    @Test(arguments: [
        ("not json", "something else than the JSON"), ("", "gives nothing"),
        (#"{"AccessKeyId":"A","SecretAccessKey":"hush"}"#, "\"Version\": 1"),
        (#"{"Version":2,"AccessKeyId":"A","SecretAccessKey":"hush"}"#, "\"Version\": 1"),
        (#"{"Version":1,"SecretAccessKey":"hush"}"#, "AccessKeyId is missing"),
        (#"{"Version":1,"AccessKeyId":"A","SecretAccessKey":""}"#, "SecretAccessKey is missing"),
        (
            #"{"Version":1,"AccessKeyId":"A","SecretAccessKey":"hush","Expiration":"2026-11-24T11:00:00Z"}"#,
            "has ended at"
        ),
        (#"{"Version":1,"AccessKeyId":"A","SecretAccessKey":"hush","Expiration":"soon"}"#, "no time: soon"),
    ])
    func whatAProcessGivesInstead(_ output: String, _ words: String) async throws {
        let home = try AWSHome(config: "[profile oncall]\ncredential_process = get-keys\n")
        let error = try await failure {
            _ = try await home.chain(["AWS_PROFILE": "oncall"], run: { _, _ in Array(output.utf8) }).credentials()
        }
        #expect(error.message.contains(words) && error.message.contains("credential_process of profile oncall"))
        #expect(!error.message.contains("hush"))
    }

    @Test func howAProcessFails() async throws {
        let home = try AWSHome()
        let long = String(repeating: "k", count: 40)
        let script = "#!/bin/sh\necho first >&2\necho 'vault is sealed: \(long)' >&2\nexit 2\n"
        try home.folder.write("get-keys", script)
        let world = SystemWorld()
        let run = AWSCredentialChain.commandRunner(variables: ["PATH": "/usr/bin:/bin"], world: world)
        let cases = [
            ("/opt/nowhere/get-keys --role x", "the program /opt/nowhere/get-keys is not found"),
            ("/bin/sh \(home.folder.path)/get-keys", "/bin/sh ended with status 2: vault is sealed: …"),
            ("/etc/passwd", "the program /etc/passwd cannot be run"),
        ]
        for (command, words) in cases {
            try home.folder.write("config", "[default]\ncredential_process = \(command)\n")
            let error = try await failure { _ = try await home.chain(run: run).credentials() }
            #expect(error.message == "credential_process of profile default: \(words)")
        }
    }

    @Test func whatIsNotSupportedIsNamedWithAWayOut() async throws {
        let login = try AWSHome(config: "[profile oncall]\nlogin_session = arn:aws:iam::1:user/mira\n")
        let error = try await failure { _ = try await login.chain(["AWS_PROFILE": "oncall"]).credentials() }
        #expect(
            error.message.contains("login_session") && error.message.contains("export-credentials --profile oncall"))
        let half = try await failure {
            _ = try await AWSHome().chain(["AWS_WEB_IDENTITY_TOKEN_FILE": "/t"]).credentials()
        }
        #expect(half.message.contains("AWS_ROLE_ARN"))
        let old = ["AWS_CREDENTIAL_FILE": "/k", "AWS_SHARED_CREDENTIALS_FILE": "/nonexistent/c"]
        let none = try await failure {
            _ = try await AWSHome(config: "[default]\nregion = x\n").chain(old).credentials()
        }
        for words in [
            "AWS_CREDENTIAL_FILE is not read", "AWS_SHARED_CREDENTIALS_FILE: there is no", "profile default has no key",
        ] {
            #expect(none.message.contains(words), "\(none.message)")
        }
        let ended = [
            "AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "s", "AWS_CREDENTIAL_EXPIRATION": "2026-11-24T11:00:00Z",
        ]
        let late = try await failure { _ = try await AWSHome().chain(ended).credentials() }
        #expect(late.message.contains("AWS_CREDENTIAL_EXPIRATION"))
    }

    @Test func anInstanceThatRefusesIsNamed() async throws {
        let server = try FakeServer { _ in ServerResponse(status: 403) }
        let on = ["AWS_EC2_METADATA_DISABLED": "false"]
        let home = try AWSHome(config: "[default]\nec2_metadata_service_endpoint = \(server.url)\n")
        let error = try await failure { _ = try await home.chain(on).credentials() }
        #expect(error.message.contains("the instance metadata: HTTP 403"))
        let tries = on.merging(["AWS_METADATA_SERVICE_NUM_ATTEMPTS": "3"]) { $1 }
        _ = try await failure { _ = try await home.chain(tries).credentials() }
        #expect(server.requests.count == 4)
        let odd = on.merging(["AWS_METADATA_SERVICE_TIMEOUT": "soon"]) { $1 }
        let named = try await failure { _ = try await home.chain(odd).credentials() }
        #expect(named.message.contains("AWS_METADATA_SERVICE_TIMEOUT"))
    }

    private static let session = """
        [profile p]
        sso_session = corp
        sso_account_id = 1
        sso_role_name = ops
        [sso-session corp]
        sso_region = eu-central-1
        sso_start_url = https://corp.awsapps.com/start
        """

    /// IAM Identity Center: renews tokens, unless it is broken, and gives the token's name as the key's.
    private func portal(_ renewals: Heard, isBroken: Bool = false) throws -> FakeServer {
        try FakeServer { request in
            guard request.path == "/token" else {
                let token = request.header("x-amz-sso_bearer_token") ?? ""
                let key: JSONValue = [
                    "accessKeyId": .string(token), "secretAccessKey": "s", "sessionToken": "t",
                    "expiration": 1_795_523_400_000,
                ]
                return json(["roleCredentials": key])
            }
            renewals.add(String(decoding: request.body, as: UTF8.self))
            if isBroken { return json(["error": "invalid_grant"], status: 400) }
            return json(["accessToken": "new", "expiresIn": 28_800, "refreshToken": "next", "tokenType": "Bearer"])
        }
    }

    private func login(_ home: AWSHome, _ members: [String: JSONValue]) throws -> String {
        let cache = home.folder.path + "/.aws/sso/cache"
        try Files.createDirectories(cache)
        let file = "\(cache)/\(Hex.text(Crypto.sha1(Array("corp".utf8)))).json"
        let common: [String: JSONValue] = [
            "accessToken": "old", "clientId": "c", "clientSecret": "hush", "refreshToken": "r",
            "region": "eu-central-1",
            "registrationExpiresAt": "2027-01-01T00:00:00Z",
        ]
        try Files.write(file, JSON.encode(common.merging(members) { $1 }))
        return file
    }

    @Test func aLoginThatEndsIsRenewed() async throws {
        let renewals = Heard()
        let server = try portal(renewals)
        let home = try AWSHome(config: Self.session)
        let file = try login(home, ["expiresAt": "2026-11-24T11:00:00UTC", "own": 7])
        let variables = ["AWS_PROFILE": "p", "AWS_ENDPOINT_URL": server.url]
        #expect(try await home.chain(variables).credentials()?.accessKeyID == "new")
        let body = try JSON.decode(JSONValue.self, from: Array(try #require(renewals.all.first).utf8))
        #expect(body == ["clientId": "c", "clientSecret": "hush", "refreshToken": "r", "grantType": "refresh_token"])
        let kept = try JSON.decode(JSONValue.self, from: Files.read(file))
        #expect(kept["accessToken"] == "new" && kept["refreshToken"] == "next" && kept["own"] == 7)
        #expect(kept["expiresAt"] == "2026-11-24T20:00:00Z")
        #expect(try await home.chain(variables).credentials()?.accessKeyID == "new" && renewals.all.count == 1)
    }

    @Test func aLoginThatIsNotRenewed() async throws {
        let renewals = Heard()
        let server = try portal(renewals, isBroken: true)
        let home = try AWSHome(config: Self.session)
        let variables = ["AWS_PROFILE": "p", "AWS_ENDPOINT_URL": server.url]
        _ = try login(home, ["expiresAt": "2026-11-24T12:05:00Z"])
        #expect(try await home.chain(variables).credentials()?.accessKeyID == "old", "good for five minutes more")
        _ = try login(home, ["expiresAt": "2026-11-24T11:00:00Z"])
        let error = try await failure { _ = try await home.chain(variables).credentials() }
        #expect(error.message.contains("is not renewed") && error.message.contains("aws sso login --profile p"))
        #expect(!error.message.contains("hush") && renewals.all.count == 2)
        _ = try login(home, ["expiresAt": "2026-11-24T11:00:00Z", "registrationExpiresAt": "2026-11-01T00:00:00Z"])
        _ = try await failure { _ = try await home.chain(variables).credentials() }
        #expect(renewals.all.count == 2, "the tool's registration has ended: nothing to ask with")
    }
}
