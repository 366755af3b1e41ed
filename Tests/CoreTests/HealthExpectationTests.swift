import AutoSRECore
import Testing

/// What counts as healthy, and where it stands.
@Suite(.timeLimit(.minutes(1)))
struct HealthExpectationTests {
    @Test(
        "Words, a pointer, or both; written down again they are the same",
        arguments: [
            ("ok, Ready", "/status", ["ok", "ready"]), ("/state", "/state", nil),
            ("/a~1b/0=1", "/a~1b/0", ["1"]),
            ("/a=b=ok", "/a=b", ["ok"]), ("/status=ok", "/status", ["ok"]), ("/", "/", nil),
        ])
    func reads(text: String, pointer: String, words: [String]?) throws {
        let expectation = try #require(HealthExpectation(text))
        #expect(expectation == HealthExpectation(pointer: pointer, words: words.map(Set.init)))
        #expect(HealthExpectation(expectation.text) == expectation)
    }

    @Test("What says nothing is not taken", arguments: ["", " ", ",", "/a=", "/~", "/a~3", "a=b", "a\nb"])
    func refuses(text: String) { #expect(HealthExpectation(text) == nil) }

    @Test("The usual is no text") func usual() { #expect(HealthExpectation().text.isEmpty) }

    @Test("The word stands where the pointer says, in any case; a boolean and a number count as written")
    func word() {
        let document: JSONValue = ["checks": [["s~/t": "OK"], 7, true, 0.5, .null], "status": ["nested": "ok"]]
        func word(_ pointer: String) -> String? { HealthExpectation(pointer: pointer).word(in: document) }
        #expect(word("/checks/0/s~0~1t") == "ok" && word("/checks/1") == "7" && word("/checks/2") == "true")
        #expect(word("/checks/3") == "0.5" && word("/checks/4") == nil && word("/checks/5") == nil)
        #expect(word("/checks/01") == nil && word("/checks/-1") == nil && word("/status") == nil && word("") == nil)
        #expect(HealthExpectation(pointer: "").word(in: "Up") == "up")
    }
}
