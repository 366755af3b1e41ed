import AutoSREIntegrations
import AutoSRECore
import AutoSREPlatform
import Testing

/// What a dashboard says of a change is shown as it says it.
@Suite("Answers to a change", .timeLimit(.minutes(1)))
struct DashboardAnswerTests {
    @Test(
        "a refusal is shown in the dashboard's own words, wherever its framework puts them",
        arguments: [
            (#"{"detail":"no such version"}"#, "no such version"), (#"{"error":"no such version"}"#, "no such version"),
            (#"{"message":"role viewer"}"#, "role viewer"), (#"{"title":"Conflict","status":409}"#, "Conflict"),
            (#"{"title":"Conflict","detail":"locked"}"#, "locked"), (#"{"errors":[{"message":"bad"}]}"#, "bad"),
            (#"{"errors":["one","two"]}"#, "one; two"), (#"{"errors":{"to_version":["is unknown"]}}"#, "is unknown"),
            (#"{"error":{"code":"X","message":"locked by deploy 7"}}"#, "locked by deploy 7"),
            (#"{"status":409,"error":"Conflict","message":"it is locked"}"#, "it is locked"),
            (#"{"detail":[{"loc":["body","to_version"],"msg":"unknown version"}]}"#, "unknown version"),
            (#"{"error":"invalid_scope","error_description":"needs deploy"}"#, "needs deploy"),
            (#"{"detail":"a\nline \u001b[31m"}"#, "a line  [31m"), (#"{"code":7}"#, ""), (#"{"detail":null}"#, ""),
        ])
    func ownWords(body: String, words: String) async throws {
        let refusal = try #require(try await refused(by: body, 409) as? Refusal)
        #expect(refusal.reason == "the dashboard answered HTTP 409\(words.isEmpty ? "" : ": \(words)")")
    }

    @Test(
        "a 2xx that says no is told as that, and waited for as any other",
        arguments: [
            (#"{"ok":false,"error":"nope"}"#, "answered that it did not do it (nope)"),
            (#"{"success":false}"#, "answered that it did not do it"), (#"{"errors":[{"message":"bad"}]}"#, "(bad)"),
            (#"{"status":"error","message":"nope"}"#, "answered that it did not do it (nope)"),
            ("<html>login</html>", "answered with something else than a JSON object"),
            (#"{"ok":true,"error":null,"errors":[]}"#, "took it"), (#"{"job":"7"}"#, "took it"), ("", "took it"),
        ])
    func noWithTwoHundred(body: String, words: String) async throws {
        let pending = try #require(try await refused(by: body, 200) as? Pending)
        #expect(pending.reason.contains(words) && pending.reason.hasSuffix("does not show it yet"), "\(pending.reason)")
    }
}
