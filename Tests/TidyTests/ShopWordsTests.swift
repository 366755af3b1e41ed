import Foundation
import Testing

/// An engine that knows the demo shop would find its faults and nobody else's. What the shop writes and what its parts
/// are called is read from its own sources, and nothing of it may stand in the engine's texts.
@Suite(.timeLimit(.minutes(1))) struct ShopWordsTests {
    private static let shop = texts(of: ["ServiceSimulation", "OperationsDashboard"])
    private static let engine = texts(of: ["RootCause", "AutoSREAnalysis"])

    /// Where a phrase of the shop's is known to stand, and why it still does.
    private static let known: [(place: String, reason: String)] = [
        ("AutoSREAnalysis/Logs/", "the first engine, which the evidence engine replaces (decision 0020)"),
        ("RootCause/Stages/Topics.swift", "\"request queue is full\", a phrase that its stage is to lose"),
    ]

    /// Three words in a row, two of which at least say something, are a phrase. What a system's own errors say
    /// (`strerror`) is general, whoever writes it.
    @Test func noPhraseOfTheShopIsInTheEngine() {
        let general = Set((1...133 as ClosedRange<Int32>).flatMap { Self.phrases(in: String(cString: strerror($0))) })
        let phrases = Set(Self.shop.flatMap { Self.phrases(in: $0.text) }).subtracting(general)
        #expect(phrases.count > 200 && phrases.contains("no database connection"))
        var met: Set<String> = []
        for one in Self.engine {
            for phrase in Self.phrases(in: one.text) where phrases.contains(phrase) {
                if let exception = Self.known.first(where: { one.place.hasPrefix($0.place) }) {
                    met.insert(exception.place)
                } else {
                    Issue.record("\(one.place) says \"\(phrase)\", as the demo shop does")
                }
            }
        }
        let stale = Self.known.map(\.place).filter { !met.contains($0) }
        #expect(stale == [], "known no more: take them off the list")
    }

    /// Services, what they call, and the names of their metrics that are more than one word.
    @Test func noNameOfTheShopIsInTheEngine() throws {
        let profile = try String(
            contentsOfFile: TidyTests.root + "/Sources/ServiceSimulation/ServiceProfile.swift", encoding: .utf8)
        let services = profile.matches(of: /(?:id|provider): "([^"]+)"/).map { String($0.1) }
        let metrics = Self.shop.filter { $0.place.hasPrefix("ServiceSimulation/Metric.swift") }.map(\.text)
            .filter { $0.split(separator: "_").count >= 3 }
        #expect(services.contains("checkout") && services.count >= 4 && metrics.contains("latency_p99_ms"))
        for one in Self.engine {
            let words = Set(one.text.lowercased().split { !$0.isLetter && !$0.isNumber && !"._-".contains($0) })
            for name in services + metrics where words.contains(Substring(name)) {
                Issue.record("\(one.place) says \"\(name)\", as the demo shop does")
            }
        }
    }

    @Test func aPhraseIsToldFromGeneralWords() {
        #expect(Self.phrases(in: "There is no such open file") == ["such open file"])
        #expect(Self.phrases(in: "the queue is full, 3 are waiting") == ["queue is full"])
        #expect(Self.texts(in: #"let a = "one \(b("x") + 1) two" + "three" // "four""#) == ["one 0 two", "three"])
    }

    /// English words that are in every text: alone they make no phrase.
    private static let functionWords: Set<Substring> = [
        "a", "an", "the", "this", "that", "these", "those", "it", "its", "all", "every", "each", "any", "no", "not",
        "is", "are", "was", "were", "be", "been", "has", "have", "had", "of", "in", "on", "at", "to", "from", "by",
        "for", "with", "after", "before", "as", "and", "or", "but", "if", "when", "where", "whatever", "there", "such",
        "least", "most", "more", "than",
    ]

    private static func phrases(in text: String) -> [String] {
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "'" && $0 != "_" }
        return words.indices.dropLast(2).compactMap { start in
            let run = words[start..<start + 3]
            guard !run.contains(where: { $0.contains(where: \.isNumber) }),
                run.count(where: { !functionWords.contains($0) }) >= 2
            else { return nil }
            return run.joined(separator: " ")
        }
    }

    private static func texts(of modules: [String]) -> [(place: String, text: String)] {
        TidyTests.sources.filter { modules.contains($0.module) }.flatMap { file in
            file.lines.enumerated().flatMap { number, line in
                texts(in: String(line)).map { (place: "\(file.path):\(number + 1)", text: $0) }
            }
        }
    }

    /// The string literals of a line of Swift; what is interpolated becomes a digit, which is part of no phrase.
    private static func texts(in line: String) -> [String] {
        var found: [String] = []
        var rest = Array(line)[...]
        while let next = rest.popFirst() {
            if next == "/", rest.first == "/" { break }
            if next == "\"" { found.append(text(&rest)) }
        }
        return found
    }

    /// Up to the closing quote.
    private static func text(_ rest: inout ArraySlice<Character>) -> String {
        var text = ""
        while let next = rest.popFirst(), next != "\"" {
            guard next == "\\" else {
                text.append(next)
                continue
            }
            guard rest.popFirst() == "(" else { continue }
            text.append("0")
            var depth = 1
            while depth > 0, let inner = rest.popFirst() {
                if inner == "\"" { _ = Self.text(&rest) }
                depth += inner == "(" ? 1 : inner == ")" ? -1 : 0
            }
        }
        return text
    }
}
