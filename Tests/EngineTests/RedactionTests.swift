import AutoSRECore
import AutoSREEngine
import Testing

/// Every shape of secret goes, its name stays, and ordinary text is left alone.
@Suite(.timeLimit(.minutes(1))) struct RedactionTests {
    static let secret = "zQ7-hunter2.X"

    @Test(arguments: [
        ("password=zQ7-hunter2.X", "password=[redacted]"),
        ("Password: zQ7-hunter2.X", "Password: [redacted]"),
        ("DB_PASSWORD='zQ7-hunter2.X' rest", "DB_PASSWORD='[redacted]' rest"),
        ("{\"api-key\": \"zQ7-hunter2.X\", \"b\": 1}", "{\"api-key\": \"[redacted]\", \"b\": 1}"),
        (
            "{\"m\":\"{\\\"token\\\":\\\"zQ7-hunter2.X\\\",\\\"b\\\":1}\"}",
            "{\"m\":\"{\\\"token\\\":\\\"[redacted]\\\",\\\"b\\\":1}\"}"
        ),
        ("\"secret\":\"zQ7 \\\" hunter2\" x", "\"secret\":\"[redacted]\" x"),
        ("client_secret=zQ7-hunter2.X&state=4", "client_secret=[redacted]&state=4"),
        ("a?access_key=zQ7-hunter2.X;b=c", "a?access_key=[redacted];b=c"),
        ("Server=db;Password=zQ7-hunter2.X;User Id=sa", "Server=db;Password=[redacted];User Id=sa"),
        ("x-api-key: zQ7-hunter2.X, accept: */*", "x-api-key: [redacted], accept: */*"),
        ("private_key => zQ7-hunter2.X)", "private_key => [redacted])"),
        ("passwd=zQ7-hunter2.X\\nuser=bob", "passwd=[redacted]\\nuser=bob"),
        ("login --password zQ7-hunter2.X --user bob", "login --password [redacted] --user bob"),
        ("password%3DzQ7-hunter2.X", "password%3D[redacted]"),
        ("pwd=zQ7-hunter2.X", "pwd=[redacted]"),
        ("API key: zQ7-hunter2.X", "API key: [redacted]"),
        ("token2=zQ7-hunter2.X", "token2=[redacted]"),
        ("password = zQ7-hunter2.X,x", "password = [redacted]"),
        ("GET /x?token=zQ7-hunter2.X HTTP/1.1", "GET /x?token=[redacted] HTTP/1.1"),
    ])
    func namedValues(_ text: String, _ expected: String) throws {
        #expect(try Redactor().redact(text) == expected)
    }

    @Test(arguments: [
        ("Authorization: Bearer zQ7", "Authorization: Bearer [redacted]"),
        ("authorization: Basic dXNlcjpwYXNz status=200", "authorization: Basic [redacted] status=200"),
        ("-H 'Authorization: Token zQ7-hunter2.X' -v", "-H 'Authorization: Token [redacted]' -v"),
        ("{\"Authorization\":\"Bearer zQ7-hunter2.X\"}", "{\"Authorization\":\"Bearer [redacted]\"}"),
        (
            "Authorization: AWS4-HMAC-SHA256 Credential=AKID/2, SignedHeaders=h, Signature=fe5f\nHost: a",
            "Authorization: AWS4-HMAC-SHA256 [redacted]\nHost: a"
        ),
        ("Authorization: Custom zQ7-hunter2.X", "Authorization: [redacted]"),
        ("Proxy-Authorization: zQ7-hunter2.X", "Proxy-Authorization: [redacted]"),
        ("Cookie: a=b; session=zQ7\r\nHost: x", "Cookie: [redacted]\r\nHost: x"),
        ("sent bearer zQ7hunter2X, then", "sent bearer [redacted], then"),
        ("('Authorization', 'Bearer zQ7-hunter2.X')", "('Authorization', 'Bearer [redacted]')"),
    ])
    func headers(_ text: String, _ expected: String) throws {
        #expect(try Redactor().redact(text) == expected)
    }

    @Test(arguments: [
        "AKIAIOSFODNN7EXAMPLE", "ASIAIOSFODNN7EXAMPLE", "xoxb-SECRETTOKEN-0123456789", "xoxp-1-2-3-abcdef",
        "xapp-1-A0123-456-abcdef", "ghp_0123456789abcdefABCDEF0123456789abcd", "gho_0123456789abcdefABCDEF",
        "github_pat_11ABCDEFG0123456789_abcdef", "sk-abcdefghijklmnopqrstuvwxyz", "sk-proj-AbC123_def456-ghi789",
        "sk_live_0123456789abcdef", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dBjftJeZ4CVP-mB92K27uhbUJU1p1r",
        "-----BEGIN PRIVATE KEY-----\nMIIE\nabc+/=\n-----END PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\\nMIIE\\nabc+/=\\n-----END RSA PRIVATE KEY-----",
    ])
    func ownLooks(_ secret: String) throws {
        let redactor = Redactor()
        #expect(try redactor.redact(secret) == "[redacted]")
        #expect(try redactor.redact("got \(secret), then \(secret)") == "got [redacted], then [redacted]")
        #expect(try redactor.redact("a\\n\(secret)") == "a\\n[redacted]")
        #expect(try redactor.redact("[\"\(secret)\"]") == "[\"[redacted]\"]")
    }

    @Test(arguments: [" ", ",", ": ", "\", \"", "\n", "\t"])
    func secretKeyBehindItsID(_ gap: String) throws {
        let pair = "AKIAIOSFODNN7EXAMPLE\(gap)wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
        #expect(try Redactor().redact("got \(pair), then v1.4.1") == "got [redacted], then v1.4.1")
        #expect(try Redactor().redact("AKIAIOSFODNN7EXAMPLE\(gap)is gone") == "[redacted]\(gap)is gone")
    }

    @Test(arguments: [
        ("postgres://app:zQ7@db:5432/shop", "postgres://[redacted]@db:5432/shop"),
        ("redis://:zQ7@cache", "redis://[redacted]@cache"),
        ("mongodb+srv://u:p%40@h1:27017,h2/x", "mongodb+srv://[redacted]@h1:27017,h2/x"),
        ("mysql://u:pa/ss@db/x", "mysql://[redacted]@db/x"),
        ("amqp://u:p@ss@h", "amqp://[redacted]@h"),
        ("https://0123456789abcdef@sentry.io/1", "https://[redacted]@sentry.io/1"),
        ("https://hooks.slack.com/services/T0/B0/xyz now", "https://hooks.slack.com/services/[redacted] now"),
        ("-----BEGIN EC PRIVATE KEY-----\nMIIE and no end", "[redacted]"),
    ])
    func addressesAndBlocks(_ text: String, _ expected: String) throws {
        #expect(try Redactor().redact(text) == expected)
    }

    @Test(arguments: [
        "token expired", "secret not found", "token: expired", "password: not set", "checkout v1.4.2 → v1.4.1",
        "run-3f9a1c20 inc-demo0001 4be1c0ffee", "2026-11-24T17:03:05.120Z ERROR p99=812ms errors=3.5%",
        "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "max_tokens=4096 tokens: 12",
        "http://127.0.0.1:3000/api/health", "https://example.com/@user", "http://host:3000/@x", "ssh://git@host/x",
        "GET /api/services/checkout/logs?since=2026-11-24T17:03:05Z&limit=5", "disk-usage-of-the-whole-fleet-high",
        "risk-assessment sk-learn-is-a-library", "the basic authentication of bearer tokens", "secret::load",
        "arn:aws:lambda:eu-central-1:123456789012:function:shop-fn", "{\"token\": null, \"password\": \"\"}",
        "cat: /etc/passwd: No such file", "authorization: denied", "eyJ", "AKIA", "=", ":", "password=", "a: b: c",
        "{\"secret\": {\"name\": \"x\"}}", "key=value monkey: banana", "-----BEGIN CERTIFICATE-----", "🙂: ünï=cödé",
        "[redacted]", "password=[redacted]", "Authorization: Bearer [redacted]", "a://[redacted]@b",
    ])
    func ordinaryTextStays(_ text: String) throws { #expect(try Redactor(secrets: ["hunter22"]).redact(text) == text) }

    @Test func knownSecretsGoWhereverTheyAre() throws {
        let redactor = Redactor(secrets: ["pa ss\"wörd", "pa ss\"wörd-longer", "short", " sp4ced ", "redact"])
        #expect(try redactor.redact("xpa ss\"wördx") == "x[redacted]x")
        #expect(try redactor.redact("pa ss\"wörd-longer") == "[redacted]")
        #expect(try redactor.redact("\"pa ss\\\"wörd\"") == "\"[redacted]\"")
        #expect(try redactor.redact("q=pa%20ss%22w%C3%B6rd") == "q=[redacted]")
        #expect(try redactor.redact("short [redacted]") == "short [redacted]")
        #expect(try redactor.redact("a sp4ced b") == "a [redacted] b")
    }

    @Test func tooMuchIsRefused() throws {
        let text = String(repeating: "a", count: Redactor.maximumBytes)
        #expect(try Redactor().redact(text) == text)
        #expect(throws: RedactionError.tooLarge(bytes: text.utf8.count + 1)) { try Redactor().redact(text + "a") }
        #expect(throws: RedactionError.self) { try Redactor().redact(JSONValue.array([.string(text + "a")])) }
    }
}
