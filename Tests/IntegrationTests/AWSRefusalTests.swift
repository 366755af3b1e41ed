import AutoSREIntegrations
import AutoSRECore
import AutoSREPlatform
import Foundation
import Testing

/// Sources of keys that are there and fail, and settings that cannot be meant: each by its name.
@Suite(.timeLimit(.minutes(1))) struct AWSRefusalTests {
    @Test func aProcessThatFloodsIsEndedAndSaid() async throws {
        let home = try AWSHome()
        let run = AWSCredentialChain.commandRunner(variables: ["PATH": "/usr/bin:/bin"], world: SystemWorld())
        for (script, words) in [("yes", "more than 64 kB"), ("yes >&2", "more than 1024 kB")] {
            try home.folder.write("flood", script + "\n")
            try home.folder.write("config", "[default]\ncredential_process = /bin/sh \(home.folder.path)/flood\n")
            let error = try await failure { _ = try await home.chain(run: run).credentials() }
            #expect(error.message.contains("credential_process of profile default: /bin/sh writes \(words)"))
        }
    }

    @Test func whatFailsNamesItsSource() async throws {
        let server = try FakeServer { _ in json(["code": "AccessDenied", "message": "no"], status: 403) }
        let home = try AWSHome(
            config: """
                [profile odd]
                role_arn = arn:aws:iam::1:role/x
                credential_source = Nope
                [profile both]
                role_arn = arn:aws:iam::1:role/x
                credential_source = Environment
                source_profile = odd

                """)
        try home.folder.write("empty", " \n")
        let role = ["AWS_ROLE_ARN": "arn:aws:iam::1:role/web", "AWS_ENDPOINT_URL_STS": server.url]
        let (missing, empty) = ("/nonexistent/t", home.folder.path + "/empty")
        let container = ["AWS_CONTAINER_CREDENTIALS_FULL_URI": server.url]
        let cases: [([String: String], String)] = [
            (role.merging(["AWS_WEB_IDENTITY_TOKEN_FILE": missing]) { $1 }, "AWS_WEB_IDENTITY_TOKEN_FILE: cannot read"),
            (
                role.merging(["AWS_WEB_IDENTITY_TOKEN_FILE": empty]) { $1 },
                "AWS_WEB_IDENTITY_TOKEN_FILE: \(empty) is empty"
            ),
            (
                container.merging(["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": missing]) { $1 },
                "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: cannot read"
            ),
            (container, "the container's credential service answers HTTP 403 AccessDenied: no"),
            (["AWS_CONTAINER_CREDENTIALS_FULL_URI": "nonsense"], "FULL_URI: it takes an http:// or https:// address"),
            (["AWS_PROFILE": "odd"], "credential_source of profile odd: it takes Environment"),
            (["AWS_PROFILE": "both"], "profile both has a source_profile and a credential_source"),
        ]
        for (variables, words) in cases {
            let error = try await failure { _ = try await home.chain(variables).credentials() }
            #expect(error.message.contains(words), "\(error.message)")
        }
    }

    @Test func aLoginThatWasEndedNamesIdentityCenter() async throws {
        let answers = [
            "/token": json(["error": "invalid_grant", "error_description": "Invalid refresh token"], status: 400),
            "/federation/credentials": json(["message": "Session token not found or invalid"], status: 401),
        ]
        let server = try FakeServer { answers[$0.path] ?? ServerResponse(status: 404) }
        let home = try AWSHome(
            config: """
                [profile ops]
                sso_session = corp
                sso_account_id = 111122223333
                sso_role_name = R
                [sso-session corp]
                sso_region = eu-west-1
                sso_start_url = https://corp.awsapps.com/start

                """)
        try FileManager.default.createDirectory(
            atPath: home.folder.path + "/.aws/sso/cache", withIntermediateDirectories: true)
        let name = Hex.text(Crypto.sha1(Array("corp".utf8)))
        for (end, words) in [("2020-01-01", "invalid_grant: Invalid refresh token"), ("2099-01-01", "Session token")] {
            let login: JSONValue = [
                "accessToken": "a", "expiresAt": .string(end + "T00:00:00Z"), "refreshToken": "r", "clientId": "c",
                "clientSecret": "s",
            ]
            try home.folder.write(".aws/sso/cache/\(name).json", JSON.text(login))
            let error = try await failure {
                _ = try await home.chain(["AWS_PROFILE": "ops", "AWS_ENDPOINT_URL": server.url]).credentials()
            }
            #expect("\(error)".contains("IAM Identity Center") && "\(error)".contains(words), "\(error)")
            #expect("\(error)".contains("aws sso login --profile ops"), "\(error)")
        }
    }

    /// What AWS's own tools would take for no, or for another address, is refused by name.
    @Test(arguments: [
        ("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint", "maybe"), ("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint", "1"),
        ("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint", "yes"), ("AWS_EC2_METADATA_DISABLED", "", "perhaps"),
        ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls", "no"),
        ("AWS_IMDS_USE_IPV6", "imds_use_ipv6", "on"), ("AWS_STS_REGIONAL_ENDPOINTS", "sts_regional_endpoints", "foo"),
        ("AWS_RETRY_MODE", "retry_mode", "fast"), ("AWS_MAX_ATTEMPTS", "max_attempts", "0"),
        ("AWS_METADATA_SERVICE_TIMEOUT", "metadata_service_timeout", "x"),
        ("AWS_METADATA_SERVICE_NUM_ATTEMPTS", "metadata_service_num_attempts", "-1"),
        ("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "ec2_metadata_service_endpoint_mode", "IPv7"),
        ("AWS_EC2_METADATA_SERVICE_ENDPOINT", "ec2_metadata_service_endpoint", "169.254.169.254"),
        ("AWS_ENDPOINT_URL", "endpoint_url", "nonsense"), ("AWS_ENDPOINT_URL_LAMBDA", "", "http://h:99999"),
        ("AWS_ENDPOINT_URL", "endpoint_url", "http://u:hush@h"), ("AWS_ENDPOINT_URL_STS", "", "http://h/?x"),
        ("AWS_CREDENTIAL_EXPIRATION", "", "soon"), ("AWS_REGION", "region", "EU West"),
        ("", "duration_seconds", "long"), ("", "services", "local"),
    ])
    func aValueThatCannotBeMeantIsRefusedByName(_ variable: String, _ key: String, _ value: String) throws {
        if !variable.isEmpty {
            let environment = AWSEnvironment(variables: [variable: value], home: "/nonexistent")
            #expect(environment.problem?.hasPrefix(variable + ": ") == true, "\(environment.problem ?? "none")")
            #expect(environment.problem?.contains("hush") == false)
        }
        guard !key.isEmpty else { return }
        let home = try AWSHome(config: "[profile ops]\n\(key) = \(value)\n")
        let variables = ["AWS_CONFIG_FILE": home.folder.path + "/config", "AWS_PROFILE": "ops"]
        let problem = AWSEnvironment(variables: variables, home: "/nonexistent").problem
        #expect(problem?.hasPrefix("\(key) of profile ops: ") == true, "\(problem ?? "none")")
    }

    @Test(arguments: [
        ["AWS_USE_FIPS_ENDPOINT": "TRUE", "AWS_USE_DUALSTACK_ENDPOINT": "False", "AWS_RETRY_MODE": "Standard"],
        ["AWS_ENDPOINT_URL": "https://[fd00::1]:4566/base/", "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE": "ipv6"],
        [
            "AWS_ENDPOINT_URL_S3": "nonsense", "AWS_MAX_ATTEMPTS": "50",
            "AWS_CREDENTIAL_EXPIRATION": "2026-11-24T12:00:00Z",
        ],
        ["AWS_ENDPOINT_URL": "nonsense", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"],
    ])
    func whatIsMeantIsTaken(_ variables: [String: String]) {
        #expect(AWSEnvironment(variables: variables, home: "/nonexistent").problem == nil)
    }
}
