import AutoSREIntegrations
import AutoSRECore
import AutoSREPlatform
import Synchronization
import TestSupport
import Testing

/// Answers one thing after the other; the last is repeated.
private func fake(_ answers: ServerResponse...) throws -> FakeServer {
    let next = Mutex(answers)
    return try FakeServer { _ in
        next.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }
    }
}

@Suite(.timeLimit(.minutes(1))) struct AWSClientTests {
    @Test func signsAndDecodes() async throws {
        let server = try fake(json(["a": 1]))
        let answer = try await aws(server.url, ["AWS_REGION": "eu-central-1"]).call(try read())
        #expect(try answer.decode(JSONValue.self)["a"]?.integer == 1)
        let request = try #require(server.requests.first)
        let signature = try #require(request.header("Authorization"))
        #expect(signature.contains("Credential=AKIDTEST/20261124/eu-central-1/monitoring/aws4_request"))
        #expect(signature.contains("SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target"))
        #expect(request.header("X-Amz-Target") == "GraniteServiceVersion20100801.DescribeAlarms")
        #expect(request.header("X-Amz-Security-Token") == "hush-token")
        #expect(!signature.contains("hush"))
    }

    @Test func readsAreTriedThreeTimes() async throws {
        for first in [refusal(500, "InternalFailure"), refusal(503, ""), refusal(400, "ThrottlingException")] {
            let server = try fake(first, first, json([:]))
            let world = StillWorld()
            _ = try await aws(server.url, world: world).call(try read())
            #expect(server.requests.count == 3)
            #expect(world.sleeps.count == 2)
        }
        let server = try fake(refusal(500, "InternalFailure"))
        let error = try await failure { _ = try await aws(server.url).call(try read()) }
        #expect(server.requests.count == 3)
        #expect(error.kind == .service && error.status == 500 && error.code == "InternalFailure")
    }

    @Test func waitsAreThoseOfStandardMode() async throws {
        let server = try fake(refusal(429, "TooManyRequestsException"), refusal(500, "X"), json([:]))
        let world = StillWorld()
        _ = try await aws(server.url, world: world).call(try read())
        #expect(world.sleeps == [1, 0.1])
    }

    @Test(arguments: [400, 403, 404, 408, 424]) func noIsNo(status: Int) async throws {
        let server = try fake(refusal(status, "SomeException"))
        let error = try await failure { _ = try await aws(server.url).call(try read()) }
        #expect(server.requests.count == 1)
        #expect(error.description.contains("HTTP \(status) SomeException"))
    }

    @Test func attemptsCanBeSet() async throws {
        let server = try fake(refusal(500, "X"))
        _ = try await failure {
            _ = try await aws(server.url, ["AWS_MAX_ATTEMPTS": "1"]).call(try read())
        }
        #expect(server.requests.count == 1)
    }

    /// As emulators take them: they are parts of other words.
    @Test func shortSecretsGarbleNothing() async throws {
        struct Short: AWSCredentialSource {
            func credentials() async throws(AWSError) -> AWSCredentials? {
                AWSCredentials(accessKeyID: "a", secretAccessKey: "s", source: "test")
            }
            func expired(_ credentials: AWSCredentials) async {}
        }
        let server = try fake(refusal(400, "ValidationException", "A conversation must start"))
        let error = try await failure { _ = try await aws(server.url, key: Short()).call(try read()) }
        #expect(error.description.contains("A conversation must start"))
    }

    @Test func changesAreSentOnce() async throws {
        for answer in [refusal(500, "ServiceException"), refusal(503, ""), refusal(504, "")] {
            let server = try fake(answer)
            let error = try await failure { _ = try await aws(server.url).call(try change()) }
            #expect(server.requests.count == 1)
            #expect(error.kind == .outcomeUnknown)
        }
        let server = try fake(refusal(429, "TooManyRequestsException"))
        let error = try await failure { _ = try await aws(server.url).call(try change()) }
        #expect(server.requests.count == 1)
        #expect(error.kind == .service)
    }

    @Test func nothingThere() async throws {
        let first = try await failure { _ = try await aws(nobody).call(try read()) }
        #expect(first.kind == .transport)
        // What never had a connection was certainly not carried out.
        let second = try await failure { _ = try await aws(nobody).call(try change()) }
        #expect(second.kind == .transport)
    }

    @Test func lostAnswersOfChangesAreUnknown() async throws {
        let server = try FakeServer { _ in ServerResponse(status: 200, body: [UInt8](repeating: 32, count: 9 << 20)) }
        let tooLarge = try await failure { _ = try await aws(server.url).call(try change()) }
        #expect(tooLarge.kind == .outcomeUnknown)
        let lost = try await failure { _ = try await aws(server.url).call(try read()) }
        #expect(lost.kind == .nonsense)
    }

    @Test func mendsTheClockOnce() async throws {
        let late = "Tue, 24 Nov 2026 13:00:00 GMT"
        let server = try fake(refusal(403, "RequestTimeTooSkewed", date: late), json([:]))
        let client = aws(server.url)
        _ = try await client.call(try change())
        let dates = server.requests.map { $0.header("X-Amz-Date") ?? "" }
        #expect(dates == ["20261124T120000Z", "20261124T130000Z"])
        _ = try await client.call(try read())
        #expect(server.requests.last?.header("X-Amz-Date") == "20261124T130000Z")
        let stubborn = try fake(refusal(403, "SignatureDoesNotMatch", "hush-token", date: late))
        let error = try await failure { _ = try await aws(stubborn.url).call(try read()) }
        #expect(stubborn.requests.count == 2)
        #expect(!error.description.contains("hush"))
        let right = try fake(refusal(403, "InvalidSignatureException", date: "Tue, 24 Nov 2026 12:00:01 GMT"))
        _ = try await failure { _ = try await aws(right.url).call(try read()) }
        #expect(right.requests.count == 1)
    }

    @Test func takesANewKeyOnce() async throws {
        let server = try FakeServer { request in
            request.header("Authorization")?.contains("AKIDNEW") == true
                ? json([:]) : refusal(403, "ExpiredTokenException")
        }
        _ = try await aws(server.url, key: TestKey("AKIDOLD", "AKIDNEW")).call(try change())
        #expect(server.requests.count == 2)
        let error = try await failure { _ = try await aws(server.url, key: TestKey("AKIDOLD")).call(try read()) }
        #expect(error.code == "ExpiredTokenException")
    }

    @Test func survivesAnyBody() async throws {
        let bodies: [[UInt8]] = [
            [], Array("<html><body>Bad gateway</body></html>".utf8), [0xFF, 0xFE, 0], Array("{\"a\":".utf8),
            Array("null".utf8), Array("[1]".utf8), Array(repeating: UInt8(ascii: "["), count: 100_000),
        ]
        for body in bodies {
            let good = try fake(ServerResponse(status: 200, body: body))
            let error = try await failure {
                _ = try await aws(good.url).call(try read()).decode([String: Int].self)
            }
            #expect(error.kind == .nonsense)
            let bad = try fake(ServerResponse(status: 400, body: body))
            let refused = try await failure { _ = try await aws(bad.url).call(try read()) }
            #expect(refused.kind == .service && refused.status == 400)
        }
    }

    @Test func codesFromHeaderJSONAndXML() async throws {
        let xml =
            "<ErrorResponse><Error><Code>AccessDenied</Code><Message>a &lt; b &amp;amp;</Message></Error></ErrorResponse>"
        let cases: [(ServerResponse, String)] = [
            (ServerResponse(status: 400, headers: [("x-amzn-ErrorType", "Gone:http://internal/")]), "Gone"),
            (
                ServerResponse(
                    status: 400, headers: [("x-amzn-query-error", "ResourceNotFound;Sender")],
                    body: Array("{\"__type\":\"x#Other\"}".utf8)), "ResourceNotFound"
            ), (refusal(400, "Shape"), "Shape"),
            (ServerResponse(status: 403, body: Array(xml.utf8)), "AccessDenied"),
            (ServerResponse(status: 400, headers: [("x-amzn-ErrorType", "böse")]), ""),
        ]
        for (answer, code) in cases {
            let server = try fake(answer)
            let error = try await failure { _ = try await aws(server.url).call(try read()) }
            #expect(error.code == code)
        }
        let server = try fake(ServerResponse(status: 403, body: Array(xml.utf8)))
        let error = try await failure { _ = try await aws(server.url).call(try read()) }
        #expect(error.message == "a < b &amp;")
    }

    @Test func errorsAreBoundedAndSecretFree() async throws {
        let words = "hush-secret-AKIDTEST and hush-token\n\u{1B}[31m" + String(repeating: "x", count: 10_000)
        let server = try fake(refusal(400, "ValidationException", words))
        let error = try await failure { _ = try await aws(server.url).call(try read()) }
        #expect(!error.description.contains("hush"))
        #expect(error.description.count < 4100)
        #expect(!error.description.contains("\u{1B}") && !error.description.contains("\n"))
    }

    @Test func isBoundedInTime() async throws {
        let server = try fake(refusal(429, "TooManyRequestsException"))
        let world = StillWorld()
        _ = try await failure { _ = try await aws(server.url, world: world).call(try read(), within: 1) }
        #expect(server.requests.count == 1)
        #expect(world.sleeps.isEmpty)
    }
}

