import AutoSRECore
import AutoSREEngine
import Testing

/// Addresses and cards go; versions, ids, times and figures stay.
@Suite(.timeLimit(.minutes(1))) struct RedactionPeopleTests {
    @Test(arguments: [
        ("user jane.doe+x@shop.example failed", "user [redacted e-mail] failed"),
        ("<jane@mail.shop.co.uk>", "<[redacted e-mail]>"), ("mailto:j_d-1@x.io.", "mailto:[redacted e-mail]."),
        ("email=jane%40shop.example&x=1", "email=[redacted e-mail]&x=1"),
        ("a@b.de,c@d.org", "[redacted e-mail],[redacted e-mail]"),
        ("\"jürgen@müller.de”, jürgen@mueller.de", "\"[redacted e-mail]”, [redacted e-mail]"),
        ("\"m\":\"jane@163.com\"", "\"m\":\"[redacted e-mail]\""),
    ])
    func addressesGo(_ text: String, _ expected: String) throws {
        let found = try Redactor().redaction(of: text)
        #expect(found.text == expected)
        #expect(found.replaced == ["e-mail": expected.ranges(of: "[redacted e-mail]").count])
        #expect(try Redactor().redact(expected) == expected)
    }

    @Test(arguments: [
        "4111111111111111", "4111 1111 1111 1111", "4111-1111-1111-1111", "5555555555554444", "2223003122003222",
        "378282246310005", "3782 822463 10005", "30569309025904", "6011111111111117", "3530111333300000",
        "4222222222222", "6759649826438453",
    ])
    func cardsGo(_ number: String) throws {
        for (before, after) in [("card ", " declined"), ("card=", ","), ("\"", "\""), ("", "."), ("pan:", " 12/28")] {
            let found = try Redactor().redaction(of: before + number + after)
            #expect(found.text == "\(before)[redacted card]\(after)")
            #expect(found.replaced == ["card number": 1])
        }
    }

    @Test(arguments: [
        // Not by the check digit, no issuer's first digits, another length.
        "4111111111111112", "1111111111111117", "411111111111111", "9999999999999995", "41111111111111111111",
        // Part of something longer, or of a figure.
        "a4111111111111111", "4111111111111111b", "0.4111111111111111", "4111111111111111.5", "x_4111111111111111",
        // Times, ids and versions.
        "1764015537123", "1764015537123456", "1764015537123456789", "2026-11-24 20:18:57.123", "20261124T120000Z",
        "arn:aws:lambda:us-east-1:123456789012:function:f:42", "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
        "40000000-4000-4000-4000-400000000000", "inc-demo0001 run-5f0c11aa7788", "v1.4.2 sha256:4111111111111111aa",
        "left-pad@1.3.0", "checkout@v1.4.2", "postgres@16.2", "com.shop.Cart@1f3a9c", "git@host:x", "ssh://git@host/x",
        "https://host/@user", "@media", "a@b", "a@b.1c", "p99=812.5ms 4xx=3 5xx=4", "latency 4111 4112 4113 4114",
        "image@sha256:9f86d081884c7d659a2feaa0c55ad015",
        // Counts that happen to have the form.
        "bytes=378282246310005", "heap_bytes: 4111111111111111", "\"elapsed_ns\":5555555555554444",
        "{\\\"offset\\\":\\\"378282246310005\\\"}", "readTime=378282246310005", "size 4111111111111111 of the log",
        "process_cpu_ns{pod=\"a\"} 378282246310005", "wrote 378282246310005 bytes", "took 4111111111111111 ns",
    ])
    func otherThingsStay(_ text: String) throws { #expect(try Redactor().redact(text) == text) }

    @Test func countsByKind() throws {
        let text = "password=hunter22 known-value jane@shop.example jim@shop.example 4111111111111111 x"
        let found = try Redactor(secrets: ["known-value"]).redaction(of: text)
        #expect(found.replaced == ["secret": 2, "e-mail": 2, "card number": 1])
        // What was replaced when the evidence was read counts too.
        #expect(try Redactor().redaction(of: found.text) == found)
        let value: JSONValue = ["token": "x", "a": ["jane@shop.example"], "n": 4_111_111_111_111_111, "secret": ""]
        let expected: JSONValue = [
            "token": "[redacted]", "a": ["[redacted e-mail]"], "n": 4_111_111_111_111_111, "secret": "",
        ]
        #expect(try Redactor().redact(value) == expected)
        #expect(try Redactor().redaction(of: "nothing here").replaced.isEmpty)
    }
}
