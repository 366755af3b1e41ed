import AutoSRECore

/// The note that a rollback leaves in the alias's description, so that a second run, even without a journal, does not
/// walk back one version more for the same alarm. It means nothing any more once the alias points elsewhere.
struct AliasMark: Sendable, Hashable {
    /// The routing before.
    let from: AliasRouting
    /// The routing that was set.
    let to: AliasRouting
    /// Names the alarm: the start of the digest of its name; `-` where none is known.
    let alarm: String

    private static let start = "[autosre: "
    private static let limit = 256

    init(from: AliasRouting, to: AliasRouting, alarm: String?) {
        (self.from, self.to) = (from, to)
        self.alarm = Self.key(alarm)
    }

    static func key(_ alarm: String?) -> String { alarm.map { Digest(of: "alarm/1", $0).short } ?? "-" }

    /// Reads the mark of a description; nil where there is none.
    init?(in description: String) {
        guard let mark = Self.split(description).mark else { return nil }
        let words = mark.dropFirst(Self.start.count).dropLast().split(separator: " ")
        guard words.count == 5, words[1] == "->", words[3] == "for" else { return nil }
        guard let from = AliasRouting(String(words[0])), let to = AliasRouting(String(words[2])) else { return nil }
        (self.from, self.to, alarm) = (from, to, String(words[4]))
    }

    /// Whether it says that this alias, as it stands, was rolled back for one of these alarms.
    func forbids(_ routing: AliasRouting, alarms: [String]) -> Bool {
        routing == to && (alarm == "-" || alarms.contains { alarm == Self.key($0) })
    }

    private var text: String { "\(Self.start)\(from) -> \(to) for \(alarm)]" }

    /// A description with this mark, or without any where it is nil: the user's text first, 256 characters together.
    static func describe(_ description: String, with mark: AliasMark?) -> String {
        let own = split(description).text
        guard let mark else { return own }
        let room = limit - mark.text.utf16.count - 1
        guard !own.isEmpty, room > 0 else { return mark.text }
        return PlainText.cut(own, to: room) + " " + mark.text
    }

    private static func split(_ description: String) -> (text: String, mark: Substring?) {
        guard let range = description.ranges(of: start).last,
            let end = description[range.upperBound...].firstIndex(of: "]")
        else { return (description, nil) }
        var text = String(description[..<range.lowerBound] + description[description.index(after: end)...])
        while text.hasSuffix(" ") { text.removeLast() }
        return (text, description[range.lowerBound...end])
    }
}
