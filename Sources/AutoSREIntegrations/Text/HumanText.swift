import AutoSRECore

/// The journal's own words as people read them.
enum HumanText {
    private static let words: Set<String> = {
        let raw = IncidentType.known.map(\.rawValue) + ActionKinds.standard.all.map(\.rawValue)
        return Set((raw + Outcome.allCases.map(\.rawValue)).filter { $0.contains("_") })
    }()

    /// `latency spike` for `latency_spike`.
    static func words(_ raw: String) -> String { raw.replacing("_", with: " ") }

    /// A sentence of ours in which our own words read as such; names and what others wrote stay as they are.
    /// - Parameter type: what was reported, whose word may be nobody's here.
    static func sentence(_ text: String, of type: IncidentType? = nil) -> String {
        guard text.contains("_") else { return text }
        func told(_ word: String) -> String { words.contains(word) || word == type?.rawValue ? words(word) : word }
        var (out, word) = ("", "")
        for character in text {
            if character == "_" || character.isLetter || character.isNumber {
                word.append(character)
            } else {
                out += told(word) + String(character)
                word = ""
            }
        }
        return out + told(word)
    }

    /// The alert by itself, with its severity where it has one: `latency spike, critical`.
    static func alert(_ postMortem: PostMortem) -> String {
        let severity = postMortem.severity.map { ", \($0.rawValue)" } ?? ""
        return words(postMortem.type.rawValue) + severity
    }

    /// The alert as the beginning of a sentence: `Latency spike`.
    static func title(_ type: IncidentType) -> String {
        let text = words(type.rawValue)
        return text.prefix(1).uppercased() + text.dropFirst()
    }

    /// The alert within a sentence: `a latency spike`.
    static func mention(_ type: IncidentType) -> String {
        let text = words(type.rawValue)
        return (text.first.map { "aeiou".contains($0) } == true ? "an " : "a ") + text
    }

    /// Whether what a report rests on was really read.
    static func nature(of postMortem: PostMortem) -> String {
        guard !postMortem.isSimulated else { return "simulated: made up for a rehearsal" }
        let read = postMortem.evidence.filter { ![.alert, .health, .topology].contains($0.kind) }
        let isAlertMadeUp = postMortem.evidence.contains { $0.kind == .alert && $0.isSimulated }
        return (read.isEmpty ? "none was read" : "real") + (isAlertMadeUp ? "; the alert is made up" : "")
    }

    /// A reading of the health signal: `bad: HTTP 200 degraded`.
    static func reading(_ reading: HealthReading?) -> String {
        reading.map { "\($0.status.rawValue): \($0.detail)" } ?? "not read"
    }
}
