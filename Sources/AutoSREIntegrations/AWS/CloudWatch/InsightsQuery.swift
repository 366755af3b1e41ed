/// A query of CloudWatch Metrics Insights, such as
/// `SELECT SUM(Errors) FROM "AWS/Lambda" WHERE FunctionName = 'a' AND AWS.AccountId = '1'`.
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-metrics-insights-querylanguage.html
struct InsightsQuery: Sendable, Hashable {
    /// What it asks of labels, where that is nothing but equalities that all have to hold; nil where it is more than
    /// is understood here, so that nobody knows what it leaves out.
    let equalities: [String: String]?

    /// Reads an alarm's expression; nil where it is no query but a calculation.
    init?(_ text: String) {
        let words = Self.words(of: text)
        guard words.first?.isKeyword("SELECT") == true else { return nil }
        guard let place = words.firstIndex(where: { $0.isKeyword("WHERE") }) else {
            equalities = Self.spansAccounts(words[...]) ? nil : [:]
            return
        }
        equalities = Self.equalities(words[(place + 1)...])
    }

    private enum Word: Hashable {
        case plain(String)
        /// In double quotes: a name, whatever it is.
        case name(String)
        /// In single quotes.
        case value(String)

        func isKeyword(_ word: String) -> Bool {
            if case .plain(let text) = self { text.uppercased() == word } else { false }
        }

        var label: String? {
            switch self {
            case .plain(let text): text == "=" ? nil : text
            case .name(let text): text
            case .value: nil
            }
        }
    }

    private static func equalities(_ conditions: ArraySlice<Word>) -> [String: String]? {
        var (found, rest): ([String: String], ArraySlice<Word>) = ([:], conditions)
        while true {
            guard rest.count >= 3, let label = rest.removeFirst().label, rest.removeFirst() == .plain("="),
                case .value(let value) = rest.removeFirst(), found.updateValue(value, forKey: label) == nil
            else { return nil }
            guard let next = rest.first else { return found }
            guard next.isKeyword("AND") else {
                let isTail = ["GROUP", "ORDER", "LIMIT"].contains { next.isKeyword($0) }
                return isTail && !spansAccounts(rest) ? found : nil
            }
            rest.removeFirst()
        }
    }

    /// What is grouped by account is about several.
    private static func spansAccounts(_ words: ArraySlice<Word>) -> Bool { words.contains { $0.label == account } }

    /// The label that a query of several accounts names them by.
    static let account = "AWS.AccountId"

    private static func words(of text: String) -> [Word] {
        var (words, rest): ([Word], Substring) = ([], text[...])
        while let first = rest.first {
            if first.isWhitespace {
                rest.removeFirst()
            } else if first == "'" || first == "\"" {
                let inside = rest.dropFirst().prefix { $0 != first }
                // One that is not closed is no word that is understood.
                words.append(
                    inside.endIndex == rest.endIndex
                        ? .plain(String(rest)) : first == "'" ? .value(String(inside)) : .name(String(inside)))
                rest = rest[inside.endIndex...].dropFirst()
            } else {
                let isLong = isPart(first)
                let word = isLong ? rest.prefix(while: isPart) : rest.prefix(1)
                words.append(.plain(String(word)))
                rest = rest[word.endIndex...]
            }
        }
        return words
    }

    private static func isPart(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "._:/#$@-".contains(character)
    }
}
