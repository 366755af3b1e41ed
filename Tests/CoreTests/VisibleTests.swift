import AutoSRECore
import Testing

/// Two versions that differ only in what terminals leave out are told apart by whoever reads a plan.
@Suite struct VisibleTests {
    @Test(arguments: [
        "v1.4\u{200B}.1", "v1.4.1\u{202E}", "\u{FEFF}v1.4.1", "v1.4.1\u{7}", "v1.4\u{AD}.1", "v1.4.1\u{2060}",
        "v1.4.1\u{FE0F}",
        "v1.4.1 ", " v1.4.1", "v1.4.1\u{A0}", "v1.4.1\u{2003}", "v1.4.1  x",
        "v1.4.1\u{9B}", "v1.4.1\u{2028}",
    ])
    func whatIsStrippedIsWrittenOut(_ version: String) {
        let shown = ResourceState.version(version).description
        #expect(shown != "v1.4.1" && shown.contains("\\u{"))
        #expect(shown.unicodeScalars.allSatisfy { $0.isASCII && $0.value >= 32 })
        #expect(Target(kind: .service, name: version).description.contains("\\u{"))
    }

    @Test(arguments: ["v1.4.1", "1.0.0-beta.11+exp.sha.5114f85", "Ünï-1", "版本-2", "build 4711 (hotfix)", "e\u{301}"])
    func otherNamesStay(_ version: String) {
        #expect(ResourceState.version(version).description == version)
    }
}
