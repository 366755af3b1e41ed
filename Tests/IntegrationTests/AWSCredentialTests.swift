import AutoSREIntegrations
import AutoSRECore
import AutoSREPlatform
import Synchronization
import Testing

private let keys = ["AWS_ACCESS_KEY_ID": "ENV", "AWS_SECRET_ACCESS_KEY": "hush"]

/// The Security Token Service's answer, whose key is named after what was asked.
private func sts(_ request: ServerRequest) -> ServerResponse {
    let form = Dictionary(formDecoded(String(decoding: request.body, as: UTF8.self)).map { ($0.name, $0.value) }) {
        $1
    }
    let role = form["RoleArn"]?.split(separator: "/").last ?? "?"
    let signer = request.header("Authorization")?.split(separator: "/").first?.split(separator: "=").last ?? "nobody"
    let text = """
        <R><Credentials><AccessKeyId>\(role)-by-\(signer)</AccessKeyId><SecretAccessKey>a&amp;b</SecretAccessKey>
        <SessionToken>t</SessionToken><Expiration>2026-11-24T13:00:00Z</Expiration></Credentials></R>
        """
    return ServerResponse(status: 200, headers: [("Content-Type", "text/xml")], body: Array(text.utf8))
}

@Suite(.timeLimit(.minutes(1))) struct AWSCredentialTests {
    @Test func environmentFirst() async throws {
        let home = try AWSHome(credentials: "[default]\naws_access_key_id = FILE\naws_secret_access_key = s\n")
        #expect(try await home.chain(keys).credentials()?.accessKeyID == "ENV")
        #expect(try await home.chain().credentials()?.accessKeyID == "FILE")
        let tokens = keys.merging(["AWS_SESSION_TOKEN": "new", "AWS_SECURITY_TOKEN": "old"]) { $1 }
        #expect(try await home.chain(tokens).credentials()?.sessionToken == "old")
        let session = keys.merging(["AWS_SESSION_TOKEN": "new"]) { $1 }
        #expect(try await home.chain(session).credentials()?.sessionToken == "new")
    }

    @Test func halfAKeyIsAnError() async throws {
        let home = try AWSHome(credentials: "[default]\naws_access_key_id = FILE\naws_secret_access_key = s\n")
        let error = try await failure { _ = try await home.chain(["AWS_ACCESS_KEY_ID": "ENV"]).credentials() }
        #expect(error.kind == .credentials && error.message.contains("AWS_SECRET_ACCESS_KEY"))
    }

    @Test func profiles() async throws {
        let home = try AWSHome(
            config: "[profile p]\naws_access_key_id = CONFIG\naws_secret_access_key = s\n[profile q]\nregion = x\n",
            credentials: "[p] \naws_access_key_id=CREDENTIALS # no comment\naws_secret_access_key=s\n")
        #expect(try await home.chain(["AWS_PROFILE": "p"]).credentials()?.accessKeyID == "CREDENTIALS # no comment")
        let unknown = try await failure { _ = try await home.chain(["AWS_PROFILE": "zzz"]).credentials() }
        #expect(unknown.message.contains("zzz"))
        let none = try await failure { _ = try await home.chain().credentials() }
        #expect(none.kind == .credentials && none.message.contains("aws configure"))
        let both = ["AWS_PROFILE": "q", "AWS_DEFAULT_PROFILE": "p"]
        #expect(try await home.chain(both).credentials()?.accessKeyID.hasPrefix("CREDENTIALS") == true)
    }

    @Test func webIdentityBeatsFilesAndIsNotSigned() async throws {
        let server = try FakeServer(sts)
        let home = try AWSHome(credentials: "[default]\naws_access_key_id = FILE\naws_secret_access_key = s\n")
        try home.folder.write("token", " the-token\n")
        let variables = [
            "AWS_WEB_IDENTITY_TOKEN_FILE": home.folder.path + "/token", "AWS_ROLE_ARN": "arn:aws:iam::1:role/web",
            "AWS_ENDPOINT_URL_STS": server.url,
        ]
        let key = try #require(try await home.chain(variables).credentials())
        #expect(key.accessKeyID == "web-by-nobody" && key.secretAccessKey == "a&b" && key.sessionToken == "t")
        #expect(key.expires == (try instant("2026-11-24T13:00:00Z")))
        let body = String(decoding: server.requests[0].body, as: UTF8.self)
        #expect(body.contains("WebIdentityToken=the-token&") || body.hasSuffix("WebIdentityToken=the-token"))
        #expect(try await home.chain(variables.merging(keys) { $1 }).credentials()?.accessKeyID == "ENV")
    }

    @Test func rolesOfProfiles() async throws {
        let server = try FakeServer(sts)
        let home = try AWSHome(
            config: """
                [profile top]
                role_arn = arn:aws:iam::1:role/top
                source_profile = middle
                external_id = e
                [profile middle]
                role_arn = arn:aws:iam::1:role/middle
                source_profile = base
                [profile base]
                aws_access_key_id = BASE
                aws_secret_access_key = s
                [profile circle]
                role_arn = arn:aws:iam::1:role/c
                source_profile = circle2
                [profile circle2]
                role_arn = arn:aws:iam::1:role/c
                source_profile = circle
                [profile env]
                role_arn = arn:aws:iam::1:role/env
                credential_source = Environment
                [profile mfa]
                role_arn = arn:aws:iam::1:role/env
                source_profile = base
                mfa_serial = x
                """)
        func chain(_ profile: String) -> AWSCredentialChain {
            home.chain(["AWS_PROFILE": profile, "AWS_ENDPOINT_URL": server.url])
        }
        #expect(try await chain("top").credentials()?.accessKeyID == "top-by-middle-by-BASE")
        #expect(String(decoding: server.requests[1].body, as: UTF8.self).contains("ExternalId=e"))
        let circle = try await failure { _ = try await chain("circle").credentials() }
        #expect(circle.message.contains("circles"))
        let empty = try await failure { _ = try await chain("env").credentials() }
        #expect(empty.message.contains("no key to assume"))
        let mfa = try await failure { _ = try await chain("mfa").credentials() }
        #expect(mfa.message.contains("MFA"))
    }

    @Test func singleSignOn() async throws {
        let server = try FakeServer { request in
            let token = request.header("x-amz-sso_bearer_token") ?? ""
            let role = request.queryValue("role_name") ?? ""
            return json([
                "roleCredentials": [
                    "accessKeyId": .string("\(role)-\(token)"), "secretAccessKey": "s", "sessionToken": "t",
                    "expiration": 1_795_523_400_000,
                ]
            ])
        }
        let home = try AWSHome(
            config: """
                [profile p]
                sso_session = corp
                sso_account_id = 1
                sso_role_name = ops
                [sso-session corp]
                sso_region = eu-central-1
                sso_start_url = https://corp.awsapps.com/start
                """)
        let variables = ["AWS_PROFILE": "p", "AWS_ENDPOINT_URL": server.url]
        let absent = try await failure { _ = try await home.chain(variables).credentials() }
        #expect(absent.message.contains("aws sso login --profile p"))
        let cache = home.folder.path + "/.aws/sso/cache"
        try Files.createDirectories(cache)
        let file = "\(cache)/\(Hex.text(Crypto.sha1(Array("corp".utf8)))).json"
        try Files.write(file, Array(#"{"accessToken":"tok","expiresAt":"2026-11-24T20:00:00Z"}"#.utf8))
        let key = try #require(try await home.chain(variables).credentials())
        #expect(key.accessKeyID == "ops-tok" && key.expires == Instant(milliseconds: 1_795_523_400_000))
        #expect(server.requests[0].header("Authorization") == nil)
        try Files.write(file, Array(#"{"accessToken":"tok","expiresAt":"2026-11-24T11:00:00Z"}"#.utf8))
        let ended = try await failure { _ = try await home.chain(variables).credentials() }
        #expect(ended.message.contains("has ended"))
    }

    @Test func processes() async throws {
        let home = try AWSHome(config: "[default]\ncredential_process = /opt/x \"a b\" 'c'd e\\ f\n")
        let heard = Heard()
        let run: AWSCredentialChain.CommandRunner = { words, _ in
            heard.add(words.joined(separator: "|"))
            let text = #"{"Version":1,"AccessKeyId":"PROC","SecretAccessKey":"s","SessionToken":"t"}"#
            return Array(text.utf8)
        }
        #expect(try await home.chain(run: run).credentials()?.accessKeyID == "PROC")
        #expect(heard.all == ["/opt/x|a b|cd|e f"])
        struct Broken: Error { let secret = "hush" }
        let error = try await failure { _ = try await home.chain(run: { _, _ in throw Broken() }).credentials() }
        #expect(!error.description.contains("hush"))
    }

    @Test func processesReallyRun() async throws {
        let home = try AWSHome()
        let script = home.folder.path + "/key.sh"
        let text = #"{"Version":1,"AccessKeyId":"'$1'","SecretAccessKey":"s"}"#
        try home.folder.write("key.sh", "echo noise >&2\necho '\(text)'\n")
        try home.folder.write("config", "[default]\ncredential_process = /bin/sh \"\(script)\" 'a$HOME'\n")
        let world = SystemWorld()
        let run = AWSCredentialChain.commandRunner(variables: ["PATH": "/usr/bin:/bin"], world: world)
        #expect(try await home.chain(run: run).credentials()?.accessKeyID == "a$HOME")
        try home.folder.write("key.sh", "exit 3\n")
        await #expect(throws: AWSError.self) { _ = try await home.chain(run: run).credentials() }
        try home.folder.write("key.sh", "sleep 100\n")
        let slow: AWSCredentialChain.CommandRunner = { words, _ in try await run(words, 0.3) }
        await #expect(throws: AWSError.self) { _ = try await home.chain(run: slow).credentials() }
    }

    @Test func containers() async throws {
        let server = try FakeServer { request in
            let id = request.header("Authorization") ?? "nobody"
            let text =
                #"{"AccessKeyId":"\#(id)","SecretAccessKey":"s","Token":"t","Expiration":"2026-11-24T18:00:00Z"}"#
            return ServerResponse(status: 200, body: Array(text.utf8))
        }
        let home = try AWSHome()
        try home.folder.write("token", "from-file\n")
        var variables = [
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": server.url + "/role",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN": "from-variable",
        ]
        #expect(try await home.chain(variables).credentials()?.accessKeyID == "from-variable")
        variables["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] = home.folder.path + "/token"
        #expect(try await home.chain(variables).credentials()?.accessKeyID == "from-file")
        for url in ["http://evil.example/", "http://127.0.0.1@evil.example/", "http://10.0.0.1/", "file:///etc"] {
            let bad = ["AWS_CONTAINER_CREDENTIALS_FULL_URI": url]
            let error = try await failure { _ = try await home.chain(bad).credentials() }
            #expect(error.kind == .configuration, "\(url)")
        }
        let split = variables.merging(["AWS_CONTAINER_AUTHORIZATION_TOKEN": "a\r\nb"]) { $1 }
            .filter { $0.key != "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE" }
        let error = try await failure { _ = try await home.chain(split).credentials() }
        #expect(error.message.contains("line break"))
    }

    @Test func instances() async throws {
        let server = try FakeServer { request in
            if request.method == "PUT" { return ServerResponse(status: 200, body: Array("imds-token".utf8)) }
            guard request.header("X-aws-ec2-metadata-token") == "imds-token" else { return ServerResponse(status: 401) }
            if request.path.hasSuffix("/security-credentials/") {
                return ServerResponse(status: 200, body: Array("my role\n".utf8))
            }
            let text =
                #"{"Code":"Success","AccessKeyId":"IMDS","SecretAccessKey":"s","Token":"t","Expiration":"2026-11-24T18:00:00Z"}"#
            return ServerResponse(status: request.rawPath.hasSuffix("my%20role") ? 200 : 404, body: Array(text.utf8))
        }
        let home = try AWSHome()
        let variables = [
            "AWS_EC2_METADATA_DISABLED": "false", "AWS_EC2_METADATA_SERVICE_ENDPOINT": server.url,
        ]
        #expect(try await home.chain(variables).credentials()?.accessKeyID == "IMDS")
        let nowhere = variables.merging(["AWS_EC2_METADATA_SERVICE_ENDPOINT": nobody]) { $1 }
        let error = try await failure { _ = try await home.chain(nowhere).credentials() }
        #expect(error.message.contains("the instance metadata: "))
    }

    @Test func temporaryKeysAreReplacedBeforeTheyEnd() async throws {
        let server = try FakeServer(sts)
        let home = try AWSHome()
        try home.folder.write("token", "t")
        let world = StillWorld()
        let variables = [
            "AWS_WEB_IDENTITY_TOKEN_FILE": home.folder.path + "/token", "AWS_ROLE_ARN": "arn:aws:iam::1:role/web",
            "AWS_ENDPOINT_URL_STS": server.url,
        ]
        let chain = home.chain(variables, world: world)
        _ = try await chain.credentials()
        world.move(by: 44 * 60)
        _ = try await chain.credentials()
        #expect(server.requests.count == 1)
        world.move(by: 120)
        _ = try await chain.credentials()
        #expect(server.requests.count == 2)
        // A key that is still good outlives a service that is gone, until it ends.
        server.stop()
        _ = try await chain.credentials()
        world.move(by: 15 * 60)
        await #expect(throws: AWSError.self) { _ = try await chain.credentials() }
    }

    @Test func askedOnceByMany() async throws {
        let server = try FakeServer(sts)
        let home = try AWSHome()
        try home.folder.write("token", "t")
        let chain = home.chain([
            "AWS_WEB_IDENTITY_TOKEN_FILE": home.folder.path + "/token", "AWS_ROLE_ARN": "arn:aws:iam::1:role/web",
            "AWS_ENDPOINT_URL_STS": server.url,
        ])
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<20 { group.addTask { _ = try await chain.credentials() } }
            try await group.waitForAll()
        }
        #expect(server.requests.count == 1)
    }
}
