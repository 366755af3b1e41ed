import AutoSRECore
import Testing

@testable import RootCause

/// Templates as patterns of lines, read by the analysis and by the verifier.
@Suite(.timeLimit(.minutes(2))) struct LineTests {
    private static let words = [
        "ERROR", "call", "to", "stock", "7", "10.0.0.1:80", "a=b", "[x, y]", "é", "took", "ms", "",
    ]

    private func table(_ messages: [String]) throws -> RootCause.LogTable {
        var gaps: [String] = []
        let rows = messages.map { message in
            let quoted = message.replacing("\"", with: "\"\"")
            return "1,a,\"\(quoted)\""
        }
        let file = Array(("time,component,message\n" + rows.joined(separator: "\n")).utf8)
        return try RootCause.LogTable.read(file, file: "logs.csv", gaps: &gaps)
    }

    @Test(arguments: [
        ("a <*> c", "a b c", true), ("a <*> c", "a c", false), ("<*>", "", true), ("a", "a", true), ("a", "ab", false),
        ("<*> ab <*> b", "x ab ab b", true), ("a<*>", "ba", false), ("<*>a", "aaa", true), ("a<*>a", "a", false),
    ]) func aTemplateFits(template: String, text: String, fits: Bool) {
        #expect(LinePattern(template).matches(Array(text.utf8)) == fits)
        #expect(PlainLine(text).isOne(of: template) == fits)
    }

    /// Both readers agree on any line and template.
    @Test func twoReadersAgree() throws {
        var random = SplitMix64(state: 11)
        for _ in 0..<400 {
            let message = (0..<random.whole(1...7)).map { _ in random.pick(Self.words) }.joined(separator: " ")
            let template = (0..<random.whole(1...5)).map { _ in random.pick(Self.words + ["<*>", "<*>"]) }
                .joined(separator: " ")
            let line = try table([message]).line(0)
            #expect(
                LinePattern(template).matches(line) == PlainLine(message).isOne(of: template),
                "\(template) and \(message)")
        }
    }

    /// A line is one of the template that the miner gives it.
    @Test func aTemplateFitsItsLines() throws {
        var random = SplitMix64(state: 12)
        let messages = (0..<600).map { _ in
            random.pick([
                "INFO GET /v1/items/\(random.whole(1...999)) took \(random.whole(1...99)) ms",
                "ERROR  call to stock-\(random.whole(1...9)) failed:\t\"no\" reply",
                #"{"level":"warn","msg":"slow","ms":\#(random.whole(1...99)),"peer":"10.0.0.\#(random.whole(1...9))"}"#,
                "level=info user=\(random.pick(["ann", "bob"])) done é",
                "ERROR broken\n  at a.b(c:\(random.whole(1...99)))",
            ])
        }
        let table = try table(messages)
        for row in 0..<table.count {
            let template = table.templates[Int(table.template[row])].text
            #expect(LinePattern(template).matches(table.line(row)), "\(template) and \(messages[row])")
        }
        #expect(table.templates.count < 12)
    }
}
