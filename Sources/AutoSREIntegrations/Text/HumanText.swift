import AutoSRECore

/// The journal's own words as people read them.
enum HumanText {
    private static let words: Set<String> = {
        let raw = IncidentType.allCases.map(\.rawValue) + ActionKinds.standard.all.map(\.rawValue)
        return Set((raw + Outcome.allCases.map(\.rawValue)).filter { $0.contains("_") })
    }()

    /// `latency spike` for `latency_spike`.
    static func words(_ raw: String) -> String { raw.replacing("_", with: " ") }

    /// A sentence of ours in which our own words read as such; names and what others wrote stay as they are.
    static func sentence(_ text: String) -> String {
        guard text.contains("_") else { return text }
        var (out, word) = ("", "")
        for character in text {
            if character == "_" || character.isLetter || character.isNumber {
                word.append(character)
            } else {
                out += (words.contains(word) ? words(word) : word) + String(character)
                word = ""
            }
        }
        return out + (words.contains(word) ? words(word) : word)
    }

    /// The alert as the beginning of a sentence: `Latency spike`.
    static func title(_ type: IncidentType) -> String {
        let text = words(type.rawValue)
        return text.prefix(1).uppercased() + text.dropFirst()
    }

    /// A reading of the health signal: `bad: HTTP 200 degraded`.
    static func reading(_ reading: HealthReading?) -> String {
        reading.map { "\($0.status.rawValue): \($0.detail)" } ?? "not read"
    }
}
