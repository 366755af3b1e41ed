import Testing

@testable import autosre

@Suite(.timeLimit(.minutes(1))) struct PrintableTests {
    @Test(arguments: [
        ("plain – ünïcode 検", "plain – ünïcode 検"),
        ("a\u{1B}[31;1mred\u{1B}[0m", "ared"),
        ("a\u{1B}]0;title\u{07}b", "ab"),
        ("a\u{1B}]8;;http://x\u{1B}\\link\u{1B}]8;;\u{1B}\\", "alink"),
        ("a\u{1B}P1$r\u{1B}\\b", "ab"),
        ("a\u{1B}(Bb\u{1B}cd", "abd"),
        ("a\u{9B}2Jb\u{9D}x\u{9C}c", "abc"),
        ("a\u{1B}", "a"),
        ("one\ntwo\tthree\rfour\u{0}\u{7F}\u{8}", "one two threefour"),
        ("gpj.exe\u{202E}cod", "gpj.execod"),
        ("a\u{200B}b\u{FEFF}c\u{2066}d", "abcd"),
    ])
    func nothingButTextIsLeft(hostile: String, clean: String) { #expect(hostile.printable == clean) }

    @Test func aStringThatNeverEndsHidesOneLineOnly() {
        #expect("a\u{1B}]52;c;payload\nb".printableLines == "a\nb")
    }

    @Test func linesAreKeptWhereAskedFor() { #expect("a\n\tb\u{1B}[2J\n".printableLines == "a\n\tb\n") }

    @Test func noControlCharacterSurvives() {
        var text = ""
        for value in UInt32(0)...0x300 { if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) } }
        for shuffled in [text, String(text.reversed())] {
            #expect(!shuffled.printable.unicodeScalars.contains { $0.properties.generalCategory == .control })
        }
    }

    @Test func aLineCleansEverySpan() {
        let line = Line(time: "1\u{1B}[A", label: "L\u{7}", spans: [Span("x\u{1B}[2K\ny", .red)])
        #expect(line.text == "1         L           x y")
        #expect(line.render(colours: true).hasSuffix("\u{1B}[31mx y\u{1B}[0m"))
    }

    @Test func linesWrapUnderTheirText() {
        let line = Line(label: "Plan", spans: [Span("alpha beta gamma delta epsilon")])
        let rows = line.render(colours: false, width: 45).split(separator: "\n")
        #expect(rows.count == 2)
        #expect(rows.allSatisfy { $0.count <= 45 && !$0.hasSuffix(" ") })
        #expect(
            rows[1].hasPrefix(String(repeating: " ", count: 22) + "e")
                || rows[1].hasPrefix(String(repeating: " ", count: 22) + "d"))
    }

    @Test func jsonEscapesWhatATerminalWouldObey() {
        let lines = Capture()
        lines.console.json("{\"a\":\"\u{9B}2J\u{7F}ü\"}")
        #expect(lines.output == "{\"a\":\"\\u009b2J\\u007fü\"}\n")
    }
}
