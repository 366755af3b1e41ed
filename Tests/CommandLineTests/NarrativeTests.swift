import Testing

@testable import autosre

@Suite(.timeLimit(.minutes(1))) struct NarrativeTests {
    private static let full =
        "[intro]\nI\n[scenario]\nS\n[dashboard_note]\nN\n[running]\nR\n[success]\nG\n[failure]\nB\n"

    private func parse(_ text: String) -> DemoNarrative { DemoNarrative(parsing: Array(text.utf8)) }

    @Test(arguments: [
        full, full.split(separator: "\n").joined(separator: "\r\n"), "\u{FEFF}" + full,
        "\u{FEFF}\r\n" + full.split(separator: "\n").joined(separator: "\r\n"),
    ])
    func allSectionsAreRead(text: String) {
        let narrative = parse(text)
        #expect(narrative.intro == "I")
        #expect(narrative.scenario == "S")
        #expect(narrative.dashboardNote == "N")
        #expect(narrative.running == "R")
        #expect(narrative.success == "G")
        #expect(narrative.failure == "B")
    }

    @Test func whatIsMissingFallsBack() {
        let narrative = parse("[scenario]\nonly\n[success]\n\n  \n")
        #expect(narrative.scenario == "only")
        #expect(narrative.intro == "AutoSRE Demo")
        #expect(narrative.running == "Running workflow...")
        #expect(narrative.success == "Result: Success.")
        #expect(narrative.failure == "Result: Failed or escalated.")
        #expect(narrative.dashboardNote == nil)
        #expect(parse("") == DemoNarrative())
    }

    @Test func preambleAndUnknownSectionsAreIgnored() {
        let narrative = parse("PREAMBLE\n[other]\nOTHER\n[intro]\nI1\n")
        #expect(narrative.intro == "I1")
        #expect(!"\(narrative)".contains("OTHER"))
        #expect(!"\(narrative)".contains("PREAMBLE"))
    }

    @Test func linesInsideASectionAreKept() {
        let narrative = parse("[intro]\n\n  line one\n\n    [1] two [x]\n[not a section!]\n\n[running]\nGO\n")
        #expect(narrative.intro == "  line one\n\n    [1] two [x]\n[not a section!]")
        #expect(narrative.running == "GO")
    }

    @Test func bytesThatAreNotTextAreSurvived() {
        let narrative = DemoNarrative(parsing: [0xFF, 0xFE, 0x0A] + Array("[intro]\nI\u{1B}[2J".utf8) + [0xC3, 0x28])
        #expect(narrative.intro.hasPrefix("I"))
        #expect(DemoNarrative(parsing: [0xFF, 0x00, 0x80]) == DemoNarrative())
    }

    @Test func namesCountInAnyCase() { #expect(parse("  [ INTRO]\nx\n[Intro] \nI").intro == "I") }
}
