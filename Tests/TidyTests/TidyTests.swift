import Foundation
import Testing

/// Checks on the code itself: arrows, sizes, banned calls with their replacement, and paths that the documents name.
@Suite(.timeLimit(.minutes(1))) struct TidyTests {
    struct File: Sendable {
        let path: String
        let lines: [Substring]
        var module: String { String(path.prefix { $0 != "/" }) }
    }

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path(percentEncoded: false)

    static let sources = swiftFiles(in: "Sources")
    static let tests = swiftFiles(in: "Tests")

    static func swiftFiles(in folder: String) -> [File] {
        let all = FileManager.default.enumerator(atPath: root + "/" + folder)?.allObjects as? [String] ?? []
        return all.filter { $0.hasSuffix(".swift") }.sorted().map { path in
            let text = (try? String(contentsOfFile: "\(root)/\(folder)/\(path)", encoding: .utf8)) ?? ""
            return File(path: path, lines: text.split(separator: "\n", omittingEmptySubsequences: false))
        }
    }

    /// Who may import whom. Adding an arrow is a decision to be written down in docs/decisions/.
    static let arrows: [String: Set<String>] = [
        "AutoSRECore": [],
        "AutoSREPlatform": ["AutoSRECore"],
        "AutoSREEngine": ["AutoSRECore"],
        "AutoSREAnalysis": ["AutoSRECore", "RootCause"],
        "LogMining": ["AutoSRECore"],
        "RootCause": ["LogMining"],
        "AutoSREStore": ["AutoSRECore", "AutoSREPlatform"],
        "AutoSREWeb": ["AutoSRECore"],
        "ServiceSimulation": [],
        "AutoSREIntegrations": [
            "AutoSRECore", "AutoSREPlatform", "AutoSREConfiguration", "AutoSREWeb", "ServiceSimulation",
        ],
        "AutoSREConfiguration": ["AutoSRECore", "AutoSREPlatform"],
        "OperationsDashboard": ["AutoSRECore", "AutoSREPlatform", "AutoSREWeb", "ServiceSimulation"],
        "AutoSRETesting": ["AutoSRECore", "AutoSREEngine"],
        "autosre": [
            "AutoSRECore", "AutoSREPlatform", "AutoSREEngine", "AutoSREAnalysis", "AutoSREStore", "AutoSREIntegrations",
            "AutoSREConfiguration", "LogMining", "OperationsDashboard", "RootCause",
        ],
    ]

    @Test func arrowsPointInward() {
        #expect(Self.sources.count > 50)
        for file in Self.sources {
            for line in file.lines where line.contains("import ") {
                let words = line.split(separator: " ")
                guard let at = words.firstIndex(of: "import"), let name = words.dropFirst(at + 1).first else {
                    continue
                }
                let imported = String(name)
                if imported.hasPrefix("AutoSRE") || Self.arrows[imported] != nil {
                    #expect(Self.arrows[file.module]?.contains(imported) == true, "\(file.path) imports \(imported)")
                }
                if imported.hasPrefix("C"), imported.dropFirst().first?.isUppercase == true {
                    #expect(file.module == "AutoSREPlatform", "\(file.path) imports \(imported): C stays in Platform")
                }
                #expect(
                    imported != "Foundation", "\(file.path): FoundationEssentials, not Foundation, which pulls in ICU")
            }
        }
    }

    @Test(arguments: [
        ("Date()", "World.now"), ("UUID()", "World.hex"), (".random(", "World.hex"), ("Task.sleep", "World.sleep"),
        ("print(", "Console"), ("try!", "a thrown error"), ("fatalError(", "preconditionFailure or a thrown error"),
        ("Task {", "structured concurrency"), ("Task.detached", "structured concurrency"),
        ("ProcessInfo", "Platform's Environment"), ("getenv(", "Platform's Environment"),
    ])
    func bannedCalls(banned: String, instead: String) {
        let before = banned.hasPrefix(".") ? "" : "(^|[^A-Za-z_.])"
        let pattern = before + NSRegularExpression.escapedPattern(for: banned)
        // Structured tasks wait for their children; the one file that leaves work alone is there to not do that.
        let exempt = banned == "Task {" ? "AutoSREEngine/Bounded.swift" : ""
        for file in Self.sources where file.module != "AutoSREPlatform" && file.path != exempt {
            for (number, line) in file.lines.enumerated() where !line.drop(while: { $0 == " " }).hasPrefix("//") {
                let isThere = line.range(of: pattern, options: .regularExpression) != nil
                #expect(!isThere, "\(file.path):\(number + 1): use \(instead), not \(banned)")
            }
        }
    }

    /// What is kept has passed the redactor: nothing else makes evidence.
    @Test func onlyTheRedactorMints() {
        let makers = Self.sources.filter { file in file.lines.contains { $0.contains("MintedEvidence(") } }
        let product = makers.map(\.path).filter { !$0.hasPrefix("AutoSRETesting/") }
        #expect(product == ["AutoSREEngine/Redaction/Redactor+Evidence.swift"])
    }

    @Test func coreDoesNothingButThink() {
        let forbidden = ["import Dispatch", "import Glibc", "import Synchronization", "FileManager", "FileHandle"]
        for file in Self.sources where ["AutoSRECore", "AutoSREAnalysis", "LogMining"].contains(file.module) {
            for word in forbidden {
                #expect(!file.lines.contains { $0.contains(word) }, "\(file.path): \(word)")
            }
        }
    }

    /// A vendor is a folder and a line: its types are named in its folder, and in the list.
    @Test func nobodyElseNamesAVendor() throws {
        let vendor = /\b(AWS|CloudWatch|Lambda|Bedrock|Slack|NovaAct|Browser|WebDriver)[A-Z]\w*/
        let word = /"(nova-act|slack|aws|bedrock|cloudwatch|lambda|dashboard-api)"/
        let folders = ["AWS", "Browser", "Dashboard", "Files", "Health", "NovaAct", "Simulator", "Slack"]
        let own = folders.map { "AutoSREIntegrations/\($0)/" } + ["AutoSREIntegrations/Integrations.swift"]
        // `report --format slack` is the specification's, and shows what Slack would get.
        let known: Set<String> = ["autosre/Output/ReportForm.swift"]
        for file in Self.sources where !own.contains(where: file.path.hasPrefix) && !known.contains(file.path) {
            for (number, line) in file.lines.enumerated() {
                let code = line.replacing(/\/\/.*/, with: "")
                let type = code.replacing(/"[^"]*"/, with: "").firstMatch(of: vendor).map { String($0.0) }
                let text = file.path.hasPrefix("AutoSRETesting/") ? nil : code.firstMatch(of: word).map { String($0.0) }
                guard let found = type ?? text else { continue }
                Issue.record("\(file.path):\(number + 1) names a vendor: \(found)")
            }
        }
    }

    /// Who imports two modules should not have to say whose a name is. The evidence engine stands alone (0020).
    @Test func oneNameIsOneType() {
        let words = ["struct", "enum", "class", "actor", "protocol", "typealias"]
        var modules: [Substring: Set<String>] = [:]
        for file in Self.sources where file.module != "RootCause" {
            for line in file.lines where line.hasPrefix("public ") || line.hasPrefix("package ") {
                let parts = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
                guard let at = parts.prefix(4).firstIndex(where: { words.contains(String($0)) }),
                    let name = parts.dropFirst(at + 1).first
                else { continue }
                modules[name, default: []].insert(file.module)
            }
        }
        #expect(modules.count > 200)
        for (name, owners) in modules { #expect(owners.count == 1, "\(name) is of \(owners.sorted())") }
    }

    @Test func filesFitInTheHead() {
        for file in Self.sources + Self.tests {
            #expect(file.lines.count <= 400, "\(file.path) has \(file.lines.count) lines")
            // A string literal cannot be broken without changing it.
            var isInText = false
            for (number, line) in file.lines.enumerated() {
                if line.contains("\"\"\"") { isInText.toggle() }
                guard line.count > 120, !isInText, !line.contains("\"") else { continue }
                Issue.record("\(file.path):\(number + 1) has \(line.count) columns")
            }
        }
    }

    @Test func functionsFitOnAScreen() {
        for file in Self.sources {
            for (start, length) in Self.functions(in: file.lines) where length > 70 {
                Issue.record("\(file.path):\(start + 1): a function of \(length) lines")
            }
        }
    }

    @Test func noLeftoverMarks() {
        for file in Self.sources + Self.tests where !file.path.contains("TidyTests") {
            for mark in ["TODO", "FIXME", "HACK", "XXX"] {
                #expect(!file.lines.contains { $0.contains(mark) }, "\(file.path): \(mark)")
            }
        }
    }

    @Test func testsDoNotSleepOrLeaveTheMachine() {
        for file in Self.tests where !file.path.contains("TidyTests") {
            for word in ["Task.sleep", "usleep(", "Thread.sleep", "time.sleep"] {
                let isThere = file.lines.contains { $0.contains(word) && !$0.contains("// slow on purpose") }
                #expect(!isThere, "\(file.path): \(word)")
            }
        }
    }

    /// Prose rots: a path in backticks that a document names has to exist.
    @Test func documentsNameOnlyWhatExists() throws {
        let documents = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/ARCHITECTURE.md"]
        for document in documents {
            let text = try String(contentsOfFile: Self.root + "/" + document, encoding: .utf8)
            for match in text.matches(of: /`((?:Sources|Tests|docs|scripts|Benchmarks|examples)\/[A-Za-z0-9_+.\/-]+)`/)
            {
                let path = Self.root + "/" + match.1
                #expect(FileManager.default.fileExists(atPath: path), "\(document) names \(match.1)")
            }
        }
    }

    static func functions(in lines: [Substring]) -> [(start: Int, length: Int)] {
        var found: [(Int, Int)] = []
        var open: (indent: Int, start: Int)?
        for (number, line) in lines.enumerated() {
            let indent = line.prefix { $0 == " " }.count
            let body = line.dropFirst(indent)
            if open == nil, body.contains("func ") || body.contains("init("), body.hasSuffix("{") {
                open = (indent, number)
            } else if let function = open, indent == function.indent, body.hasPrefix("}") {
                found.append((function.start, number - function.start))
                open = nil
            }
        }
        return found
    }
}
