import AutoSREConfiguration
import AutoSREIntegrations
import Foundation
import Testing

/// The written documents follow the tree. `AUTOSRE_WRITE_DOCS=1` writes them instead of comparing.
@Suite(.timeLimit(.minutes(1)))
struct DocumentsTests {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private func compare(_ text: String, with path: String) throws {
        let url = Self.root.appendingPathComponent(path)
        if ProcessInfo.processInfo.environment["AUTOSRE_WRITE_DOCS"] == "1" {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
        let found = try String(contentsOf: url, encoding: .utf8)
        #expect(found == text, "\(path) is out of date: AUTOSRE_WRITE_DOCS=1 swift test --filter Documents")
    }

    @Test("docs/configuration.md is the reference")
    func reference() throws {
        try compare(Configuration.reference(Integrations.settings), with: "docs/configuration.md")
    }

    @Test(".env.example is the template")
    func example() throws { try compare(Configuration.example(Integrations.settings), with: ".env.example") }

    @Test("The reference names every setting, every secret's file and every key of the policy")
    func referenceIsWhole() {
        let text = Configuration.reference(Integrations.settings)
        for name in settingNames + secretNames.map({ $0 + "_FILE" }) + PolicyFile.knownKeys {
            #expect(text.contains("`\(name)`"), "\(name)")
        }
    }

    @Test("The template holds every setting once, sets nothing as it stands, and the defaults without its marks")
    func exampleParses() throws {
        let text = Configuration.example(Integrations.settings)
        #expect(
            try Configuration.read(environment: [:], dotenv: text).effective().allSatisfy { $0.source == "default" })
        let lines = text.split(separator: "\n").map(String.init)
        let settings = lines.filter { $0.hasPrefix("#") && !$0.hasPrefix("# ") }.map { String($0.dropFirst()) }
        #expect(settings.map { String($0.prefix { $0 != "=" }) } == settingNames)
        let read = try Configuration.read(environment: [:], dotenv: settings.joined(separator: "\n"))
        #expect(read.effective().map(\.value) == Configuration().effective().map(\.value))
        #expect(read.line("UI_STUB")?.source == ".env" && read.warnings.isEmpty)
    }
}
