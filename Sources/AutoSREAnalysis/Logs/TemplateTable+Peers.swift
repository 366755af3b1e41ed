/// Which forms say the same: a release that writes its lines in another way makes none of them new.
extension TemplateTable {
    /// For each grave template all that say the same: those that differ in nothing but the version that they name, as
    /// where each line bears the version of its writer, and those that have the same message in another format. In
    /// parts that have nothing in common, which many of them share.
    func peers(without versions: Set<String>) -> [Int: [[Int]]] {
        let grave = templates.indices.filter { templates[$0].isGrave }
        var forms: [Int: String] = [:]
        for index in grave where versions.contains(where: { templates[index].names($0) }) {
            forms[index] = templates[index].form(without: versions)
        }
        func form(_ index: Int) -> String { forms[index] ?? templates[index].pattern }
        let named = Dictionary(grouping: grave, by: form)
        var peers: [Int: [[Int]]] = [:]
        for all in Dictionary(grouping: grave, by: { LineFormat.message(of: form($0)) }).values {
            for (format, own) in Dictionary(grouping: all, by: { LineFormat(templates[$0].pattern) }) {
                // Of one format the fields beside the message tell apart what is another failure.
                let others = format == .text ? all : all.filter { LineFormat(templates[$0].pattern) != format }
                for index in own {
                    peers[index] = format == .text ? [others] : [others, named[form(index)] ?? [index]]
                }
            }
        }
        return peers
    }
}

/// How a line is written.
enum LineFormat: Hashable {
    /// An object of JSON.
    case json
    /// Fields, as logfmt has them.
    case fields
    /// Prose, mostly behind a time and a level.
    case text

    init(_ form: String) {
        if form.utf8.first(where: { $0 != 32 }) == UInt8(ascii: "{") {
            self = .json
        } else {
            self = Self.value(in: form) == nil ? .text : .fields
        }
    }

    /// What a form says, in the words of its message alone; all of it where no message is found.
    static func message(of form: String) -> String {
        let text = value(in: form) ?? prose(in: form)
        let words = text.replacing("<*>", with: " ").lowercased().split { !($0.isLetter || $0.isNumber) }
        return words.isEmpty ? form : words.joined(separator: " ")
    }

    /// The value of the member or field that is called as loggers call a message.
    private static func value(in form: String) -> Substring? {
        for name in names {
            guard let range = form.firstRange(of: name) else { continue }
            let rest = form[range.upperBound...].drop { $0 == " " }
            return rest.first == "\"" ? rest.dropFirst().prefix { $0 != "\"" } : rest.prefix { $0 != " " }
        }
        return nil
    }

    private static let names = [#""msg":"#, #""message":"#, "msg=", "message="]

    /// What is left behind times, levels and what stands in brackets at the head of a line.
    private static func prose(in form: String) -> Substring {
        var rest = form[...]
        while true {
            rest = rest.drop { $0 == " " }
            let word = rest.prefix { $0 != " " }
            let letters = word.lowercased().filter(\.isLetter)
            let isHead = letters.isEmpty || levels.contains(letters) || word.first == "[" && word.last == "]"
            guard isHead, word.endIndex < form.endIndex else { return rest }
            rest = form[word.endIndex...]
        }
    }

    private static let levels: Set<String> = [
        "error", "err", "warn", "warning", "fatal", "critical", "crit", "severe", "panic", "alert", "emerg", "info",
        "notice",
    ]
}