@Suite(.timeLimit(.minutes(1))) struct AWSEnvironmentTests {
    private func environment(_ variables: [String: String], config: String = "") throws -> (AWSEnvironment, Folder) {
        let folder = try Folder()
        try folder.write("config", config)
        let all = ["AWS_CONFIG_FILE": folder.path + "/config"].merging(variables) { _, new in new }
        return (AWSEnvironment(variables: all, home: folder.path), folder)
    }

    @Test func regions() throws {
        let config = "[default]\nregion = eu-west-1\n"
        #expect(try environment([:]).0.region == "us-east-1")
        #expect(try environment([:], config: config).0.region == "eu-west-1")
        #expect(try environment(["AWS_DEFAULT_REGION": "sa-east-1"], config: config).0.region == "sa-east-1")
        let both = ["AWS_DEFAULT_REGION": "sa-east-1", "AWS_REGION": "eu-north-1"]
        #expect(try environment(both).0.region == "eu-north-1")
    }

    @Test func endpoints() async throws {
        let own = try FakeServer { _ in json([:]) }
        let all = try FakeServer { _ in json([:]) }
        let config = """
            [profile p]
            services = s
            endpoint_url = \(all.url)
            [services s]
            cloudwatch =
              endpoint_url = \(own.url)
            """
        func call(_ variables: [String: String]) async throws {
            let (environment, _) = try environment(variables, config: config)
            let caller = AWSClient(
                environment: environment, credentials: TestKey("A"), http: client, world: StillWorld())
            _ = try await caller.call(try read())
        }
        try await call(["AWS_ENDPOINT_URL_CLOUDWATCH": own.url, "AWS_ENDPOINT_URL": all.url])
        #expect(own.requests.count == 1 && all.requests.isEmpty)
        try await call(["AWS_ENDPOINT_URL_LOGS": own.url, "AWS_ENDPOINT_URL": all.url + "/"])
        #expect(all.requests.count == 1)
        try await call(["AWS_PROFILE": "p"])
        #expect(own.requests.count == 2)
        #expect(own.requests.last?.path == "/")
    }

    /// The hosts are botocore 1.43.11's own for the same settings; a proxy that lets nobody through tells which is
    /// asked.
    @Test(arguments: [
        (["AWS_USE_FIPS_ENDPOINT": "true"], "monitoring-fips.us-east-1.amazonaws.com"),
        (["AWS_USE_DUALSTACK_ENDPOINT": "TRUE"], "monitoring.us-east-1.api.aws"),
        (["AWS_USE_FIPS_ENDPOINT": "true", "AWS_REGION": "us-gov-west-1"], "monitoring.us-gov-west-1.amazonaws.com"),
        (
            ["AWS_USE_DUALSTACK_ENDPOINT": "true", "AWS_REGION": "cn-north-1"],
            "monitoring.cn-north-1.api.amazonwebservices.com.cn"
        ),
        (["AWS_PROFILE": "fips"], "monitoring-fips.us-east-1.amazonaws.com"),
        (["AWS_PROFILE": "fips", "AWS_USE_FIPS_ENDPOINT": "false"], "monitoring.us-east-1.amazonaws.com"),
    ])
    func fipsAndDualStack(_ variables: [String: String], _ host: String) async throws {
        let proxy = try RawServer(answering: "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
        defer { proxy.stop() }
        let (environment, _) = try environment(variables, config: "[profile fips]\nuse_fips_endpoint = true\n")
        let http = HTTPClient(network: NetworkSettings(["HTTPS_PROXY": proxy.url]))
        let caller = AWSClient(environment: environment, credentials: TestKey("A"), http: http, world: StillWorld())
        let error = try await failure { _ = try await caller.call(try read()) }
        #expect(error.message == "the proxy 127.0.0.1:\(proxy.port) refuses \(host): HTTP 403")
    }

    @Test func settingsThatCannotBeAreNamed() async throws {
        let cases = [
            (["AWS_MAX_ATTEMPTS": "many"], "AWS_MAX_ATTEMPTS"), (["AWS_MAX_ATTEMPTS": "0"], "AWS_MAX_ATTEMPTS"),
            (["AWS_RETRY_MODE": "never"], "AWS_RETRY_MODE"),
            (["AWS_USE_FIPS_ENDPOINT": "true"], "AWS_USE_FIPS_ENDPOINT"),
            (["AWS_USE_DUALSTACK_ENDPOINT": "true"], "AWS_USE_DUALSTACK_ENDPOINT"),
        ]
        for (variables, name) in cases {
            let error = try await failure { _ = try await aws(nobody, variables).call(try read()) }
            #expect(error.kind == .configuration && error.message.contains(name), "\(error)")
        }
    }

    @Test func retryModes() async throws {
        for (variables, count) in [(["AWS_RETRY_MODE": "legacy"], 5), (["AWS_RETRY_MODE": "adaptive"], 3)] {
            let server = try FakeServer { _ in ServerResponse(status: 503) }
            _ = try await failure { _ = try await aws(server.url, variables).call(try read()) }
            #expect(server.requests.count == count)
        }
    }

    @Test func badEndpointsAndRegions() async throws {
        let bad = ["ftp://x", "http://", "https://user:hush@host/", "http://host/?a", "nonsense"]
        for url in bad {
            let error = try await failure { _ = try await aws(url).call(try read()) }
            #expect(error.kind == .configuration)
            #expect(!error.description.contains("hush"))
        }
        let region = ["AWS_REGION": "evil.example/#", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"]
        let error = try await failure { _ = try await aws(nobody, region).call(try read()) }
        #expect(error.kind == .configuration)
    }
}
